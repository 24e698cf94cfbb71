use core::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{ChildId, ClassId, FacilityId, MunicipalityId};

/// Where something stands in the organisation, as the store found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The municipality; always known.
    pub municipality: MunicipalityId,
    /// The facility, unless it is about the whole municipality.
    pub facility: Option<FacilityId>,
    /// The class, if it is about one.
    pub class: Option<ClassId>,
    /// The child, if it is about one.
    pub child: Option<ChildId>,
    /// What is switched on there today.
    pub capabilities: Capabilities,
}

/// What an action is done to, before the store has looked where that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A municipality.
    Municipality(MunicipalityId),
    /// A facility.
    Facility(FacilityId),
    /// A class.
    Class(ClassId),
    /// A child.
    Child(ChildId),
}

/// A type that names what an action is done to.
pub trait Subject: Clone + fmt::Debug + Send + 'static {
    /// Whether there is no single place: the actor alone decides.
    const PLACELESS: bool = false;
    /// What has to be looked up.
    fn targets(&self) -> Vec<Target>;
}

/// Nothing in the organisation: signing in, one's own account.
#[derive(Clone, Copy, Debug, Default)]
pub struct World;

impl Subject for World {
    const PLACELESS: bool = true;
    fn targets(&self) -> Vec<Target> {
        Vec::new()
    }
}

/// Everything within the actor's reach: the store filters by the actor's grants and ties.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach;

impl Subject for Reach {
    const PLACELESS: bool = true;
    fn targets(&self) -> Vec<Target> {
        Vec::new()
    }
}

macro_rules! subjects {
    ($($id:ident => $target:ident),*) => {$(
        impl Subject for $id {
            fn targets(&self) -> Vec<Target> {
                vec![Target::$target(*self)]
            }
        }

        impl Subject for Vec<$id> {
            fn targets(&self) -> Vec<Target> {
                self.iter().copied().map(Target::$target).collect()
            }
        }
    )*};
}

subjects!(MunicipalityId => Municipality, FacilityId => Facility, ClassId => Class, ChildId => Child);

macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $key:literal;)*) => {
        /// A capability that each facility switches on when it is ready (機能の段階導入).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Capability { $($(#[$doc])* $name,)* }

        impl Capability {
            /// All of them, in the order in which wards introduce them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            const fn bit(self) -> u32 { match self { $(Self::$name => 1 << $bit,)* } }
            /// Its name in the database and on the wire.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)* } }
            /// The capability of a name.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

capabilities! {
    /// Arrival and departure on the classroom tablet and in the office.
    Attendance = 0, "attendance";
    /// The family's own app: guardians see today's state of their children.
    FamilyApp = 1, "family_app";
    /// Guardians may invite grandparents and other family, read-only.
    FamilyMembers = 2, "family_members";
}

/// The capabilities that are on somewhere, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(u32);

impl Capabilities {
    /// Nothing is on.
    pub const NONE: Self = Self(0);

    /// Whether one is on.
    pub const fn has(self, capability: Capability) -> bool {
        self.0 & capability.bit() != 0
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, capability: Capability) -> Self {
        Self(self.0 | capability.bit())
    }
}

impl FromIterator<Capability> for Capabilities {
    fn from_iter<I: IntoIterator<Item = Capability>>(iter: I) -> Self {
        iter.into_iter().fold(Self::default(), Self::with)
    }
}
