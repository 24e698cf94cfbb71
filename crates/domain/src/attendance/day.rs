use serde::{Deserialize, Serialize};

use super::{Mark, MarkKind};
use crate::id::MarkId;
use crate::time::Moment;

/// Where a child stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 予定: expected, no evidence yet. Never taken for present (handbook 2.1).
    Expected,
    /// 登園: here.
    Here,
    /// 降園: left.
    Left,
    /// 欠席: reported absent.
    Absent,
}

impl Standing {
    /// All of them, in the order of a day.
    pub const ALL: &'static [Self] = &[Self::Expected, Self::Here, Self::Left, Self::Absent];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Here => "here",
            Self::Left => "left",
            Self::Absent => "absent",
        }
    }

    /// The standing of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|standing| standing.key() == key)
    }
}

/// A child's day, derived from its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayState {
    /// Where the child stands.
    pub standing: Standing,
    /// Since when; `None` while expected.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub since: Option<Moment>,
    /// The arrival of the day, also after the child has left.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub arrived_at: Option<Moment>,
}

impl DayState {
    /// A day without marks.
    pub const EXPECTED: Self = Self { standing: Standing::Expected, since: None, arrived_at: None };

    /// The state after one more mark, which happened last. A correction changes nothing here: what it takes back
    /// is left out when the day is added up.
    #[must_use]
    pub fn after(self, kind: MarkKind, happened_at: Moment) -> Self {
        let standing = match kind {
            MarkKind::Arrival => Standing::Here,
            MarkKind::Departure => Standing::Left,
            MarkKind::Absence => Standing::Absent,
            MarkKind::Correction => return self,
        };
        if standing == self.standing {
            return self;
        }
        let arrived_at = match standing {
            Standing::Here => self.arrived_at.or(Some(happened_at)),
            Standing::Left => self.arrived_at,
            Standing::Absent | Standing::Expected => None,
        };
        Self { standing, since: Some(happened_at), arrived_at }
    }
}

/// The state that a day's marks add up to, in whatever order they came in.
///
/// Marks that were taken back count for nothing. Of the rest, what happened last decides; when two marks say
/// the same thing in a row (two tablets), the earlier one gives the time.
pub fn day_state(marks: &[Mark]) -> DayState {
    add_up(marks).0
}

/// The mark that decides a day's state: the one that gives its time. `None` while expected.
pub fn deciding_mark(marks: &[Mark]) -> Option<MarkId> {
    add_up(marks).1
}

fn add_up(marks: &[Mark]) -> (DayState, Option<MarkId>) {
    let taken_back: Vec<_> = marks.iter().filter_map(|mark| mark.takes_back).collect();
    let mut standing: Vec<&Mark> =
        marks.iter().filter(|mark| mark.kind != MarkKind::Correction && !taken_back.contains(&mark.id)).collect();
    standing.sort_by_key(|mark| (mark.happened_at, mark.id));
    standing.iter().fold((DayState::EXPECTED, None), |(state, decider), mark| {
        let next = state.after(mark.kind, mark.happened_at);
        (next, if next == state { decider } else { Some(mark.id) })
    })
}
