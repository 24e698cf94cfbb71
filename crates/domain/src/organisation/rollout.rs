use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::FacilityId;
use crate::policy::Capability;

/// One switch: off without a date, otherwise on from that day (the facility's local day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Switch {
    /// Where.
    pub facility: FacilityId,
    /// What.
    pub capability: Capability,
    /// From when.
    pub on_from: Option<NaiveDate>,
}

impl Switch {
    /// Whether it is on that day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.on_from.is_some_and(|from| from <= day)
    }
}

/// One facility's line in the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacilityRollout {
    /// The facility.
    pub facility: FacilityId,
    /// Its name.
    pub name: String,
    /// Whether the reader may set its switches.
    pub may_change: bool,
    /// Every capability, in the order in which wards introduce them.
    pub switches: Vec<Switch>,
}

/// Switches to be set, or as they were before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolloutChange {
    /// 1 to 2,000 switches.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 2000)))]
    pub switches: Vec<Switch>,
}

impl RolloutChange {
    /// The facilities it touches, each once.
    pub fn facilities(&self) -> Vec<FacilityId> {
        let mut all: Vec<FacilityId> = self.switches.iter().map(|switch| switch.facility).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
