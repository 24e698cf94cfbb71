//! Writers that record marks as fast as they are answered, and send each write again until it is, as a tablet does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{SubsecRound, Utc};
use hidamari_client::new_operation;
use hidamari_domain::attendance::{MarkKind, NewMark};
use hidamari_domain::id::MarkId;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::exchange::{Answer, Way, send};
use crate::ledger::{Ledger, Operation};
use crate::rig::Rig;
use crate::site::{CHILDREN, child, sign_in};

/// How many write at once.
pub const TABLETS: u32 = 64;
/// A token is good for five minutes.
const RENEWED: Duration = Duration::from_secs(120);
/// How long a tablet goes on with its last write when it is told to stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// The session's cookies, and since when.
type Session = Arc<tokio::sync::Mutex<Option<(Instant, String)>>>;

/// Writers that run until they are told to stop.
pub struct Tablets {
    /// What they know.
    pub ledger: Arc<Ledger>,
    is_over: Arc<AtomicBool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Tablets {
    /// Starts them against an origin.
    pub fn start(rig: &Rig, origin: &str) -> Self {
        let (ledger, is_over) = (Arc::new(Ledger::default()), Arc::new(AtomicBool::new(false)));
        let session = Session::default();
        let tasks = (0..TABLETS)
            .map(|number| {
                let tablet = Tablet {
                    number,
                    origin: origin.to_owned(),
                    session: Arc::clone(&session),
                    ledger: Arc::clone(&ledger),
                    is_over: Arc::clone(&is_over),
                };
                rig.runtime.spawn(tablet.work())
            })
            .collect();
        Self { ledger, is_over, tasks }
    }

    /// Lets each finish its last write, and answers with what they know.
    pub fn finish(self, rig: &Rig) -> Arc<Ledger> {
        self.is_over.store(true, Ordering::Release);
        rig.runtime.block_on(async {
            for task in self.tasks {
                task.await.expect("a tablet");
            }
        });
        self.ledger
    }
}

struct Tablet {
    number: u32,
    origin: String,
    session: Session,
    ledger: Arc<Ledger>,
    is_over: Arc<AtomicBool>,
}

impl Tablet {
    async fn work(self) {
        let mut way = Way { http: reqwest::Client::new(), origin: self.origin.clone(), cookies: String::new() };
        let mut turn = 0;
        while !self.is_over.load(Ordering::Acquire) {
            way.cookies = self.cookies().await;
            let operation = self.operation(turn);
            turn += 1;
            match self.until_answered(&way, &operation).await {
                Some(first) => self.again(&way, &operation, &first).await,
                None => self.ledger.give_up(operation),
            }
        }
    }

    /// All share one session, which is renewed before it grows old.
    async fn cookies(&self) -> String {
        let mut held = self.session.lock().await;
        loop {
            match &*held {
                Some((since, cookies)) if since.elapsed() < RENEWED => return cookies.clone(),
                _ => {}
            }
            match sign_in(&self.origin).await {
                Some(cookies) => *held = Some((Instant::now(), cookies)),
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// Mostly one child, sometimes brothers and sisters, sometimes a class.
    fn operation(&self, turn: u32) -> Operation {
        let own = CHILDREN / TABLETS;
        let many = match fastrand::u32(..20) {
            0 => 15,
            1..4 => 2,
            _ => 1,
        };
        let kinds = [MarkKind::Arrival, MarkKind::Departure, MarkKind::Absence];
        let first = turn * 17;
        let marks = (0..many).map(|place| NewMark {
            id: MarkId(Uuid::now_v7()),
            child: child(self.number * own + (first + place) % own),
            kind: kinds[(turn % 3) as usize],
            happened_at: Utc::now().trunc_subsecs(6),
            takes_back: None,
        });
        Operation { id: new_operation(), marks: marks.collect() }
    }

    /// The answer's body. `None` when it never came after all were told to stop.
    async fn until_answered(&self, way: &Way, operation: &Operation) -> Option<String> {
        let mut told_to_stop: Option<Instant> = None;
        loop {
            match send(&self.ledger, way, operation).await {
                Answer::Recorded(body) => {
                    self.ledger.acknowledge(operation.clone());
                    return Some(body);
                }
                Answer::Later => tokio::time::sleep(Duration::from_millis(fastrand::u64(20..60))).await,
                Answer::Nothing => tokio::time::sleep(Duration::from_millis(fastrand::u64(4..16))).await,
            }
            if self.is_over.load(Ordering::Acquire) {
                let since = *told_to_stop.get_or_insert_with(Instant::now);
                if since.elapsed() > PATIENCE {
                    self.ledger.surprise("a write that was never answered".to_owned());
                    return None;
                }
            }
        }
    }

    /// Now and then the acknowledged write is sent once more: the answer must be the first one.
    async fn again(&self, way: &Way, operation: &Operation, first: &str) {
        if fastrand::u32(..16) == 0
            && let Answer::Recorded(second) = send(&self.ledger, way, operation).await
            && second != first
        {
            self.ledger.surprise("another answer to a write that was sent again".to_owned());
        }
    }
}
