//! Who asks, and how what they ask for stands to them.

use hidamari_domain::identity::Face;
use hidamari_domain::policy::StaffRole;

/// A column of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Nobody,
    Staff(StaffRole),
    Guardian,
    Limited,
    Family,
    Tablet,
    TabletWithPerson,
}

impl Role {
    /// In the page's order.
    pub const ALL: [Self; 14] = [
        Self::Nobody,
        Self::Staff(StaffRole::WardAdmin),
        Self::Staff(StaffRole::WardViewer),
        Self::Staff(StaffRole::Director),
        Self::Staff(StaffRole::Chief),
        Self::Staff(StaffRole::Teacher),
        Self::Staff(StaffRole::PartTime),
        Self::Staff(StaffRole::Nurse),
        Self::Staff(StaffRole::Cook),
        Self::Guardian,
        Self::Limited,
        Self::Family,
        Self::Tablet,
        Self::TabletWithPerson,
    ];

    /// As it stands above its column.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Nobody => "未",
            Self::Staff(StaffRole::WardAdmin) => "管",
            Self::Staff(StaffRole::WardViewer) => "閲",
            Self::Staff(StaffRole::Director) => "長",
            Self::Staff(StaffRole::Chief) => "主",
            Self::Staff(StaffRole::Teacher) => "担",
            Self::Staff(StaffRole::PartTime) => "非",
            Self::Staff(StaffRole::Nurse) => "看",
            Self::Staff(StaffRole::Cook) => "調",
            Self::Guardian => "保",
            Self::Limited => "制",
            Self::Family => "家",
            Self::Tablet => "端",
            Self::TabletWithPerson => "暗",
        }
    }

    /// The face they use.
    pub const fn face(self) -> Face {
        match self {
            Self::Nobody | Self::Guardian | Self::Limited | Self::Family => Face::Family,
            Self::Staff(_) => Face::Office,
            Self::Tablet | Self::TabletWithPerson => Face::Classroom,
        }
    }
}

/// How what is asked for stands to the one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One's own class and child.
    Own,
    /// The child's sibling in another facility.
    Sibling,
    /// Another family's child in the same class.
    SameClass,
    /// A child of another class of the facility.
    OtherClass,
    /// Another facility of the municipality.
    OtherFacility,
    /// Another municipality.
    OtherMunicipality,
    /// One's own, after one's access was ended a moment ago.
    Removed,
    /// A child whom a custody order keeps from the guardian; of one's own class for staff.
    Limited,
    /// One's own, in a facility where everything is switched off.
    Off,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Own,
        Self::Sibling,
        Self::SameClass,
        Self::OtherClass,
        Self::OtherFacility,
        Self::OtherMunicipality,
        Self::Removed,
        Self::Limited,
        Self::Off,
    ];

    /// Where the one who asks is at home.
    pub const fn home(self) -> Self {
        match self {
            Self::Off => Self::Off,
            _ => Self::Own,
        }
    }

    /// Where what is asked for stands.
    pub const fn spot(self) -> Self {
        match self {
            Self::Removed => Self::Own,
            other => other,
        }
    }
}
