//! Live changes: what the server tells open screens, as server-sent events.

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::attendance::DayState;
use crate::contract::endpoints;
use crate::id::{AccountId, ChildId, ClassId, DeviceId, FacilityId, MarkId, MunicipalityId, SessionId};
use crate::policy::{ActionKey, Actor, Capabilities, Place, Who, allows};

/// One change. It reaches exactly those who may see it, as far as they may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Change {
    /// A child's day has a new state.
    Attendance {
        /// The child.
        child: ChildId,
        /// The child's class.
        class: Option<ClassId>,
        /// The facility.
        facility: FacilityId,
        /// The facility's local day.
        day: NaiveDate,
        /// The new state.
        state: DayState,
        /// The mark that decides it.
        last_mark: Option<MarkId>,
    },
    /// What is reported or planned of a child, taken note of, or told on the telephone changed: fetch anew what is shown
    /// of it.
    Report {
        /// The child.
        child: ChildId,
        /// The child's class.
        class: Option<ClassId>,
        /// The facility.
        facility: FacilityId,
    },
    /// The counts of a facility changed. Told to those who see counts and no children.
    Counts {
        /// The facility.
        facility: FacilityId,
    },
    /// The children, classes or switches of a facility changed: fetch anew what is shown of it.
    Roster {
        /// The facility.
        facility: FacilityId,
    },
    /// What the screen shows may be out of date: fetch everything anew.
    Reset,
}

/// A change as it is read: everything that any change tells. Derived, the reading of a tagged enum first copies all
/// of it into a form that could hold anything, and a phone loads the code for that.
#[derive(Deserialize)]
struct Told {
    #[serde(rename = "type")]
    kind: Kind,
    child: Option<ChildId>,
    class: Option<ClassId>,
    facility: Option<FacilityId>,
    #[serde(default, deserialize_with = "crate::time::wire::day_if_any")]
    day: Option<NaiveDate>,
    state: Option<DayState>,
    last_mark: Option<MarkId>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Attendance,
    Report,
    Counts,
    Roster,
    Reset,
}

impl Told {
    fn change(self) -> Option<Change> {
        let Self { kind, child, class, facility, day, state, last_mark } = self;
        Some(match kind {
            Kind::Attendance => {
                Change::Attendance { child: child?, class, facility: facility?, day: day?, state: state?, last_mark }
            }
            Kind::Report => Change::Report { child: child?, class, facility: facility? },
            Kind::Counts => Change::Counts { facility: facility? },
            Kind::Roster => Change::Roster { facility: facility? },
            Kind::Reset => Change::Reset,
        })
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Told::deserialize(deserializer)?.change().ok_or_else(|| D::Error::custom("a change that lacks something"))
    }
}

/// A change on its way, with what is needed to decide who may see it. Travels between nodes, never to a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signal {
    /// A change at a place.
    Changed {
        /// What the screens are told.
        change: Change,
        /// The municipality it stands in.
        municipality: MunicipalityId,
        /// What is switched on in the facility.
        capabilities: Vec<crate::policy::Capability>,
    },
    /// An account's roles, ties or sessions changed: forget what is known of it and look again.
    Account(AccountId),
    /// A session ended.
    Session(SessionId),
    /// A tablet's access or person changed.
    Device(DeviceId),
    /// A facility's switches changed.
    Facility(FacilityId),
}

/// What the actor is told of a change: all of it, less of it, or nothing.
pub fn told(
    actor: &Actor,
    change: &Change,
    municipality: MunicipalityId,
    capabilities: Capabilities,
) -> Option<Change> {
    let place = |facility, class, child| Place { municipality, facility: Some(facility), class, child, capabilities };
    match change {
        Change::Attendance { child, class, facility, .. } | Change::Report { child, class, facility } => {
            let place = place(*facility, *class, Some(*child));
            let may = |action| allows(actor, action, Some(&place));
            let sees_child =
                [ActionKey::ReadOwnChildDay, ActionKey::ReadBoard, ActionKey::ReadNames].into_iter().any(may);
            let sees_counts = || may(ActionKey::ReadOverview).then_some(Change::Counts { facility: *facility });
            if sees_child { Some(change.clone()) } else { sees_counts() }
        }
        Change::Counts { facility } => {
            allows(actor, ActionKey::ReadOverview, Some(&place(*facility, None, None))).then(|| change.clone())
        }
        Change::Roster { facility } => {
            let may = allows(actor, ActionKey::ListFacilities, Some(&place(*facility, None, None)));
            (may && !matches!(actor.who, Who::Nobody)).then(|| change.clone())
        }
        Change::Reset => Some(Change::Reset),
    }
}

endpoints! {
    /// The stream of changes the caller may see (`text/event-stream`, one [`Change`] an event).
    FollowLive: Get "/api/live" => Change, may FollowLive;
}
