use std::convert::Infallible;
use std::fmt::Write;
use std::time::Duration;

use futures_util::Stream;
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::hub::Event;

/// Proxies close what is silent for long.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The stream as the bytes of `text/event-stream`. Ids are `epoch-number`.
pub fn follow(epoch: u64, mut events: mpsc::Receiver<Event>) -> impl Stream<Item = Result<Vec<u8>, Infallible>> {
    let mut beat = heartbeat();
    let mut greeted = false;
    futures_util::stream::poll_fn(move |context| {
        if !greeted {
            greeted = true;
            return std::task::Poll::Ready(Some(Ok(b"retry: 1000\n\n".to_vec())));
        }
        if let std::task::Poll::Ready(event) = events.poll_recv(context) {
            return std::task::Poll::Ready(event.map(|event| Ok(frame(epoch, &event))));
        }
        beat.poll_tick(context).map(|_| Some(Ok(b":\n\n".to_vec())))
    })
}

fn heartbeat() -> Interval {
    let mut beat = interval(HEARTBEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat.reset();
    beat
}

fn frame(epoch: u64, event: &Event) -> Vec<u8> {
    let mut text = String::with_capacity(event.json.len() + 48);
    // Writing to a string cannot fail.
    let _ = write!(text, "id: {epoch:x}-{}\ndata: {}\n\n", event.number, event.json);
    text.into_bytes()
}
