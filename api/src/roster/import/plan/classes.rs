//! Classes: from a sheet of their own, or from the names beside the children.

use std::collections::HashMap;

use hidamari_domain::{
    id::ClassId,
    time::{FiscalYear, age_class},
};
use uuid::Uuid;

use super::{
    Options,
    book::{Book, Draft},
    fault::Fault,
    held::Held,
    rows::RowIn,
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    matching::Kind,
    normal,
    values::{Ages, ClassValues},
};

pub(super) type ClassDraft = Draft<ClassId, ClassValues>;

/// The classes that the rows tell.
#[derive(Default)]
pub(super) struct Classes {
    pub(super) drafts: Vec<ClassDraft>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<(FiscalYear, String), usize>,
    /// The ages of the children told to be in a class.
    ages: HashMap<usize, Ages>,
}

impl Classes {
    /// The rows of classes' own sheets.
    pub(super) fn declared(
        book: &mut Book<'_>,
        rows: &[RowIn],
        held: &Held<'_>,
        options: &Options,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Self {
        let mut classes = Self::default();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == Kind::Classes) {
            let told = with_year(&row.class, options);
            if told.name.is_none() && told.external_id.is_none() {
                missing(book, rows, at);
                continue;
            }
            let draft = match classes.find(&told) {
                Some(draft) => draft,
                None => classes.add(&told, held, new_id),
            };
            let mut told = told;
            if classes.drafts[draft].known.is_some() {
                told.fiscal_year = row.class.fiscal_year;
            }
            classes.tell(draft, book, rows, at, told);
        }
        classes
    }

    /// The class that a child's row names. Without a sheet of classes, naming one makes it.
    pub(super) fn named(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        at: usize,
        (held, options): (&Held<'_>, &Options),
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Option<usize> {
        let row = rows.get(at)?;
        if row.class.name.is_none() && row.class.external_id.is_none() {
            return None;
        }
        let told = with_year(&row.class, options);
        let known = self.find(&told).or_else(|| held_class(held, &told).map(|_| self.add(&told, held, new_id)));
        let draft = match known {
            Some(draft) => draft,
            None if !book.has(Kind::Classes) && told.name.is_some() => self.add(&told, held, new_id),
            None => {
                let shown = told.name.as_ref().map(|name| name.as_ref().to_owned());
                let shown = shown.or_else(|| told.external_id.as_ref().map(|id| id.as_ref().to_owned()));
                let fault = Fault::UnknownClass(shown.unwrap_or_default());
                book.fault(rows, at, Some(Column::of_known(Of::Class, Field::Name)), &fault);
                return None;
            }
        };
        let year = self.drafts[draft].told.fiscal_year.or(told.fiscal_year).unwrap_or(options.year);
        if let Some(age) = row.child.values.birth_date.and_then(|birth| age_class(birth, year)) {
            let ages = self.ages.entry(draft).or_insert(Ages { from: age, to: age });
            *ages = ages.with(age);
        }
        // A child's row names its class; only a class without a sheet is described by it.
        if self.drafts[draft].known.is_none() && !book.has(Kind::Classes) {
            let described = ClassValues { ages: None, ..told };
            self.tell(draft, book, rows, at, described);
            if let Some(ages) = row.class.ages {
                let widest = self.drafts[draft].told.ages.map_or(ages, |known| known.with(ages.from).with(ages.to));
                self.drafts[draft].told.ages = Some(widest);
            }
        } else if self.drafts[draft].rows.last() != Some(&at) {
            self.drafts[draft].rows.push(at);
        }
        Some(draft)
    }

    /// What is still unknown of new classes: the ages, from those of their children.
    pub(super) fn complete(&mut self, book: &mut Book<'_>, rows: &[RowIn], options: &Options) {
        let own_sheet = book.has(Kind::Classes);
        for (at, draft) in self.drafts.iter_mut().enumerate().filter(|(_, draft)| draft.known.is_none()) {
            draft.told.fiscal_year.get_or_insert(options.year);
            if draft.told.ages.is_none() {
                draft.told.ages = self.ages.get(&at).copied().or((!own_sheet).then_some(Ages::ALL));
            }
            let first = draft.rows.first().copied().unwrap_or_default();
            if draft.told.name.is_none() && !book.is_bad(first) {
                missing(book, rows, first);
            } else if draft.told.ages.is_none() && !book.is_bad(first) {
                let column = Column::of_known(Of::Class, Field::AgeClass);
                book.fault(rows, first, Some(column), &Fault::Missing(column.label()));
            }
        }
    }

    fn find(&self, told: &ClassValues) -> Option<usize> {
        let by_id = told.external_id.as_ref().and_then(|id| self.by_id.get(id.as_ref()));
        by_id.or_else(|| self.by_name.get(&name_key(told)?)).copied()
    }

    fn add(&mut self, told: &ClassValues, held: &Held<'_>, new_id: &mut dyn FnMut() -> Uuid) -> usize {
        let known = held_class(held, told);
        let id = known.and_then(|known| held.snapshot.classes.get(known)).map(|class| class.id);
        let at = self.drafts.len();
        self.drafts.push(Draft::new(id.unwrap_or_else(|| new_id().into()), known));
        if let Some(class) = known.and_then(|known| held.snapshot.classes.get(known)) {
            self.register(at, &class.values);
        }
        self.register(at, told);
        at
    }

    fn register(&mut self, at: usize, values: &ClassValues) {
        if let Some(id) = &values.external_id {
            self.by_id.insert(id.as_ref().to_owned(), at);
        }
        if let Some(key) = name_key(values) {
            self.by_name.entry(key).or_insert(at);
        }
    }

    fn tell(&mut self, at: usize, book: &mut Book<'_>, rows: &[RowIn], row: usize, mut told: ClassValues) {
        let draft = &mut self.drafts[at];
        if told.external_id.as_ref().is_some_and(|id| id.as_ref() == draft.id.to_string()) {
            told.external_id = None;
        }
        draft.tell(book, rows, row, &told, None);
        self.register(at, &told);
    }
}

fn with_year(told: &ClassValues, options: &Options) -> ClassValues {
    ClassValues { fiscal_year: told.fiscal_year.or(Some(options.year)), ..told.clone() }
}

fn name_key(told: &ClassValues) -> Option<(FiscalYear, String)> {
    Some((told.fiscal_year?, normal::class_key(told.name.as_ref()?.as_ref())))
}

fn held_class(held: &Held<'_>, told: &ClassValues) -> Option<usize> {
    let by_id = told.external_id.as_ref().and_then(|id| held.classes.get(id.as_ref()));
    by_id.or_else(|| held.classes_by_name.get(&name_key(told)?)).copied()
}

fn missing(book: &mut Book<'_>, rows: &[RowIn], at: usize) {
    let column = Column::of_known(Of::Class, Field::Name);
    book.fault(rows, at, Some(column), &Fault::Missing(column.label()));
}
