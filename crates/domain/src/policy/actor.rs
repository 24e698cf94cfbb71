use serde::{Deserialize, Serialize};

use super::Place;
use crate::id::{AccountId, ChildId, ClassId, DeviceId, FacilityId, MunicipalityId, SessionId, StaffId};

/// What a member of staff works as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// 保育課・管理者: sets up the ward.
    WardAdmin,
    /// 保育課・閲覧: sees the ward's figures.
    WardViewer,
    /// 園長.
    Director,
    /// 主任.
    Chief,
    /// 保育士・担任: own classes.
    Teacher,
    /// 非常勤.
    PartTime,
    /// 看護師.
    Nurse,
    /// 調理.
    Cook,
}

impl StaffRole {
    /// All roles.
    pub const ALL: &'static [Self] = &[
        Self::WardAdmin,
        Self::WardViewer,
        Self::Director,
        Self::Chief,
        Self::Teacher,
        Self::PartTime,
        Self::Nurse,
        Self::Cook,
    ];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WardAdmin => "ward_admin",
            Self::WardViewer => "ward_viewer",
            Self::Director => "director",
            Self::Chief => "chief",
            Self::Teacher => "teacher",
            Self::PartTime => "part_time",
            Self::Nurse => "nurse",
            Self::Cook => "cook",
        }
    }

    /// The role of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.key() == key)
    }

    /// Whether it is a role of the ward office rather than of a facility.
    pub const fn is_ward(self) -> bool {
        matches!(self, Self::WardAdmin | Self::WardViewer)
    }
}

/// One role somewhere: in a municipality, in a facility of it, or in one class of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: StaffRole,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The facility; `None` for the ward office.
    pub facility: Option<FacilityId>,
    /// The class; `None` when the role is for the whole facility.
    pub class: Option<ClassId>,
}

impl Grant {
    /// Whether the place lies within the grant.
    pub fn covers(&self, place: &Place) -> bool {
        self.municipality == place.municipality
            && (self.facility.is_none() || self.facility == place.facility)
            && (self.class.is_none() || self.class == place.class)
    }

    /// Whether the place is the facility where the role is held, in whatever class.
    pub fn is_colleague(&self, place: &Place) -> bool {
        self.municipality == place.municipality && (self.facility.is_none() || self.facility == place.facility)
    }
}

/// How someone belongs to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// 保護者.
    Guardian,
    /// 祖父母など: invited by a guardian, reads only.
    Family,
}

/// What one guardian may see and do for one child. A custody order takes rights from one without the other knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rights {
    /// Today's state and the days before.
    pub see_day: bool,
    /// The child's record: who the guardians are, who has read it.
    pub see_record: bool,
    /// Inviting and removing family members.
    pub invite_family: bool,
}

impl Rights {
    /// A guardian without limits.
    pub const FULL: Self = Self { see_day: true, see_record: true, invite_family: true };
    /// A family member.
    pub const FAMILY: Self = Self { see_day: true, see_record: false, invite_family: false };
    /// Nothing of the child.
    pub const NONE: Self = Self { see_day: false, see_record: false, invite_family: false };

    /// No wider than these: a family member sees no more than the guardian who invited them, and a guardian who is
    /// kept from one child is kept from its new sibling too.
    #[must_use]
    pub const fn within(self, limit: Self) -> Self {
        Self {
            see_day: self.see_day && limit.see_day,
            see_record: self.see_record && limit.see_record,
            invite_family: self.invite_family && limit.invite_family,
        }
    }
}

/// An account's tie to one child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The child.
    pub child: ChildId,
    /// As what.
    pub kind: TieKind,
    /// With which rights.
    pub rights: Rights,
}

/// Who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody has signed in.
    Nobody,
    /// A person with an account.
    Account {
        /// The account.
        account: AccountId,
        /// The browser.
        session: SessionId,
    },
    /// An enrolled tablet, and the member of staff who typed their PIN on it, if any.
    Device {
        /// The tablet.
        device: DeviceId,
        /// Its session.
        session: SessionId,
        /// The municipality of its facility.
        municipality: MunicipalityId,
        /// Its facility.
        facility: FacilityId,
        /// The person.
        person: Option<StaffId>,
    },
}

/// Who is asking, with everything the policy needs to know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// Their roles.
    pub grants: Vec<Grant>,
    /// Their children.
    pub ties: Vec<Tie>,
}

impl Actor {
    /// Nobody has signed in.
    pub const NOBODY: Self = Self { who: Who::Nobody, grants: Vec::new(), ties: Vec::new() };

    /// The account, if it is one.
    pub const fn account(&self) -> Option<AccountId> {
        match self.who {
            Who::Account { account, .. } => Some(account),
            _ => None,
        }
    }

    /// The tablet, if it is one.
    pub const fn device(&self) -> Option<DeviceId> {
        match self.who {
            Who::Device { device, .. } => Some(device),
            _ => None,
        }
    }

    /// The session, if signed in.
    pub const fn session(&self) -> Option<SessionId> {
        match self.who {
            Who::Account { session, .. } | Who::Device { session, .. } => Some(session),
            Who::Nobody => None,
        }
    }
}
