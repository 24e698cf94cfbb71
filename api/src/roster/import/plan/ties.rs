//! Who is whose guardian.

use std::collections::{BTreeSet, HashMap};

use hidamari_domain::{id::TieId, value::Text};
use uuid::Uuid;

use super::{
    book::{Book, Draft},
    children::Children,
    classes::Classes,
    fault::Fault,
    guardians::Guardians,
    held::Held,
    households::Households,
    rows::{GuardianIn, RowIn, guardian_column},
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    matching::Kind,
    values::{CallingOrder, TieValues},
};

pub(super) type TieDraft = Draft<TieId, TieValues>;

/// What is written when a sheet tells no relation.
const SOME_RELATION: &str = "保護者";
/// The last place in a calling order.
const LAST_PLACE: u8 = 9;

/// All that the rows tell, by what it is about.
pub(super) struct Drafts {
    pub(super) classes: Classes,
    pub(super) children: Children,
    /// The classes of each child's draft.
    pub(super) classes_of: HashMap<usize, BTreeSet<usize>>,
    pub(super) households: Households,
    pub(super) guardians: Guardians,
    pub(super) ties: Ties,
}

/// The ties that the rows tell.
#[derive(Default)]
pub(super) struct Ties {
    pub(super) drafts: Vec<TieDraft>,
    /// The child and the guardian of each.
    pub(super) between: Vec<(usize, usize)>,
    by_two: HashMap<(usize, usize), usize>,
    /// Guardians whose tie is wrong in another way.
    excused: Vec<usize>,
}

impl Drafts {
    /// Guardians and ties from the rows of children and guardians, then the ties of sheets of their own.
    pub(super) fn tie(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) {
        let mut told: Vec<(usize, GuardianIn, usize, Vec<usize>)> = Vec::new();
        // Guardians' own sheets go first: they tell the most of each.
        for kind in [Kind::Guardians, Kind::Children] {
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == kind) {
                let (children, home) = match kind {
                    Kind::Children => self.child_of(at),
                    _ => self.wards_of(book, rows, at, held, new_id),
                };
                for guardian in row.guardians.iter().filter(|guardian| guardian.is_told()) {
                    let draft = self.guardians.tell(book, rows, (at, guardian), home, new_id);
                    told.push((at, guardian.clone(), draft, children.clone()));
                }
            }
        }
        let known_homes: Vec<Option<usize>> = self.households.drafts.iter().map(|draft| draft.known).collect();
        self.guardians.recognise(book, rows, held, &known_homes);
        for (at, guardian, draft, children) in told {
            for child in children {
                self.ties.tell(book, rows, (at, &guardian), (child, draft), new_id);
            }
        }
        for (at, _) in rows.iter().enumerate().filter(|(_, row)| row.kind == Kind::Ties) {
            self.own_row(book, rows, at, held, new_id);
        }
        self.ties.recognise(&self.children, &self.guardians, held);
        self.refuse_strangers(book, rows);
    }

    fn child_of(&self, at: usize) -> (Vec<usize>, Option<usize>) {
        let child = self.children.of_row.get(&at);
        (child.copied().into_iter().collect(), child.and_then(|child| self.households.of_child.get(child)).copied())
    }

    /// Whose guardian a row of a guardians' sheet tells, and of which household: of the child it names, else of
    /// all children of the household it names.
    fn wards_of(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        at: usize,
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> (Vec<usize>, Option<usize>) {
        let Some(row) = rows.get(at) else { return Default::default() };
        let home = self.households.named(book, rows, at, held, new_id);
        if let Some(home) = home {
            self.households.tell(home, book, rows, at);
        }
        if row.child.is_told() {
            match self.children.referred(&row.child, held) {
                Ok(child) => (vec![child], self.households.of(child, &self.children, held)),
                Err(fault) => {
                    child_fault(book, rows, at, &fault);
                    (Vec::new(), home)
                }
            }
        } else if book.has(Kind::Ties) {
            (Vec::new(), home)
        } else {
            let children = home.map(|home| self.households.children(home, &mut self.children, held));
            (children.unwrap_or_default(), home)
        }
    }

    fn own_row(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        at: usize,
        held: &Held<'_>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) {
        let Some(row) = rows.get(at) else { return };
        let child = match self.children.referred(&row.child, held) {
            Ok(child) => Some(child),
            Err(_) if book.is_bad(at) => None,
            Err(fault) => {
                child_fault(book, rows, at, &fault);
                None
            }
        };
        let home = child.and_then(|child| self.households.of(child, &self.children, held));
        let known_home = home.and_then(|home| self.households.drafts[home].known);
        for guardian in row.guardians.iter().filter(|guardian| guardian.is_told() || guardian.number == 1) {
            match (child, self.guardians.referred(&guardian.values, home, known_home, held)) {
                (Some(child), Ok(draft)) => self.ties.tell(book, rows, (at, guardian), (child, draft), new_id),
                (None, Ok(draft)) => self.ties.excused.push(draft),
                (_, Err(_)) if book.is_bad(at) => {}
                (_, Err(fault)) => {
                    let field = if guardian.values.external_id.is_some() { Field::Id } else { Field::Name };
                    book.fault(rows, at, Some(guardian_column(guardian.number, field)), &fault);
                }
            }
        }
    }

    fn refuse_strangers(&self, book: &mut Book<'_>, rows: &[RowIn]) {
        let mut tied = vec![false; self.guardians.drafts.len()];
        for guardian in self.ties.between.iter().map(|(_, guardian)| guardian).chain(&self.ties.excused) {
            if let Some(tied) = tied.get_mut(*guardian) {
                *tied = true;
            }
        }
        for (draft, _) in self.guardians.drafts.iter().zip(tied).filter(|(draft, tied)| !tied && draft.known.is_none())
        {
            if let Some(row) = draft.rows.first().copied().filter(|row| !book.is_bad(*row)) {
                book.fault(rows, row, Some(guardian_column(1, Field::Name)), &Fault::NobodysGuardian);
            }
        }
    }
}

impl Ties {
    fn tell(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        (at, guardian): (usize, &GuardianIn),
        two: (usize, usize),
        new_id: &mut dyn FnMut() -> Uuid,
    ) {
        let draft = *self.by_two.entry(two).or_insert_with(|| {
            self.drafts.push(Draft::new(new_id().into(), None));
            self.between.push(two);
            self.drafts.len() - 1
        });
        self.drafts[draft].tell(book, rows, at, &guardian.tie, Some(guardian.number));
    }

    /// Which ties are known already; new ones get a relation and the next place in the calling order.
    fn recognise(&mut self, children: &Children, guardians: &Guardians, held: &Held<'_>) {
        let mut last: HashMap<usize, u8> = HashMap::new();
        let mut note = |child: usize, order: Option<CallingOrder>| {
            let last = last.entry(child).or_default();
            *last = order.map_or(0, |order| order.0).max(*last);
        };
        for ((known_child, _), tie) in &held.ties {
            let tie = held.snapshot.ties.get(*tie).filter(|tie| !tie.ended);
            if let Some((child, tie)) = children.draft_of_known(*known_child).zip(tie) {
                note(child, tie.values.calling_order);
            }
        }
        for (draft, (child, guardian)) in self.drafts.iter_mut().zip(&self.between) {
            let two = children.drafts[*child].known.zip(guardians.drafts[*guardian].known);
            draft.known = two.and_then(|two| held.ties.get(&two)).copied();
            if let Some(tie) = draft.known.and_then(|known| held.snapshot.ties.get(known)) {
                draft.id = tie.id;
            }
            note(*child, draft.told.calling_order);
        }
        for (draft, (child, _)) in self.drafts.iter_mut().zip(&self.between).filter(|(draft, _)| draft.known.is_none())
        {
            if draft.told.relation.is_none() {
                draft.told.relation = Text::parse(SOME_RELATION).ok();
            }
            if draft.told.calling_order.is_none() {
                let last = last.entry(*child).or_default();
                *last = (*last + 1).min(LAST_PLACE);
                draft.told.calling_order = Some(CallingOrder(*last));
            }
        }
    }
}

fn child_fault(book: &mut Book<'_>, rows: &[RowIn], at: usize, fault: &Fault) {
    let by_id = rows.get(at).is_some_and(|row| row.child.values.external_id.is_some());
    let field = if by_id { Field::Id } else { Field::Name };
    book.fault(rows, at, Some(Column::of_known(Of::Child, field)), fault);
}
