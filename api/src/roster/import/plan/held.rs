//! Ways to find what the roster already holds.

use std::collections::HashMap;

use chrono::NaiveDate;
use hidamari_domain::{
    id::{ChildId, ClassId, GuardianId, HouseholdId},
    time::FiscalYear,
    value::Phone,
};

use crate::roster::import::{
    normal,
    snapshot::{KnownChild, Snapshot},
    values::ExternalId,
};

/// Indices into a snapshot.
pub(super) struct Held<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) classes: HashMap<String, usize>,
    pub(super) classes_by_name: HashMap<(FiscalYear, String), usize>,
    pub(super) class_ids: HashMap<ClassId, usize>,
    pub(super) households: HashMap<String, usize>,
    pub(super) household_ids: HashMap<HouseholdId, usize>,
    /// Households by address, telephone and the first letter of a child's name.
    pub(super) homes: HashMap<String, usize>,
    pub(super) children: HashMap<String, usize>,
    pub(super) children_by_name: HashMap<String, Vec<usize>>,
    pub(super) children_of: HashMap<usize, Vec<usize>>,
    pub(super) guardians: HashMap<String, usize>,
    pub(super) guardians_by_email: HashMap<String, usize>,
    /// The guardians of the children of a household.
    pub(super) guardians_of: HashMap<usize, Vec<usize>>,
    /// The household of a guardian's first child.
    pub(super) home_of: HashMap<usize, usize>,
    /// Ties by child and guardian.
    pub(super) ties: HashMap<(usize, usize), usize>,
}

impl<'a> Held<'a> {
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        let household_ids: HashMap<HouseholdId, usize> = places(snapshot.households.iter().map(|known| known.id));
        let child_ids: HashMap<ChildId, usize> = places(snapshot.children.iter().map(|known| known.id));
        let guardian_ids: HashMap<GuardianId, usize> = places(snapshot.guardians.iter().map(|known| known.id));
        let mut held = Self {
            snapshot,
            classes: by_either_id(
                snapshot.classes.iter().map(|known| (known.id.to_string(), &known.values.external_id)),
            ),
            classes_by_name: HashMap::new(),
            class_ids: places(snapshot.classes.iter().map(|known| known.id)),
            households: by_either_id(
                snapshot.households.iter().map(|known| (known.id.to_string(), &known.values.external_id)),
            ),
            household_ids,
            homes: HashMap::new(),
            children: by_either_id(
                snapshot.children.iter().map(|known| (known.id.to_string(), &known.values.external_id)),
            ),
            children_by_name: HashMap::new(),
            children_of: HashMap::new(),
            guardians: by_either_id(
                snapshot.guardians.iter().map(|known| (known.id.to_string(), &known.values.external_id)),
            ),
            guardians_by_email: HashMap::new(),
            guardians_of: HashMap::new(),
            home_of: HashMap::new(),
            ties: HashMap::new(),
        };
        held.index_names();
        held.index_ties(&child_ids, &guardian_ids);
        held.index_homes();
        held
    }

    fn index_names(&mut self) {
        for (at, class) in self.snapshot.classes.iter().enumerate() {
            if let (Some(year), Some(name)) = (class.values.fiscal_year, &class.values.name) {
                self.classes_by_name.entry((year, normal::class_key(name.as_ref()))).or_insert(at);
            }
        }
        for (at, child) in self.snapshot.children.iter().enumerate() {
            self.children_by_name.entry(child_name_key(child)).or_default().push(at);
            if let Some(household) = self.household_ids.get(&child.household) {
                self.children_of.entry(*household).or_default().push(at);
            }
        }
        for (at, guardian) in self.snapshot.guardians.iter().enumerate() {
            if let Some(email) = &guardian.values.email {
                self.guardians_by_email.entry(email.as_ref().to_owned()).or_insert(at);
            }
        }
    }

    fn index_ties(&mut self, child_ids: &HashMap<ChildId, usize>, guardian_ids: &HashMap<GuardianId, usize>) {
        for (at, tie) in self.snapshot.ties.iter().enumerate() {
            let (Some(child), Some(guardian)) = (child_ids.get(&tie.child), guardian_ids.get(&tie.guardian)) else {
                continue;
            };
            // Of an ended and a later tie of the same two, the one that holds counts.
            let slot = self.ties.entry((*child, *guardian)).or_insert(at);
            if !tie.ended {
                *slot = at;
            }
            let home = self.snapshot.children.get(*child).and_then(|child| self.household_ids.get(&child.household));
            if let Some(home) = home {
                self.home_of.entry(*guardian).or_insert(*home);
                let guardians = self.guardians_of.entry(*home).or_default();
                if !guardians.contains(guardian) {
                    guardians.push(*guardian);
                }
            }
        }
    }

    fn index_homes(&mut self) {
        for (at, household) in self.snapshot.households.iter().enumerate() {
            let Some(address) = &household.values.address else { continue };
            let of_guardians = self.guardians_of.get(&at).into_iter().flatten();
            let phones: Vec<Phone> = of_guardians
                .filter_map(|guardian| self.snapshot.guardians.get(*guardian)?.values.phones.as_ref())
                .flat_map(|phones| phones.numbers().iter().cloned())
                .chain(household.values.phone.clone())
                .collect();
            let children = self.children_of.get(&at).into_iter().flatten();
            for child in children.filter_map(|child| self.snapshot.children.get(*child)) {
                for phone in &phones {
                    let key = home_key(address.0.as_ref(), phone, &child_name_key(child));
                    self.homes.entry(key).or_insert(at);
                }
            }
        }
    }

    /// The children of that name, and of that birthday when it is known.
    pub(super) fn namesakes(&self, name_key: &str, birth: Option<NaiveDate>) -> impl Iterator<Item = usize> + '_ {
        let of_name = self.children_by_name.get(name_key).into_iter().flatten().copied();
        let birth_of = |child: usize| self.snapshot.children.get(child).and_then(|child| child.values.birth_date);
        of_name.filter(move |child| birth.is_none() || birth_of(*child) == birth)
    }
}

/// What brothers and sisters have in common when nothing else tells their household.
pub(super) fn home_key(address: &str, phone: &Phone, name_key: &str) -> String {
    let initial: String = name_key.chars().take(1).collect();
    format!("{}\u{1F}{}\u{1F}{initial}", normal::address_key(address), phone.as_ref())
}

pub(super) fn child_name_key(child: &KnownChild) -> String {
    let part = |name: &Option<hidamari_domain::value::Name>| {
        name.as_ref().map(|name| name.as_ref().to_owned()).unwrap_or_default()
    };
    normal::name_key(&(part(&child.values.family_name) + &part(&child.values.given_name)))
}

fn places<I: core::hash::Hash + Eq>(ids: impl Iterator<Item = I>) -> HashMap<I, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// By the id in other products, and by our own, which an export tells where there is no other.
fn by_either_id<'v>(ids: impl Iterator<Item = (String, &'v Option<ExternalId>)>) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (at, (own, external)) in ids.enumerate() {
        places.entry(own).or_insert(at);
        if let Some(external) = external {
            places.insert(external.as_ref().to_owned(), at);
        }
    }
    places
}
