//! What tells that children are brothers and sisters.

use std::collections::HashMap;

use super::{
    held::{Held, home_key},
    rows::RowIn,
};

/// Follows the references of all children without a household, to one that has a household or refers to none.
/// Gives each child with the end of its way, and the circles in which ways have no end.
pub(super) fn follow(
    next: &HashMap<usize, usize>,
    homes: &HashMap<usize, usize>,
) -> (Vec<(usize, usize)>, Vec<Vec<usize>>) {
    let mut starts: Vec<usize> = next.keys().copied().filter(|child| !homes.contains_key(child)).collect();
    starts.sort_unstable();
    let mut end_of: HashMap<usize, Option<usize>> = HashMap::new();
    let (mut ends, mut circles) = (Vec::new(), Vec::new());
    for start in starts {
        let mut path: Vec<usize> = Vec::new();
        let mut step: HashMap<usize, usize> = HashMap::new();
        let mut at = start;
        let end = loop {
            if let Some(end) = end_of.get(&at) {
                break *end;
            }
            if let Some(first) = step.get(&at) {
                circles.push(path.get(*first..).unwrap_or_default().to_vec());
                break None;
            }
            let Some(sibling) = next.get(&at).filter(|_| !homes.contains_key(&at)) else { break Some(at) };
            step.insert(at, path.len());
            path.push(at);
            at = *sibling;
        };
        for child in path {
            end_of.insert(child, end);
            ends.extend(end.map(|end| (child, end)));
        }
    }
    (ends, circles)
}

const EMAIL: char = 'e';
const HOME: char = 'h';

/// What children of one household have in common.
pub(super) fn common_ground(row: &RowIn) -> Vec<String> {
    let told = row.guardians.iter().map(|guardian| &guardian.values);
    let mut keys: Vec<String> =
        told.clone().filter_map(|values| Some(format!("{EMAIL}{}", values.email.as_ref()?.as_ref()))).collect();
    if let (Some(address), Some(name)) = (&row.household.address, row.child.name_key()) {
        let phones = told.filter_map(|values| values.phones.as_ref()).flat_map(|phones| phones.numbers());
        for phone in phones.chain(&row.household.phone) {
            keys.push(format!("{HOME}{}", home_key(address.0.as_ref(), phone, &name)));
        }
    }
    keys
}

pub(super) fn held_home(key: &str, held: &Held<'_>) -> Option<usize> {
    match (key.strip_prefix(EMAIL), key.strip_prefix(HOME)) {
        (Some(email), _) => held.home_of.get(held.guardians_by_email.get(email)?).copied(),
        (_, Some(home)) => held.homes.get(home).copied(),
        _ => None,
    }
}

/// Disjoint groups of children.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(super) fn of(&mut self, mut child: usize) -> usize {
        while self.0[child] != child {
            self.0[child] = self.0[self.0[child]];
            child = self.0[child];
        }
        child
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}
