use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Announced, Call, DayState, Hours, Mark, Report, ReportKind, Status};
use crate::id::{ChildId, ClassId, FacilityId, HouseholdId, MarkId};
use crate::time::Moment;

/// A class's board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Board {
    /// The class.
    pub class: ClassId,
    /// Its name.
    pub name: String,
    /// The facility's local day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// The server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub now: Moment,
    /// The children by kana.
    pub children: Vec<BoardChild>,
}

/// A tile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoardChild {
    /// The child.
    pub id: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The household, by which siblings in other tiles and classes are recognised.
    pub household: HouseholdId,
    /// Brothers and sisters in the same facility.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<Sibling>,
    /// Allergy or other mark that cannot be missed; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caution: String,
    /// What is planned of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// From then on the child is unconfirmed, if neither here nor reported; without it not expected today.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub cutoff: Option<Moment>,
    /// Today's state.
    pub state: DayState,
    /// The mark that decides today's state, so that it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_mark: Option<MarkId>,
    /// What is reported of today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Announced>,
}

impl BoardChild {
    /// When the child is due, if reported late.
    pub fn late_at(&self) -> Option<Moment> {
        self.reports.iter().find(|report| report.kind == ReportKind::Late)?.at
    }

    /// How the child stands by now.
    pub fn status(&self, now: Moment) -> Status {
        self.state.status(self.cutoff, self.late_at(), now)
    }
}

impl OwnChild {
    /// How the child stands by now.
    pub fn status(&self, now: Moment) -> Status {
        self.state.status(self.cutoff, self.late_at, now)
    }
}

/// A brother or sister in the same facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sibling {
    /// The child.
    pub id: ChildId,
    /// The given name.
    pub name: String,
    /// Their class's name.
    pub class_name: String,
}

/// Which day; today without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayQuery {
    /// The facility's local day.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::some_day")]
    pub day: Option<NaiveDate>,
}

/// Up to which day; today without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DaysQuery {
    /// The last day of the 31.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::some_day")]
    pub until: Option<NaiveDate>,
}

/// One child's day as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildDay {
    /// The child.
    pub child: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The class's name.
    pub class_name: String,
    /// The day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// The state.
    pub state: DayState,
    /// Every mark, also those taken back, in the order they were recorded.
    pub marks: Vec<RecordedMark>,
    /// What is reported of the day, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
    /// The day's telephone calls, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Guardians in calling order.
    pub contacts: Vec<Contact>,
}

/// A mark and who recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedMark {
    /// The mark.
    #[serde(flatten)]
    pub mark: Mark,
    /// The person's or tablet's name.
    pub by: String,
}

/// Someone to telephone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// 氏名.
    pub name: String,
    /// 続柄.
    pub relation: String,
    /// Numbers in calling order.
    pub phones: Vec<String>,
}

/// A child of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnChild {
    /// The child.
    pub id: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The facility.
    pub facility: FacilityId,
    /// Its name.
    pub facility_name: String,
    /// Its telephone number; empty when unknown.
    pub facility_phone: String,
    /// The class's name; empty when in no class.
    pub class_name: String,
    /// The facility's local day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// Today's state.
    pub state: DayState,
    /// What is planned of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// From then on the child is unconfirmed, if neither here nor reported; without it not expected today.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub cutoff: Option<Moment>,
    /// When the child is due today, if reported late.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub late_at: Option<Moment>,
    /// Whether a guardian has answered that the child is at the nursery, and the nursery has not found it yet.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub brought: bool,
    /// Whether one may report absences and the like, and plan days.
    pub may_report: bool,
    /// Whether one may invite family members for this child.
    pub may_invite_family: bool,
}

/// A day of a child of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnDay {
    /// The day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// Its state.
    pub state: DayState,
}

/// Counts by facility and class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Overview {
    /// The day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// The server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub now: Moment,
    /// When the counts change next if nothing happens until then: a cut-off passes, or who was to be late is due.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub changes_at: Option<Moment>,
    /// By name.
    pub facilities: Vec<FacilityCounts>,
}

/// One facility's counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacilityCounts {
    /// The facility.
    pub id: FacilityId,
    /// Its name.
    pub name: String,
    /// Whether the reader may see the names behind the counts.
    pub may_read_names: bool,
    /// Since when the first of the unconfirmed is so.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub unconfirmed_since: Option<Moment>,
    /// Its classes, youngest first.
    pub classes: Vec<ClassCounts>,
}

/// One class's counts by [`Status`](super::Status), all together the children enrolled; and of new reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClassCounts {
    /// The class.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// 休み.
    pub off: u32,
    /// 予定.
    pub expected: u32,
    /// 未確認.
    pub unconfirmed: u32,
    /// Of them, those whose guardians should have been telephoned by now, and nobody has.
    pub uncalled: u32,
    /// 登園.
    pub here: u32,
    /// 降園.
    pub left: u32,
    /// 欠席.
    pub absent: u32,
    /// Reports of today that nobody has taken note of yet.
    pub new_reports: u32,
}
