//! Answers that many screens ask for at once: a whole nursery comes back when its network does. Each is read from the
//! database once, and again as soon as anything at its facility has changed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use actix_web::web::Bytes;
use chrono::NaiveDate;
use hidamari_domain::live::{Change, Signal};
use hidamari_domain::policy::{Place, Target};

/// Even if a signal should be lost, nothing is remembered longer than this; and the clock an answer shows is never
/// further behind.
const LONGEST: Duration = Duration::from_secs(1);
/// Answers that many screens share are few.
const MOST: usize = 10_000;

/// What was asked: the endpoint, about what, on which day.
type Question = (&'static str, Target, NaiveDate);

struct Known {
    place: Place,
    body: Bytes,
    since: Instant,
}

/// The answers of the last moment, with the places that the policy is asked about anew each time.
#[derive(Default)]
pub struct Answers {
    known: RwLock<HashMap<Question, Known>>,
    generation: AtomicU64,
}

impl Answers {
    /// The answer and where its subject stands, if remembered.
    pub fn get(&self, question: &Question) -> Option<(Place, Bytes)> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .get(question)
            .filter(|answer| answer.since.elapsed() < LONGEST)
            .map(|answer| (answer.place, answer.body.clone()))
    }

    /// A number that grows whenever something is forgotten.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Remembers what was read at a generation, unless something was forgotten since.
    pub fn remember(&self, question: Question, place: Place, body: &Bytes, generation: u64) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if self.generation() == generation {
            if known.len() >= MOST {
                known.retain(|_, answer| answer.since.elapsed() < LONGEST);
            }
            known.insert(question, Known { place, body: body.clone(), since: Instant::now() });
        }
    }

    /// Forgets what a signal makes untrue.
    pub fn forget(&self, signal: &Signal) {
        let changed = match signal {
            Signal::Facility(facility) => Some(*facility),
            Signal::Changed {
                change:
                    Change::Attendance { facility, .. }
                    | Change::Report { facility, .. }
                    | Change::Counts { facility }
                    | Change::Roster { facility },
                ..
            } => Some(*facility),
            Signal::Changed { change: Change::Reset, .. } => None,
            // Who asks is looked up anew each time.
            Signal::Account(_) | Signal::Session(_) | Signal::Device(_) => return,
        };
        self.retain(|place| changed.is_some() && place.facility != changed);
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        self.retain(|_| false);
    }

    fn retain(&self, keep: impl Fn(&Place) -> bool) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        self.generation.fetch_add(1, Ordering::AcqRel);
        known.retain(|_, answer| keep(&answer.place));
    }
}
