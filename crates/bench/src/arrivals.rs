//! Durable arrivals at 64 clients beside a bare handler that writes the same rows through a bare batching writer:
//! without sign-in, policy, sending again, adding up and live changes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use hidamari_domain::time::Moment;
use uuid::Uuid;

use crate::load::{self, Load, Plan};
use crate::place::{CHILDREN, Place, child};
use crate::{bare, report};

/// How many ask at once.
pub const CLIENTS: usize = 64;
const PLAN: Plan = Plan { clients: CLIENTS, warm_up: Duration::from_secs(1), time: Duration::from_secs(3) };

/// Measures on SQLite and reports.
pub async fn measure(place: &Place, yardstick: &Place) {
    let bare = bare::serve(yardstick);
    let next = Arc::new(AtomicU32::new(0));
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        theirs.push(send(bare, place, &next).await);
        ours.push(send(place.address(), place, &next).await);
    }
    let (theirs, ours) = (report::median(theirs), report::median(ours));
    report::load("durable arrivals on SQLite, bare", theirs);
    report::load("durable arrivals on SQLite, ours", ours);
    report::ratio("arrivals_sqlite", ours.per_second / theirs.per_second, "0.60");
}

/// Sends arrivals as the place's tablet.
pub async fn send(address: SocketAddr, place: &Place, next: &Arc<AtomicU32>) -> Load {
    let (cookie, now, next) = (place.cookie.clone(), place.server.app.clock.now(), Arc::clone(next));
    load::run(address, PLAN, move || move || request(&cookie, now, next.fetch_add(1, Ordering::Relaxed))).await
}

/// Each child in turn: all come, then all leave, then all come again.
fn request(cookie: &str, now: Moment, number: u32) -> Vec<u8> {
    let kind = if (number / CHILDREN).is_multiple_of(2) { "arrival" } else { "departure" };
    let happened_at = (now + chrono::TimeDelta::microseconds(i64::from(number))).format("%Y-%m-%dT%H:%M:%S%.6fZ");
    let body = format!(
        r#"{{"marks":[{{"id":"{}","child":"{}","kind":"{kind}","happened_at":"{happened_at}"}}]}}"#,
        Uuid::now_v7(),
        child(number % CHILDREN),
    );
    format!(
        "POST /api/attendance/marks HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\n\
         x-hidamari-face: classroom\r\ncookie: {cookie}\r\nidempotency-key: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        Uuid::now_v7(),
        body.len(),
    )
    .into_bytes()
}
