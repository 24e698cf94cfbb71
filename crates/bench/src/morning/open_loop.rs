//! Requests that come when they are due, not when the one before is answered. One thread, which never sleeps: a timer
//! would add its own latency.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::answer::whole;

/// Connections, as a proxy before the server keeps them: few enough that none is idle until the server closes it.
const CONNECTIONS: (u32, u32) = (16, 256);
/// Errors that are told one by one.
const TOLD: usize = 5;
/// How long the last answers are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many, how long.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Requests a second.
    pub per_second: u32,
    /// Not counted.
    pub warm_up: Duration,
    /// Counted.
    pub time: Duration,
}

/// What was measured.
pub struct Taken {
    /// From when each was due to its whole answer, in order.
    times: Vec<Duration>,
    /// The same of the check-ins alone.
    writes: Vec<Duration>,
    /// Answers that came within the time.
    answers: usize,
    time: Duration,
    /// Answers other than success, connections that broke, and requests never answered.
    pub errors: usize,
    /// Changes that open screens were told of.
    pub changes: usize,
}

impl Taken {
    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        self.answers as f64 / self.time.as_secs_f64()
    }

    /// A quantile.
    pub fn at(&self, share: f64) -> Duration {
        quantile(&self.times, share)
    }

    /// A quantile of the check-ins.
    pub fn write_at(&self, share: f64) -> Duration {
        quantile(&self.writes, share)
    }
}

fn quantile(times: &[Duration], share: f64) -> Duration {
    let place = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(place).copied().unwrap_or_default()
}

struct Due {
    at: Instant,
    request: Vec<u8>,
}

struct Answered {
    due: Instant,
    at: Instant,
    is_write: bool,
}

#[derive(Default)]
struct Desk {
    waiting: VecDeque<Due>,
    idle: VecDeque<oneshot::Sender<Due>>,
    answered: Vec<Answered>,
    errors: usize,
    open: usize,
    is_over: bool,
}

impl Desk {
    /// Counts an answer, or that there was none.
    fn settle(&mut self, due: &Due, status: Option<u16>) {
        self.open -= 1;
        if status == Some(200) {
            let is_write = due.request.starts_with(b"POST");
            return self.answered.push(Answered { due: due.at, at: Instant::now(), is_write });
        }
        self.errors += 1;
        if self.errors <= TOLD {
            let line = due.request.split(|byte| *byte == b'\r').next().unwrap_or_default();
            println!("{}: {status:?}", String::from_utf8_lossy(line));
        }
    }

    /// Lets the connections go.
    fn close(&mut self) {
        self.is_over = true;
        self.idle.clear();
        self.waiting.clear();
    }
}

/// Sends at a pace. `request` makes the bytes of each.
pub async fn run(address: SocketAddr, pace: Pace, request: impl Fn(u32) -> Vec<u8>) -> Taken {
    let desk = Rc::new(RefCell::new(Desk::default()));
    for _ in 0..(pace.per_second / 4).clamp(CONNECTIONS.0, CONNECTIONS.1) {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("nodelay");
        tokio::task::spawn_local(serve(stream, address, Rc::clone(&desk)));
    }
    let begin = Instant::now() + Duration::from_millis(50);
    let all = pace.warm_up + pace.time;
    let number = (f64::from(pace.per_second) * all.as_secs_f64()) as u32;
    for each in 0..number {
        let due = Due { at: begin + all.mul_f64(f64::from(each) / f64::from(number)), request: request(each) };
        while Instant::now() < due.at {
            tokio::task::yield_now().await;
        }
        hand_over(&desk, due);
        if each % 16 == 0 {
            tokio::task::yield_now().await;
        }
    }
    let last = Instant::now();
    while desk.borrow().open > 0 && last.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let taken = taken(&desk.borrow(), pace, begin);
    desk.borrow_mut().close();
    taken
}

fn taken(desk: &Desk, pace: Pace, begin: Instant) -> Taken {
    let (from, to) = (begin + pace.warm_up, begin + pace.warm_up + pace.time);
    let times = |is_counted: &dyn Fn(&Answered) -> bool| {
        let counted = desk.answered.iter().filter(|each| each.due >= from && each.due < to && is_counted(each));
        let mut times: Vec<Duration> = counted.map(|each| each.at - each.due).collect();
        times.sort_unstable();
        times
    };
    let answers = desk.answered.iter().filter(|each| each.at >= from && each.at < to).count();
    let (times, writes) = (times(&|_| true), times(&|each| each.is_write));
    Taken { times, writes, answers, time: pace.time, errors: desk.errors + desk.open, changes: 0 }
}

fn hand_over(desk: &RefCell<Desk>, due: Due) {
    let mut desk = desk.borrow_mut();
    desk.open += 1;
    let rejected = match desk.idle.pop_front() {
        Some(connection) => connection.send(due).err(),
        None => Some(due),
    };
    desk.waiting.extend(rejected);
}

async fn serve(mut stream: TcpStream, address: SocketAddr, desk: Rc<RefCell<Desk>>) {
    let mut buffer = Vec::with_capacity(64 * 1024);
    loop {
        if desk.borrow().is_over {
            return;
        }
        let next = desk.borrow_mut().waiting.pop_front();
        let due = match next {
            Some(due) => due,
            None => {
                let (idle, called) = oneshot::channel();
                desk.borrow_mut().idle.push_back(idle);
                let Ok(due) = called.await else { return };
                due
            }
        };
        let status = exchange(&mut stream, &due.request, &mut buffer).await;
        desk.borrow_mut().settle(&due, status);
        if status.is_none() {
            let Ok(fresh) = TcpStream::connect(address).await else { return };
            stream = fresh;
        }
    }
}

async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> Option<u16> {
    buffer.clear();
    stream.write_all(request).await.ok()?;
    loop {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
        if let Some((status, _)) = whole(buffer) {
            return Some(status);
        }
    }
}
