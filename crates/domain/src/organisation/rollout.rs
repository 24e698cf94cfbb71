use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(deserialize_with = "some_switches")]
    pub switches: Vec<Switch>,
}

/// Refused while it is read: a permit for no facility, or for thousands, is not even asked for.
fn some_switches<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Switch>, D::Error> {
    let switches = Vec::deserialize(input)?;
    match switches.len() {
        0 => Err(D::Error::custom("empty")),
        1..=RolloutChange::MOST => Ok(switches),
        _ => Err(D::Error::custom("too_many")),
    }
}

impl RolloutChange {
    /// Switches in one change, at the most: every capability of every facility of the largest ward.
    pub const MOST: usize = 2_000;

    /// The facilities it touches, each once.
    pub fn facilities(&self) -> Vec<FacilityId> {
        let mut all: Vec<FacilityId> = self.switches.iter().map(|switch| switch.facility).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
