//! What the facility's roster holds before an import, and what an export tells.

use hidamari_domain::id::{ChildId, ClassId, GuardianId, HouseholdId, TieId};

use super::values::{ChildValues, ClassValues, GuardianValues, HouseholdValues, TieValues};

/// Something of the roster with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<I, V> {
    /// Its id.
    pub id: I,
    /// What is known of it.
    pub values: V,
}

/// A child of the roster, those who have left included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownChild {
    /// The child.
    pub id: ChildId,
    /// The household.
    pub household: HouseholdId,
    /// The classes, one a fiscal year.
    pub classes: Vec<ClassId>,
    /// What is known of the child.
    pub values: ChildValues,
}

/// A guardian's tie to a child, those that have ended included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTie {
    /// The tie.
    pub id: TieId,
    /// The child.
    pub child: ChildId,
    /// The guardian.
    pub guardian: GuardianId,
    /// Whether it has ended: an import never brings such a tie back.
    pub ended: bool,
    /// What is known of it.
    pub values: TieValues,
}

/// The roster of one facility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Its classes of all fiscal years that matter.
    pub classes: Vec<Known<ClassId, ClassValues>>,
    /// The households of its children.
    pub households: Vec<Known<HouseholdId, HouseholdValues>>,
    /// Its children.
    pub children: Vec<KnownChild>,
    /// Their guardians.
    pub guardians: Vec<Known<GuardianId, GuardianValues>>,
    /// Who is whose guardian.
    pub ties: Vec<KnownTie>,
}
