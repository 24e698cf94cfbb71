use serde::{Deserialize, Serialize};

use super::DayState;
use crate::contract::once;
use crate::id::{ChildId, MarkId};
use crate::time::Moment;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// 登園.
    Arrival,
    /// 降園.
    Departure,
    /// 欠席, as the staff were told.
    Absence,
    /// An earlier mark was wrong; `takes_back` names it.
    Correction,
}

impl MarkKind {
    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Departure => "departure",
            Self::Absence => "absence",
            Self::Correction => "correction",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Arrival, Self::Departure, Self::Absence, Self::Correction].into_iter().find(|kind| kind.key() == key)
    }
}

/// A mark to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewMark {
    /// Made by the tablet.
    pub id: MarkId,
    /// The child.
    pub child: ChildId,
    /// What happened.
    pub kind: MarkKind,
    /// When, by the tablet's clock; the server stores its own beside it.
    #[serde(deserialize_with = "crate::time::moment")]
    pub happened_at: Moment,
    /// The mark that was wrong; with `correction` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back: Option<MarkId>,
}

/// Marks to be recorded together: all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewMarks {
    /// 1 to 60 marks.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 60)))]
    #[serde(deserialize_with = "crate::contract::some::<{ NewMarks::MOST }, _, _>")]
    pub marks: Vec<NewMark>,
}

impl NewMarks {
    /// Marks in one request, at the most: two classes at once.
    pub const MOST: usize = 60;

    /// The children it touches, each once.
    pub fn children(&self) -> Vec<ChildId> {
        once(self.marks.iter().map(|mark| mark.child))
    }
}

/// The state of each child touched, after the marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recorded {
    /// By child.
    pub children: Vec<ChildState>,
}

/// One child's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildState {
    /// The child.
    pub child: ChildId,
    /// Today's state.
    pub state: DayState,
}

/// A mark as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mark {
    /// The mark.
    pub id: MarkId,
    /// What happened.
    pub kind: MarkKind,
    /// When, by the clock of the tablet or browser that recorded it.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub happened_at: Moment,
    /// When, by the server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub recorded_at: Moment,
    /// The mark that was wrong.
    pub takes_back: Option<MarkId>,
}
