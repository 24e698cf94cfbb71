use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::contract::once;
use crate::id::{ChildId, MarkId, ReportId};
use crate::time::Moment;
use crate::value::{Name, Text};

/// What guardians report of a child's day (連絡; handbook 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// お休み: does not come that day.
    Absent,
    /// 遅刻: comes later than the cut-off.
    Late,
    /// お迎えの変更: fetched at another time, or by somebody else.
    PickUp,
    /// もう登園しました: the answer that the child is at the nursery, where nothing is recorded. It is no evidence; somebody
    /// has to look at once.
    Brought,
}

impl ReportKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Absent, Self::Late, Self::PickUp, Self::Brought];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Late => "late",
            Self::PickUp => "pick_up",
            Self::Brought => "brought",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// Whether a new report of this kind takes the place of an open one of the other: who is late is not absent.
    pub const fn replaces(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Absent, _)
                | (Self::Late | Self::Brought, Self::Absent | Self::Late | Self::Brought)
                | (Self::PickUp, Self::PickUp)
        )
    }
}

/// Why a child stays at home, as the register counts it (出席簿; handbook 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 病欠.
    Illness,
    /// 出席停止: an infection that keeps others from care.
    Infection,
    /// 忌引.
    Mourning,
    /// 都合欠.
    Private,
}

impl Reason {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Illness, Self::Infection, Self::Mourning, Self::Private];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Illness => "illness",
            Self::Infection => "infection",
            Self::Mourning => "mourning",
            Self::Private => "private",
        }
    }

    /// The reason of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.key() == key)
    }
}

/// A report to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewReport {
    /// Made by the client.
    pub id: ReportId,
    /// The child.
    pub child: ChildId,
    /// The facility's local day: today or one of the 62 days after it; for the nursery also one of the 7 before.
    #[serde(deserialize_with = "crate::time::day")]
    pub day: NaiveDate,
    /// What is reported.
    pub kind: ReportKind,
    /// Why; with `absent` and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// About when, local time: with `late` always, with `pick_up` when the time is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// Who comes, with `pick_up` when it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Name>,
    /// Of the body, in tenths of a degree Celsius, 340 to 430.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 340, max = 430)))]
    pub temperature: Option<u16>,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

impl NewReport {
    /// How far ahead one may report, in days.
    pub const DAYS_AHEAD: u64 = 62;
    /// How far back the nursery may enter what it was told, in days.
    pub const DAYS_BACK: u64 = 7;

    /// The field that is missing or out of place, with the code of what is wrong with it.
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        let Self { kind, reason, at, person, temperature, .. } = self;
        match kind {
            ReportKind::Absent if reason.is_none() => Some(("reason", "empty")),
            ReportKind::Late | ReportKind::PickUp | ReportKind::Brought if reason.is_some() => {
                Some(("reason", "shape"))
            }
            ReportKind::Absent | ReportKind::Brought if at.is_some() => Some(("at", "shape")),
            ReportKind::Late if at.is_none() => Some(("at", "empty")),
            ReportKind::Absent | ReportKind::Late | ReportKind::Brought if person.is_some() => {
                Some(("person", "shape"))
            }
            ReportKind::PickUp if at.is_none() && person.is_none() => Some(("at", "empty")),
            _ if temperature.is_some_and(|tenths| !(340..=430).contains(&tenths)) => Some(("temperature", "shape")),
            _ => None,
        }
    }
}

/// Reports to be sent together: all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewReports {
    /// 1 to 30, such as a week of three children.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 30)))]
    #[serde(deserialize_with = "crate::contract::some::<{ NewReports::MOST }, _, _>")]
    pub reports: Vec<NewReport>,
}

impl NewReports {
    /// Reports in one request, at the most.
    pub const MOST: usize = 30;

    /// The children they are about, each once.
    pub fn children(&self) -> Vec<ChildId> {
        once(self.reports.iter().map(|report| report.child))
    }
}

/// A report that holds: neither withdrawn nor replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The report.
    pub id: ReportId,
    /// The child.
    pub child: ChildId,
    /// The facility's local day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// What is reported.
    pub kind: ReportKind,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// About when.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub at: Option<Moment>,
    /// Who comes; empty when the usual ones.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// In tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<u16>,
    /// A few words; empty when there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who sent it, by the name the nursery knows; told to staff only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Whether the nursery has entered it, as it was told.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub at_nursery: bool,
    /// When, by the server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub sent_at: Moment,
    /// Whether it came when the day's cut-off had passed.
    pub after_cutoff: bool,
    /// When the nursery said that it has taken note.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub accepted_at: Option<Moment>,
}

/// What a board shows of a report: nothing that a glance from the side should not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Announced {
    /// The report.
    pub id: ReportId,
    /// What is reported.
    pub kind: ReportKind,
    /// About when.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub at: Option<Moment>,
    /// Whether the nursery has taken note.
    pub accepted: bool,
}

impl ReportId {
    /// The absence that a report of one records is of the same id, so that taking the report back takes it back.
    pub const fn as_mark(self) -> MarkId {
        MarkId(self.0)
    }
}
