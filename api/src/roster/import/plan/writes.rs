//! What an import writes, as plain data.

use hidamari_domain::id::{ChildId, ClassId, GuardianId, HouseholdId, TieId};

use crate::roster::import::{
    columns::{Column, Of},
    matching::Kind,
    values::{Change, ChildValues, ClassValues, GuardianValues, HouseholdValues, TieValues},
};

/// One thing to create or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write<I, V> {
    /// Its id.
    pub id: I,
    /// Whether it is created, else changed.
    pub new: bool,
    /// All that is known of it afterwards.
    pub values: V,
    /// What that changes.
    pub changes: Vec<Change>,
}

/// A child to create or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildWrite {
    /// The child.
    pub write: Write<ChildId, ChildValues>,
    /// The household afterwards.
    pub household: HouseholdId,
}

/// A tie to create or change. Its rights are not an import's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieWrite {
    /// The tie.
    pub write: Write<TieId, TieValues>,
    /// The child.
    pub child: ChildId,
    /// The guardian.
    pub guardian: GuardianId,
}

/// A child's class of the class's fiscal year, in place of any other of that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The child.
    pub child: ChildId,
    /// The class.
    pub class: ClassId,
}

/// Everything an import writes, in an order in which nothing refers to what is not there yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// Classes.
    pub classes: Vec<Write<ClassId, ClassValues>>,
    /// Households.
    pub households: Vec<Write<HouseholdId, HouseholdValues>>,
    /// Children.
    pub children: Vec<ChildWrite>,
    /// Guardians.
    pub guardians: Vec<Write<GuardianId, GuardianValues>>,
    /// Ties.
    pub ties: Vec<TieWrite>,
    /// Classes of children.
    pub placements: Vec<Placement>,
}

impl Writes {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One thing that an import creates or changes, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// What it is.
    pub kind: Kind,
    /// Whether it is created, else changed.
    pub new: bool,
    /// What it is called.
    pub name: String,
    /// What changes, with the labels in Japanese; empty when it is created.
    pub changes: Vec<LabelledChange>,
}

/// A change with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledChange {
    /// What changes, in Japanese.
    pub label: String,
    /// What it was; empty when there was nothing.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

impl LabelledChange {
    pub(super) fn of(of: Of, change: &Change) -> Self {
        let label = Column::of_known(of, change.field).label_beside_others_of_its_kind();
        Self { label, from: change.from.clone(), to: change.to.clone() }
    }
}

impl Touched {
    /// The changes on one line, like 「クラス: りす組 → うさぎ組」.
    pub fn changes_text(&self) -> String {
        let one = |change: &LabelledChange| match change.from.as_str() {
            "" => format!("{}: {}", change.label, change.to),
            from => format!("{}: {from} → {}", change.label, change.to),
        };
        self.changes.iter().map(one).collect::<Vec<_>>().join("、")
    }
}
