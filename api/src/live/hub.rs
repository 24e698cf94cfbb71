use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hidamari_domain::id::SessionId;
use hidamari_domain::live::{Change, Signal, told};
use hidamari_domain::policy::{Actor, Capabilities};
use tokio::sync::mpsc;

use crate::access::is_about;

/// Changes kept for those who were away for a moment.
const KEPT: usize = 1_000;
/// Changes a slow reader may lag behind before the stream is closed.
const LAG: usize = 256;

/// One event on its way to a browser.
#[derive(Clone, Debug)]
pub struct Event {
    /// Counts up from the start of the server.
    pub number: u64,
    /// The change as JSON.
    pub json: Arc<str>,
}

impl Event {
    /// The event of a signal as far as the actor may know it.
    fn as_told_to(&self, actor: &Actor, signal: &Signal) -> Option<Self> {
        let Signal::Changed { change, municipality, capabilities } = signal else { return None };
        let on: Capabilities = capabilities.iter().copied().collect();
        let told = told(actor, change, *municipality, on)?;
        Some(if told == *change { self.clone() } else { Self { number: self.number, json: json(&told) } })
    }
}

struct Follower {
    session: SessionId,
    actor: Arc<Actor>,
    events: mpsc::Sender<Event>,
}

struct Kept {
    event: Event,
    signal: Signal,
}

#[derive(Default)]
struct State {
    followers: Vec<Follower>,
    kept: VecDeque<Kept>,
    last: u64,
}

/// The open streams of this node.
pub struct Hub {
    state: Mutex<State>,
    closed: AtomicBool,
    /// Distinguishes this start of the server: numbers of an earlier one mean nothing.
    pub epoch: u64,
}

impl Default for Hub {
    fn default() -> Self {
        let epoch = u64::from_be_bytes(crate::secrets::random::<8>());
        Self { state: Mutex::default(), closed: AtomicBool::new(false), epoch }
    }
}

impl Hub {
    /// Opens a stream. `after` is the last event the browser has seen; what it missed comes first, or a
    /// [`Change::Reset`] when that is no longer known.
    pub fn follow(&self, session: SessionId, actor: Arc<Actor>, after: Option<u64>) -> mpsc::Receiver<Event> {
        let (events, stream) = mpsc::channel(LAG);
        let mut state = self.lock();
        let oldest = state.kept.front().map_or(state.last + 1, |kept| kept.event.number);
        match after {
            Some(after) if after + 1 >= oldest && after <= state.last => {
                for kept in state.kept.iter().filter(|kept| kept.event.number > after) {
                    if let Some(event) = kept.event.as_told_to(&actor, &kept.signal) {
                        drop(events.try_send(event));
                    }
                }
            }
            _ => drop(events.try_send(Event { number: state.last, json: json(&Change::Reset) })),
        }
        if !self.is_closed() {
            state.followers.push(Follower { session, actor, events });
        }
        stream
    }

    /// Ends the stream of a session whose access has changed since its actor was read: the signal that said so may
    /// have gone out just before the stream was opened.
    pub fn leave(&self, session: SessionId) {
        self.lock().followers.retain(|follower| follower.session != session);
    }

    /// Passes a change on to those who may see it, and closes the streams of those whose access changed.
    pub fn publish(&self, signal: &Signal) {
        let mut state = self.lock();
        let Signal::Changed { change, .. } = signal else {
            // Their browsers come back at once, with what they may see now.
            state.followers.retain(|follower| !is_about(signal, follower.session, &follower.actor));
            return;
        };
        state.last += 1;
        let event = Event { number: state.last, json: json(change) };
        state.followers.retain(|follower| match event.as_told_to(&follower.actor, signal) {
            Some(event) => follower.events.try_send(event).is_ok(),
            None => !follower.events.is_closed(),
        });
        if state.kept.len() == KEPT {
            state.kept.pop_front();
        }
        state.kept.push_back(Kept { event, signal: signal.clone() });
    }

    /// Tells every screen to fetch anew.
    pub fn reset_all(&self) {
        let mut state = self.lock();
        state.kept.clear();
        state.followers.clear();
    }

    /// Streams open now.
    pub fn count(&self) -> usize {
        self.lock().followers.len()
    }

    /// Ends every stream, for a graceful stop.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.lock().followers.clear();
    }

    /// Whether the server is stopping.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json(change: &Change) -> Arc<str> {
    serde_json::to_string(change).unwrap_or_default().into()
}
