//! What a tap does: marks under one operation id, painted before they are sent.

use hidamari_client::new_operation;
use hidamari_domain::attendance::{DayState, MarkKind, NewMark, NewMarks};
use hidamari_domain::id::{ChildId, MarkId, OperationId};
use hidamari_domain::time::{Moment, wire};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A child's day as it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Painted {
    /// Where the child stands.
    pub state: DayState,
    /// The mark that decides it, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_mark: Option<MarkId>,
    /// Something of it is not at the server yet.
    #[serde(skip)]
    pub unsent: bool,
}

/// A mark, and what was painted before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The mark.
    #[serde(with = "KeptMark")]
    pub mark: NewMark,
    /// What taking it back restores; of a correction, what it restores itself.
    pub before: Painted,
}

/// A mark as the device keeps it. The wire's own reader knows every form of a moment there is, and weighs as much as
/// a page.
#[derive(Serialize, Deserialize)]
#[serde(remote = "NewMark")]
struct KeptMark {
    id: MarkId,
    child: ChildId,
    kind: MarkKind,
    #[serde(deserialize_with = "wire::moment")]
    happened_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    takes_back: Option<MarkId>,
}

/// How far an act may still be joined with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// It was never sent: the next ones may go along with it.
    #[default]
    Open,
    /// It may be at the server already, so it goes as it is.
    Sealed,
    /// One mark of an act that was refused as a whole.
    Alone,
}

/// Where an act is while it waits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Safe {
    /// It is being stored.
    #[default]
    Coming,
    /// Stored under this number in the device's own order.
    At(f64),
    /// Only in memory: the device has no room for it.
    Nowhere,
}

/// Marks that are sent together, as often as it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// The same at each try, so that the server counts it once.
    pub operation: OperationId,
    /// The marks.
    pub steps: Vec<Step>,
    /// Whether others may still go along.
    pub form: Form,
    /// Where it is.
    #[serde(skip)]
    pub safe: Safe,
    /// It takes long enough to be shown as unsent.
    #[serde(skip)]
    pub late: bool,
}

impl Act {
    /// Marks to be sent together.
    #[must_use]
    pub fn new(steps: Vec<Step>) -> Self {
        Self { operation: new_operation(), steps, form: Form::Open, safe: Safe::Coming, late: false }
    }

    /// As it is sent.
    #[must_use]
    pub fn body(&self) -> NewMarks {
        NewMarks { marks: self.steps.iter().map(|step| step.mark).collect() }
    }

    /// Its number in the device's own order, once it is stored.
    #[must_use]
    pub const fn place(&self) -> Option<f64> {
        match self.safe {
            Safe::At(place) => Some(place),
            _ => None,
        }
    }

    /// Each mark for itself, in the place of the whole: one of them may be what is refused, and the others shall not be
    /// lost with it.
    #[must_use]
    pub fn split(&self) -> Vec<Self> {
        let mut offset = 0.0;
        let alone = |step: &Step| {
            let safe = self.place().map_or(self.safe, |place| Safe::At(place + offset));
            offset += 1.0 / 64.0;
            Self { form: Form::Alone, safe, late: self.late, ..Self::new(vec![*step]) }
        };
        self.steps.iter().map(alone).collect()
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

    /// With what is not sent yet of the day that began at `dawn`.
    #[must_use]
    pub fn with(self, child: ChildId, acts: &[Act], dawn: Moment) -> Self {
        let steps = acts.iter().flat_map(|act| act.steps.iter().map(move |step| (step, act.late)));
        let ours = steps.filter(|(step, _)| step.mark.child == child && step.mark.happened_at >= dawn);
        ours.fold(self, |painted, (step, late)| {
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
