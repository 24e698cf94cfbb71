//! Households: told by their ids, or by what brothers and sisters have in common.

use std::collections::{HashMap, HashSet};

use hidamari_domain::id::HouseholdId;
use uuid::Uuid;

use super::{
    book::{Book, Draft},
    children::Children,
    common_ground::{Groups, common_ground, follow, held_home},
    fault::Fault,
    held::Held,
    rows::RowIn,
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    matching::Kind,
    values::{HouseholdValues, Value},
};

/// How many names of a circle are shown.
const NAMES_IN_A_CIRCLE: usize = 5;

pub(super) type HouseholdDraft = Draft<HouseholdId, HouseholdValues>;

/// The households that the rows tell, and whose household each is.
#[derive(Default)]
pub(super) struct Households {
    pub(super) drafts: Vec<HouseholdDraft>,
    /// The household of each child's draft.
    pub(super) of_child: HashMap<usize, usize>,
    by_id: HashMap<String, usize>,
    of_known: HashMap<usize, usize>,
    /// Households of the roster without an id of other products, and the id that the rows give them.
    adopted: HashMap<String, usize>,
    /// The children told to be of each household.
    members: HashMap<usize, Vec<usize>>,
}

impl Households {
    /// The rows of households' own sheets, and the household of every child told.
    pub(super) fn declared(
        book: &mut Book<'_>,
        rows: &[RowIn],
        children: &mut Children,
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Self {
        let mut households = Self::default();
        households.adopt(rows, children, held);
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == Kind::Households) {
            match &row.household.external_id {
                Some(id) => {
                    let draft = households.of_id(id.as_ref(), held, new_id);
                    households.tell(draft, book, rows, at);
                }
                None if book.is_bad(at) => {}
                None => {
                    let column = Column::of_known(Of::Household, Field::Id);
                    book.fault(rows, at, Some(column), &Fault::Missing(column.label()));
                }
            }
        }
        households.by_own_id(book, rows, children, held, new_id);
        let references = households.by_reference(book, rows, children, held);
        households.by_common_ground(rows, children, held, &references, new_id);
        for at in 0..rows.len() {
            let home = children.of_row.get(&at).and_then(|child| households.of_child.get(child)).copied();
            if let Some(draft) = home.filter(|_| !book.is_bad(at)) {
                households.tell(draft, book, rows, at);
            }
        }
        for child in 0..children.drafts.len() {
            if let Some(home) = households.of_child.get(&child) {
                households.members.entry(*home).or_default().push(child);
            }
        }
        households
    }

    /// The household that a row names by its id. Without a sheet of households, naming one makes it.
    pub(super) fn named(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        at: usize,
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Option<usize> {
        let id = rows.get(at)?.household.external_id.as_ref()?.as_ref();
        let exists = self.by_id.contains_key(id) || held.households.contains_key(id) || self.adopted.contains_key(id);
        if !exists && book.has(Kind::Households) {
            let column = Some(Column::of_known(Of::Household, Field::Id));
            book.fault(rows, at, column, &Fault::UnknownHousehold(id.to_owned()));
            return None;
        }
        Some(self.of_id(id, held, new_id))
    }

    /// Takes what a row tells of a household.
    pub(super) fn tell(&mut self, draft: usize, book: &mut Book<'_>, rows: &[RowIn], at: usize) {
        let Some(row) = rows.get(at) else { return };
        let draft = &mut self.drafts[draft];
        let mut told = row.household.clone();
        let own_id = draft.id.to_string();
        told.external_id.take_if(|id| id.as_ref() == own_id);
        draft.tell(book, rows, at, &told, None);
    }

    /// The household of a child, that of the roster when no row tells it.
    pub(super) fn of(&mut self, child: usize, children: &Children, held: &Held<'_>) -> Option<usize> {
        if let Some(home) = self.of_child.get(&child) {
            return Some(*home);
        }
        let home = known_home(children, child, held).and_then(|home| self.of_known(home, held))?;
        self.of_child.insert(child, home);
        Some(home)
    }

    /// The children of a household, told ones and those of the roster.
    pub(super) fn children(&self, draft: usize, children: &mut Children, held: &Held<'_>) -> Vec<usize> {
        let mut found = self.members.get(&draft).cloned().unwrap_or_default();
        let known = self.drafts[draft].known.and_then(|known| held.children_of.get(&known)).into_iter().flatten();
        for known in known {
            let child = children.of_known(*known, held);
            found.extend(child.filter(|child| !self.of_child.contains_key(child)));
        }
        found
    }

    fn adopt(&mut self, rows: &[RowIn], children: &Children, held: &Held<'_>) {
        let mut taken = HashSet::new();
        for (&row, &child) in &children.of_row {
            let id = rows.get(row).and_then(|row| row.household.external_id.as_ref());
            let Some(id) = id.filter(|id| !held.households.contains_key(id.as_ref())) else { continue };
            let Some(home) = known_home(children, child, held) else { continue };
            let nameless = held.snapshot.households.get(home).is_some_and(|home| home.values.external_id.is_none());
            if nameless && !self.adopted.contains_key(id.as_ref()) && taken.insert(home) {
                self.adopted.insert(id.as_ref().to_owned(), home);
            }
        }
    }

    fn of_id(&mut self, id: &str, held: &Held<'_>, new_id: &mut dyn FnMut() -> Uuid) -> usize {
        if let Some(draft) = self.by_id.get(id) {
            return *draft;
        }
        let known = held.households.get(id).or_else(|| self.adopted.get(id)).copied();
        let draft = known.and_then(|known| self.of_known(known, held)).unwrap_or_else(|| self.add(new_id));
        self.by_id.insert(id.to_owned(), draft);
        draft
    }

    fn of_known(&mut self, known: usize, held: &Held<'_>) -> Option<usize> {
        if let Some(draft) = self.of_known.get(&known) {
            return Some(*draft);
        }
        let draft = self.drafts.len();
        self.drafts.push(Draft::new(held.snapshot.households.get(known)?.id, Some(known)));
        self.of_known.insert(known, draft);
        Some(draft)
    }

    fn add(&mut self, new_id: &mut dyn FnMut() -> Uuid) -> usize {
        self.drafts.push(Draft::new(new_id().into(), None));
        self.drafts.len() - 1
    }

    /// By the household's id in the row, else the household that a known child has.
    fn by_own_id(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        children: &Children,
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) {
        for (&row, &child) in &children.of_row {
            let Some(draft) = self.named(book, rows, row, held, new_id) else { continue };
            let other = *self.of_child.entry(child).or_insert(draft);
            if other != draft {
                let first = children.drafts[child].rows.first().copied().unwrap_or_default();
                let id = rows.get(first).and_then(|row| row.household.external_id.as_ref());
                let fault = Fault::Differs(book.called(rows, first), id.map(Value::shown).unwrap_or_default());
                book.fault(rows, row, Some(Column::of_known(Of::Household, Field::Id)), &fault);
            }
        }
        for child in 0..children.drafts.len() {
            let refers = children.drafts[child].told.same_household_as.is_some();
            if !refers
                && !self.of_child.contains_key(&child)
                && let Some(home) = known_home(children, child, held).and_then(|home| self.of_known(home, held))
            {
                self.of_child.insert(child, home);
            }
        }
    }

    /// By the brother or sister that a row names: from each such child the one at the end of the references.
    fn by_reference(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        children: &mut Children,
        held: &Held<'_>,
    ) -> Vec<(usize, usize)> {
        let mut next: HashMap<usize, usize> = HashMap::new();
        for child in 0..children.drafts.len() {
            let Some(id) = children.drafts[child].told.same_household_as.clone() else { continue };
            match children.by_id(id.as_ref(), held) {
                Some(sibling) => {
                    next.insert(child, sibling);
                }
                None => {
                    let row = children.drafts[child].rows.first().copied().unwrap_or_default();
                    let column = Some(Column::of_known(Of::Child, Field::SameHouseholdAs));
                    book.fault(rows, row, column, &Fault::UnknownChild(id.as_ref().to_owned()));
                }
            }
        }
        let (ends, circles) = follow(&next, &self.of_child);
        for circle in circles {
            let shown = circle.iter().cycle().take((circle.len() + 1).min(NAMES_IN_A_CIRCLE));
            let names: Vec<String> = shown.map(|child| children.drafts[*child].told.shown()).collect();
            let column = Some(Column::of_known(Of::Child, Field::SameHouseholdAs));
            for row in circle.iter().filter_map(|child| children.drafts[*child].rows.first()) {
                book.fault(rows, *row, column, &Fault::Cycle(names.join(" → ")));
            }
        }
        // A brother or sister that only the roster tells brings the household along.
        for (_, end) in &ends {
            let home = known_home(children, *end, held).and_then(|home| self.of_known(home, held));
            if let Some(home) = home {
                self.of_child.entry(*end).or_insert(home);
            }
        }
        ends
    }

    /// The other children: those who share a guardian's e-mail address, or address, telephone and name, have one
    /// household; it is the one in which such a child already is, else a new one.
    fn by_common_ground(
        &mut self,
        rows: &[RowIn],
        children: &Children,
        held: &Held<'_>,
        references: &[(usize, usize)],
        new_id: &mut dyn FnMut() -> Uuid,
    ) {
        let mut groups = Groups::new(children.drafts.len());
        let keys: Vec<Vec<String>> = children
            .drafts
            .iter()
            .map(|draft| draft.rows.iter().filter_map(|row| rows.get(*row)).flat_map(common_ground).collect())
            .collect();
        let mut settled: HashMap<&str, usize> = HashMap::new();
        let mut open: HashMap<&str, usize> = HashMap::new();
        for (child, keys) in keys.iter().enumerate() {
            for key in keys {
                match self.of_child.get(&child) {
                    Some(home) => {
                        settled.entry(key).or_insert(*home);
                    }
                    None => groups.join(child, *open.entry(key).or_insert(child)),
                }
            }
        }
        for (child, end) in references.iter().filter(|(_, end)| !self.of_child.contains_key(end)) {
            groups.join(*child, *end);
        }
        let mut homes: HashMap<usize, usize> = HashMap::new();
        for (child, end) in references {
            if let Some(home) = self.of_child.get(end) {
                homes.entry(groups.of(*child)).or_insert(*home);
            }
        }
        for (child, keys) in keys.iter().enumerate() {
            if self.of_child.contains_key(&child) {
                continue;
            }
            let group = groups.of(child);
            for key in keys {
                if homes.contains_key(&group) {
                    break;
                }
                let home = settled.get(key.as_str()).copied().or_else(|| self.of_known(held_home(key, held)?, held));
                if let Some(home) = home {
                    homes.entry(group).or_insert(home);
                }
            }
        }
        for child in 0..children.drafts.len() {
            if !self.of_child.contains_key(&child) {
                let home = *homes.entry(groups.of(child)).or_insert_with(|| self.add(new_id));
                self.of_child.insert(child, home);
            }
        }
    }
}

fn known_home(children: &Children, child: usize, held: &Held<'_>) -> Option<usize> {
    let known = held.snapshot.children.get(children.drafts[child].known?)?;
    held.household_ids.get(&known.household).copied()
}
