//! What the drafts come to, beside what the roster holds: writes, and the state of every row.

use std::collections::HashMap;

use hidamari_domain::id::{ClassId, HouseholdId};

use super::{
    Options,
    book::{Book, Draft, Told},
    held::Held,
    rows::RowIn,
    ties::Drafts,
    writes::{ChildWrite, LabelledChange, Placement, TieWrite, Touched, Write, Writes},
};
use crate::roster::import::{
    columns::Of,
    matching::Kind,
    values::{Change, ChildValues, ClassValues, GuardianValues, HouseholdValues, TieValues, Value},
};

/// What a row comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    #[default]
    Unchanged,
    Changed,
    New,
}

/// What the drafts come to.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) writes: Writes,
    pub(super) states: Vec<State>,
    pub(super) touched: Vec<Touched>,
    /// Rows that tell a tie which has ended.
    pub(super) ended: Vec<usize>,
}

/// Values to which others can be added.
trait Takes: Default + Clone {
    const KIND: Kind;
    const OF: Of;
    fn take(&mut self, newer: &Self) -> Vec<Change>;
    fn called(&self) -> String;
}

macro_rules! takes {
    ($($values:ident: $kind:expr, $of:expr, |$value:ident| $called:expr;)*) => {$(
        impl Takes for $values {
            const KIND: Kind = $kind;
            const OF: Of = $of;
            fn take(&mut self, newer: &Self) -> Vec<Change> {
                $values::take(self, newer)
            }
            fn called(&self) -> String {
                let $value = self;
                $called
            }
        }
    )*};
}

takes! {
    ClassValues: Kind::Classes, Of::Class, |class| shown(class.name.as_ref());
    HouseholdValues: Kind::Households, Of::Household, |home| {
        home.external_id.as_ref().map_or_else(|| shown(home.address.as_ref()), Value::shown)
    };
    ChildValues: Kind::Children, Of::Child, |child| {
        format!("{} {}", shown(child.family_name.as_ref()), shown(child.given_name.as_ref()))
    };
    GuardianValues: Kind::Guardians, Of::Guardian(1), |guardian| shown(guardian.name.as_ref());
    TieValues: Kind::Ties, Of::Guardian(1), |tie| shown(tie.relation.as_ref());
}

fn shown<V: Value>(value: Option<&V>) -> String {
    value.map(Value::shown).unwrap_or_default()
}

impl Outcome {
    pub(super) fn of(drafts: &Drafts, rows: &[RowIn], book: &Book<'_>, held: &Held<'_>, options: &Options) -> Self {
        let mut outcome = Self { states: vec![State::default(); rows.len()], ..Self::default() };
        let snapshot = held.snapshot;
        for draft in &drafts.classes.drafts {
            let known = draft.known.and_then(|known| snapshot.classes.get(known)).map(|class| &class.values);
            let write = outcome.write(draft, &draft.told, known, rows, Vec::new());
            outcome.writes.classes.extend(write);
        }
        let mut first_of: HashMap<usize, usize> = HashMap::new();
        for (child, home) in &drafts.households.of_child {
            first_of.entry(*home).and_modify(|first| *first = (*first).min(*child)).or_insert(*child);
        }
        for (at, draft) in drafts.households.drafts.iter().enumerate() {
            let known = draft.known.and_then(|known| snapshot.households.get(known)).map(|home| &home.values);
            let Some(write) = outcome.write(draft, &draft.told, known, rows, Vec::new()) else { continue };
            if let (Some(touched), Some(child)) = (outcome.touched.last_mut(), first_of.get(&at))
                && touched.name.is_empty()
            {
                touched.name = format!("{}の世帯", child_called(drafts, *child, held));
            }
            outcome.writes.households.push(write);
        }
        outcome.children(drafts, rows, held, options);
        for draft in &drafts.guardians.drafts {
            let known = draft.known.and_then(|known| snapshot.guardians.get(known)).map(|guardian| &guardian.values);
            let write = outcome.write(draft, &draft.told, known, rows, Vec::new());
            outcome.writes.guardians.extend(write);
        }
        outcome.ties(drafts, rows, held);
        for (at, state) in outcome.states.iter_mut().enumerate() {
            if book.is_bad(at) {
                *state = State::Unchanged;
            }
        }
        outcome
    }

    fn children(&mut self, drafts: &Drafts, rows: &[RowIn], held: &Held<'_>, options: &Options) {
        for (at, draft) in drafts.children.drafts.iter().enumerate() {
            let known = draft.known.and_then(|known| held.snapshot.children.get(known));
            let home = drafts.households.of_child.get(&at).and_then(|home| drafts.households.drafts.get(*home));
            let household = home.map(|home| home.id).or_else(|| known.map(|child| child.household));
            let Some(household) = household else { continue };
            let mut more = moves(known.map(|child| child.household), household, home.map(|home| home.told.called()));
            let placements = self.placements(drafts, at, held);
            more.extend(placements.iter().map(|(change, _)| change.clone()));
            self.writes.placements.extend(placements.into_iter().map(|(_, placement)| placement));
            let mut told = draft.told.values.clone();
            if known.is_none() && told.enrolled_on.is_none() {
                let first = options.year.first_day().max(told.birth_date.unwrap_or_default());
                told.enrolled_on = Some(told.left_on.map_or(first, |left| first.min(left)));
            }
            if let Some(write) = self.write(draft, &told, known.map(|child| &child.values), rows, more) {
                self.writes.children.push(ChildWrite { write, household });
            }
        }
    }

    /// The classes in which a child is not yet.
    fn placements(&self, drafts: &Drafts, child: usize, held: &Held<'_>) -> Vec<(LabelledChange, Placement)> {
        let draft = &drafts.children.drafts[child];
        let known = draft.known.and_then(|known| held.snapshot.children.get(known));
        let known_classes: &[ClassId] = known.map(|child| child.classes.as_slice()).unwrap_or_default();
        let of_class = |id: &ClassId| held.class_ids.get(id).and_then(|class| held.snapshot.classes.get(*class));
        let told = drafts.classes_of.get(&child).into_iter().flatten();
        told.filter_map(|class| drafts.classes.drafts.get(*class))
            .filter(|class| !known_classes.contains(&class.id))
            .map(|class| {
                let held_here = of_class(&class.id);
                let year = held_here.and_then(|held| held.values.fiscal_year).or(class.told.fiscal_year);
                let before = known_classes.iter().filter_map(of_class).find(|other| other.values.fiscal_year == year);
                let name = class.told.name.as_ref().or(held_here.and_then(|held| held.values.name.as_ref()));
                let change = LabelledChange {
                    label: "クラス".to_owned(),
                    from: before.map(|before| before.values.called()).unwrap_or_default(),
                    to: shown(name),
                };
                (change, Placement { child: draft.id, class: class.id })
            })
            .collect()
    }

    fn ties(&mut self, drafts: &Drafts, rows: &[RowIn], held: &Held<'_>) {
        for (draft, (child, guardian)) in drafts.ties.drafts.iter().zip(&drafts.ties.between) {
            let known = draft.known.and_then(|known| held.snapshot.ties.get(known));
            if known.is_some_and(|tie| tie.ended) {
                self.ended.extend(draft.rows.first());
                continue;
            }
            if let Some(write) = self.write(draft, &draft.told, known.map(|tie| &tie.values), rows, Vec::new()) {
                if let Some(touched) = self.touched.last_mut() {
                    let (of, by) = (child_called(drafts, *child, held), guardian_called(drafts, *guardian, held));
                    touched.name = format!("{of} ― {by}（{}）", touched.name);
                }
                let (child, guardian) = (drafts.children.drafts[*child].id, drafts.guardians.drafts[*guardian].id);
                self.writes.ties.push(TieWrite { write, child, guardian });
            }
        }
    }

    /// The write that a draft comes to, if it changes anything; its rows take note.
    fn write<I: Copy, T: Told, V: Takes>(
        &mut self,
        draft: &Draft<I, T>,
        told: &V,
        known: Option<&V>,
        rows: &[RowIn],
        more: Vec<LabelledChange>,
    ) -> Option<Write<I, V>> {
        let mut values = known.cloned().unwrap_or_default();
        let changes = values.take(told);
        let new = known.is_none();
        if !new && changes.is_empty() && more.is_empty() {
            return None;
        }
        for row in &draft.rows {
            let own = rows.get(*row).is_some_and(|row| row.kind == V::KIND);
            if let Some(state) = self.states.get_mut(*row) {
                *state = (*state).max(if new && own { State::New } else { State::Changed });
            }
        }
        let shown = changes.iter().map(|change| LabelledChange::of(V::OF, change)).chain(more);
        let changes_shown = if new { Vec::new() } else { shown.collect() };
        self.touched.push(Touched { kind: V::KIND, new, name: values.called(), changes: changes_shown });
        Some(Write { id: draft.id, new, values, changes })
    }

    /// How many of each kind are created and changed.
    pub(super) fn by_kind(&self) -> HashMap<Kind, (usize, usize)> {
        let mut counts: HashMap<Kind, (usize, usize)> = HashMap::new();
        for touched in &self.touched {
            let (new, changed) = counts.entry(touched.kind).or_default();
            *if touched.new { new } else { changed } += 1;
        }
        counts
    }
}

fn child_called(drafts: &Drafts, child: usize, held: &Held<'_>) -> String {
    let draft = &drafts.children.drafts[child];
    let known = draft.known.and_then(|known| held.snapshot.children.get(known));
    known.map_or(&draft.told.values, |child| &child.values).called()
}

fn guardian_called(drafts: &Drafts, guardian: usize, held: &Held<'_>) -> String {
    let draft = &drafts.guardians.drafts[guardian];
    let known = draft.known.and_then(|known| held.snapshot.guardians.get(known));
    known.map_or(&draft.told, |guardian| &guardian.values).called()
}

fn moves(from: Option<HouseholdId>, to: HouseholdId, called: Option<String>) -> Vec<LabelledChange> {
    match from {
        Some(from) if from != to => {
            vec![LabelledChange { label: "世帯".to_owned(), from: String::new(), to: called.unwrap_or_default() }]
        }
        _ => Vec::new(),
    }
}
