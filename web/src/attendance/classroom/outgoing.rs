//! What was tapped and is not at the server yet: painted at once, sent one after another until each is answered.

use core::time::Duration;

use hidamari_client::CallError;
use hidamari_domain::attendance::{RecordMarks, Recorded};
use hidamari_domain::id::OperationId;
use hidamari_domain::problem::Code;
use leptos::prelude::*;

use super::act::Act;
use crate::organisation::device::Tablet;

/// After so long a thing is shown as unsent.
const LATE: Duration = Duration::from_millis(1_500);
/// After so long without an answer the same is sent again.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between a failed try and the next.
const PAUSE: Duration = Duration::from_secs(3);

/// What became of an act.
pub enum Outcome {
    /// It is recorded.
    Recorded(Act, Recorded),
    /// It will never be, and this is why.
    Refused(Act, String),
}

/// The acts on their way.
#[derive(Clone, Copy)]
pub struct Outgoing {
    tablet: Tablet,
    acts: RwSignal<Vec<Act>>,
    /// The number of the try under way.
    turn: StoredValue<u32>,
    trying: StoredValue<bool>,
    told: Callback<Outcome>,
}

impl Outgoing {
    /// Nothing on its way; `told` hears what becomes of each act.
    #[must_use]
    pub fn new(tablet: Tablet, told: Callback<Outcome>) -> Self {
        let (turn, trying) = (StoredValue::new(0), StoredValue::new(false));
        let outgoing = Self { tablet, acts: RwSignal::new(Vec::new()), turn, trying, told };
        let back_online = window_event_listener(leptos::ev::online, move |_| {
            outgoing.trying.set_value(false);
            outgoing.pump();
        });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if outgoing.acts.with_untracked(|acts| !acts.is_empty()) {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            back_online.remove();
            leaving.remove();
        });
        outgoing
    }

    /// The acts, in the order in which they were tapped.
    #[must_use]
    pub const fn acts(self) -> RwSignal<Vec<Act>> {
        self.acts
    }

    /// How many marks are shown as unsent.
    #[must_use]
    pub fn late(self) -> Memo<usize> {
        let late = |acts: &Vec<Act>| acts.iter().filter(|act| act.late).map(|act| act.steps.len()).sum();
        Memo::new(move |_| self.acts.with(late))
    }

    /// Sends something as soon as what was tapped before it is answered.
    pub fn send(self, act: Act) {
        let operation = act.operation;
        self.acts.update(|acts| acts.push(act));
        set_timeout(move || self.mark_late(operation), LATE);
        self.pump();
    }

    fn mark_late(self, operation: OperationId) {
        let waits = |act: &Act| act.operation == operation && !act.late;
        if self.acts.with_untracked(|acts| acts.iter().any(waits)) {
            self.acts.update(|acts| acts.iter_mut().filter(|act| waits(act)).for_each(|act| act.late = true));
        }
    }

    fn pump(self) {
        let Some(act) = self.acts.with_untracked(|acts| acts.first().cloned()) else { return };
        if self.trying.get_value() {
            return;
        }
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.trying.set_value(true);
        set_timeout(move || self.give_up(turn), PATIENCE);
        self.tablet.call::<RecordMarks>(act.operation, &(), &act.body(), move |result| {
            self.answered(act, result);
            self.give_up(turn);
        });
    }

    /// The try is over; an answer that comes later is still heard, and the server counts both tries once.
    fn give_up(self, turn: u32) {
        if self.trying.get_value() && self.turn.get_value() == turn {
            self.trying.set_value(false);
            self.pump();
        }
    }

    fn answered(self, act: Act, result: Result<Recorded, CallError>) {
        match result {
            Ok(recorded) => {
                if self.take(act.operation).is_some() {
                    self.told.run(Outcome::Recorded(act, recorded));
                }
            }
            Err(CallError::Problem(problem)) if !is_passing(problem.code) => {
                let Some(act) = self.take(act.operation) else { return };
                if act.steps.len() > 1 {
                    // One of them may be what is refused: the others shall not be lost with it.
                    act.steps.into_iter().for_each(|step| self.send(Act::new(vec![step])));
                } else {
                    self.told.run(Outcome::Refused(act, problem.title));
                }
            }
            Err(error) => self.try_later(act.operation, error.code()),
        }
    }

    fn try_later(self, operation: OperationId, code: Option<Code>) {
        self.mark_late(operation);
        if code == Some(Code::Internal) {
            // It shall not stand in the way of the others; in which order marks arrive does not matter.
            self.acts.update(|acts| {
                if let Some(place) = acts.iter().position(|act| act.operation == operation) {
                    let act = acts.remove(place);
                    acts.push(act);
                }
            });
        }
        // Holds the next try back: `trying` stays set until the pause is over.
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        set_timeout(move || self.give_up(turn), PAUSE);
    }

    fn take(self, operation: OperationId) -> Option<Act> {
        let place = self.acts.with_untracked(|acts| acts.iter().position(|act| act.operation == operation))?;
        self.acts.try_update(|acts| acts.remove(place))
    }
}

/// Whether the same may succeed when it is sent again.
const fn is_passing(code: Code) -> bool {
    matches!(code, Code::SignedOut | Code::TooMany | Code::Internal | Code::Unavailable | Code::StorageFull)
}
