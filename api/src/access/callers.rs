use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use hidamari_domain::id::SessionId;
use hidamari_domain::live::Signal;
use hidamari_domain::policy::{Actor, Who};

/// Even if a signal should be lost, nothing is remembered longer than this.
const LONGEST: Duration = Duration::from_secs(30);

/// The actors of recent requests, forgotten the moment anything about them changes.
#[derive(Default)]
pub struct Callers {
    known: RwLock<HashMap<SessionId, (Arc<Actor>, Instant)>>,
    generation: AtomicU64,
}

impl Callers {
    /// The actor of a session, if remembered.
    pub fn get(&self, session: SessionId) -> Option<Arc<Actor>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&session).filter(|(_, at)| at.elapsed() < LONGEST).map(|(actor, _)| Arc::clone(actor))
    }

    /// A number that grows whenever something is forgotten.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Remembers what was read at a generation, unless something was forgotten since.
    pub fn remember(&self, session: SessionId, actor: &Arc<Actor>, generation: u64) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if self.generation() == generation {
            if known.len() > 100_000 {
                known.retain(|_, (_, at)| at.elapsed() < LONGEST);
            }
            known.insert(session, (Arc::clone(actor), Instant::now()));
        }
    }

    /// Forgets whom a signal is about.
    pub fn forget(&self, signal: &Signal) {
        if matches!(signal, Signal::Changed { .. } | Signal::Facility(_)) {
            return;
        }
        self.retain(|session, actor| !is_about(signal, session, actor));
    }

    /// Forgets everyone.
    pub fn forget_all(&self) {
        self.retain(|_, _| false);
    }

    fn retain(&self, keep: impl Fn(SessionId, &Actor) -> bool) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        self.generation.fetch_add(1, Ordering::AcqRel);
        known.retain(|session, (actor, _)| keep(*session, actor));
    }
}

/// Whether a signal is about this session.
pub fn is_about(signal: &Signal, session: SessionId, actor: &Actor) -> bool {
    match signal {
        Signal::Account(account) => actor.account() == Some(*account),
        Signal::Session(ended) => session == *ended,
        Signal::Device(device) => matches!(actor.who, Who::Device { device: own, .. } if own == *device),
        Signal::Changed { .. } | Signal::Facility(_) => false,
    }
}
