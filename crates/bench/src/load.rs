//! A light load generator: HTTP/1.1 on kept connections, one thread, requests made beforehand where possible.

use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Answers per second.
    pub per_second: f64,
    /// The median of the time to an answer.
    pub p50: Duration,
    /// The 99th percentile.
    pub p99: Duration,
}

/// How much.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Connections, each with one request under way.
    pub clients: usize,
    /// Not counted.
    pub warm_up: Duration,
    /// Counted.
    pub time: Duration,
}

/// Sends requests from a thread of its own. `request` makes the bytes of the next one.
pub async fn run<R>(address: SocketAddr, plan: Plan, request: impl FnOnce() -> R + Send + 'static) -> Load
where
    R: Fn() -> Vec<u8> + 'static,
{
    let (done, answer) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let load = tokio::task::LocalSet::new().block_on(&runtime, all(address, plan, Rc::new(request())));
        let _ = done.send(load);
    });
    answer.await.expect("a load")
}

async fn all<R: Fn() -> Vec<u8> + 'static>(address: SocketAddr, plan: Plan, request: Rc<R>) -> Load {
    let begin = Instant::now() + plan.warm_up;
    let end = begin + plan.time;
    let clients: Vec<_> =
        (0..plan.clients).map(|_| tokio::task::spawn_local(one(address, begin, end, Rc::clone(&request)))).collect();
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await.expect("a client"));
    }
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    Load { per_second: times.len() as f64 / plan.time.as_secs_f64(), p50: at(0.5), p99: at(0.99) }
}

async fn one(address: SocketAddr, begin: Instant, end: Instant, request: Rc<impl Fn() -> Vec<u8>>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("nodelay");
    let (mut times, mut buffer) = (Vec::new(), Vec::with_capacity(64 * 1024));
    loop {
        let sent = Instant::now();
        if sent >= end {
            return times;
        }
        stream.write_all(&request()).await.expect("a request sent");
        answer(&mut stream, &mut buffer).await;
        if sent >= begin {
            times.push(sent.elapsed());
        }
    }
}

async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) {
    buffer.clear();
    let mut whole = None;
    while whole.is_none_or(|whole| buffer.len() < whole) {
        let read = stream.read_buf(buffer).await.expect("an answer");
        assert!(read > 0, "the server hung up");
        if whole.is_none() {
            whole = length(buffer);
        }
    }
}

/// The length of the whole answer, once its head is there.
fn length(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&buffer[..head]).expect("a head of text");
    assert!(text.starts_with("HTTP/1.1 200"), "{}", String::from_utf8_lossy(buffer));
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    Some(head + length.trim().parse::<usize>().expect("a number"))
}
