//! Live changes: what the server tells open screens, as server-sent events.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::attendance::DayState;
use crate::contract::endpoints;
use crate::id::{AccountId, ChildId, ClassId, DeviceId, FacilityId, MarkId, MunicipalityId, SessionId};
use crate::policy::{ActionKey, Actor, Capabilities, Place, Who, allows};

/// One change. It reaches exactly those who may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The children, classes or switches of a facility changed: fetch anew what is shown of it.
    Roster {
        /// The facility.
        facility: FacilityId,
    },
    /// What the screen shows may be out of date: fetch everything anew.
    Reset,
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

/// Whether the actor may see the change.
pub fn may_see(actor: &Actor, change: &Change, municipality: MunicipalityId, capabilities: Capabilities) -> bool {
    let place = |facility, class, child| Place { municipality, facility: Some(facility), class, child, capabilities };
    match change {
        Change::Attendance { child, class, facility, .. } => {
            let place = place(*facility, *class, Some(*child));
            [ActionKey::ReadOwnChildDay, ActionKey::ReadBoard, ActionKey::ReadOverview]
                .iter()
                .any(|action| allows(actor, *action, Some(&place)))
        }
        Change::Roster { facility } => {
            !matches!(actor.who, Who::Nobody)
                && allows(actor, ActionKey::ListFacilities, Some(&place(*facility, None, None)))
        }
        Change::Reset => true,
    }
}

endpoints! {
    /// The stream of changes the caller may see (`text/event-stream`, one [`Change`] an event).
    FollowLive: Get "/api/live" => Change, may FollowLive;
}
