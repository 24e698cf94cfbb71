//! What a tap does: marks under one operation id, painted before they are sent.

use hidamari_client::new_operation;
use hidamari_domain::attendance::{DayState, MarkKind, NewMark, NewMarks};
use hidamari_domain::id::{ChildId, MarkId, OperationId};
use hidamari_domain::time::Moment;
use uuid::Uuid;

/// A child's day as it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    /// Where the child stands.
    pub state: DayState,
    /// The mark that decides it, as far as is known.
    pub last_mark: Option<MarkId>,
    /// Something of it is not at the server yet.
    pub unsent: bool,
}

/// A mark, and what was painted before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The mark.
    pub mark: NewMark,
    /// What taking it back restores; of a correction, what it restores itself.
    pub before: Painted,
}

/// Marks that are sent together, as often as it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The same at each try, so that the server counts it once.
    pub operation: OperationId,
    /// The marks.
    pub steps: Vec<Step>,
    /// It takes long enough to be shown as unsent.
    pub late: bool,
}

impl Act {
    /// Marks to be sent together.
    #[must_use]
    pub fn new(steps: Vec<Step>) -> Self {
        Self { operation: new_operation(), steps, late: false }
    }

    /// As it is sent.
    #[must_use]
    pub fn body(&self) -> NewMarks {
        NewMarks { marks: self.steps.iter().map(|step| step.mark).collect() }
    }
}

impl Step {
    /// A new mark.
    #[must_use]
    pub fn new(child: ChildId, kind: MarkKind, happened_at: Moment, before: Painted) -> Self {
        let mark = NewMark { id: MarkId(Uuid::now_v7()), child, kind, happened_at, takes_back: None };
        Self { mark, before }
    }

    /// The step that takes this one back.
    #[must_use]
    pub fn back(&self, happened_at: Moment) -> Self {
        Self::correction(self.mark.child, self.mark.id, happened_at, self.before)
    }

    /// Takes back a mark of long ago; `before` is what the day is without it.
    #[must_use]
    pub fn correction(child: ChildId, wrong: MarkId, happened_at: Moment, before: Painted) -> Self {
        let mut step = Self::new(child, MarkKind::Correction, happened_at, before);
        step.mark.takes_back = Some(wrong);
        step
    }
}

impl Painted {
    /// As the server said.
    #[must_use]
    pub const fn said(state: DayState, last_mark: Option<MarkId>) -> Self {
        Self { state, last_mark, unsent: false }
    }

    /// With what is not sent yet.
    #[must_use]
    pub fn with(self, child: ChildId, acts: &[Act]) -> Self {
        let steps = acts.iter().flat_map(|act| act.steps.iter().map(move |step| (step, act.late)));
        steps.filter(|(step, _)| step.mark.child == child).fold(self, |painted, (step, late)| {
            let unsent = painted.unsent || late;
            match step.mark.kind {
                MarkKind::Correction => Self { unsent, ..step.before },
                kind => Self {
                    state: painted.state.after(kind, step.mark.happened_at),
                    last_mark: Some(step.mark.id),
                    unsent,
                },
            }
        })
    }
}
