use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::contract::once;
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
    #[serde(default, deserialize_with = "crate::time::some_day")]
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
    #[serde(deserialize_with = "crate::contract::some::<{ RolloutChange::MOST }, _, _>")]
    pub switches: Vec<Switch>,
}

impl RolloutChange {
    /// Switches in one change, at the most: every capability of every facility of the largest ward.
    pub const MOST: usize = 2_000;

    /// The facilities it touches, each once.
    pub fn facilities(&self) -> Vec<FacilityId> {
        once(self.switches.iter().map(|switch| switch.facility))
    }
}
