//! What all steps of a plan share: the faults found, and drafts of what the rows tell.

use super::{
    Wrong,
    fault::Fault,
    rows::{ChildIn, RowIn},
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    matching::{Kind, Match},
    table::Table,
    values::{ClassValues, GuardianValues, HouseholdValues, TieValues},
};

/// How much of a wrong value is shown.
const VALUE_CHARS: usize = 40;

/// The rows, and what is wrong with them.
pub(super) struct Book<'a> {
    tables: &'a [Table],
    matches: &'a [Match],
    pub(super) wrong: Vec<Wrong>,
    bad: Vec<bool>,
}

impl<'a> Book<'a> {
    pub(super) fn new(tables: &'a [Table], matches: &'a [Match]) -> Self {
        Self { tables, matches, wrong: Vec::new(), bad: Vec::new() }
    }

    /// Makes room for a row that has just been read.
    pub(super) fn open_row(&mut self) {
        self.bad.push(false);
    }

    pub(super) fn is_bad(&self, row: usize) -> bool {
        self.bad.get(row).copied().unwrap_or_default()
    }

    /// Notes what is wrong with a row.
    pub(super) fn fault(&mut self, rows: &[RowIn], row: usize, column: Option<Column>, fault: &Fault) {
        let Some(of) = rows.get(row) else { return };
        self.fault_at(of.sheet, Some(of.at), of.line, column, fault);
        if let Some(bad) = self.bad.get_mut(row) {
            *bad = true;
        }
    }

    /// Notes what is wrong with a sheet's header.
    pub(super) fn header_fault(&mut self, sheet: usize, column: Option<Column>, fault: &Fault) {
        let line = self.tables.get(sheet).map_or(0, |table| table.header_line);
        self.fault_at(sheet, None, line, column, fault);
    }

    fn fault_at(&mut self, sheet: usize, at: Option<usize>, line: u32, column: Option<Column>, fault: &Fault) {
        let Some(table) = self.tables.get(sheet) else { return };
        let place = column.and_then(|column| self.place(sheet, column));
        let header = place.and_then(|place| table.header.get(place)).cloned();
        let value = place.zip(at).and_then(|(place, at)| Some(table.rows.get(at)?.cell(place)));
        self.wrong.push(Wrong {
            sheet: table.name.clone(),
            sheet_index: sheet,
            row: at,
            line,
            column,
            header: header.unwrap_or_default(),
            value: value.unwrap_or_default().chars().take(VALUE_CHARS).collect(),
            code: fault.code(),
            reason: fault.to_string(),
        });
    }

    /// Where a sheet tells a column: that column, or one that tells a part or the whole of it.
    fn place(&self, sheet: usize, column: Column) -> Option<usize> {
        let columns = &self.matches.get(sheet)?.columns;
        let find = |field| columns.iter().position(|known| *known == Some(Column::of_known(column.of(), field)));
        let related: &[Field] = match column.field() {
            Field::Name => &[Field::FamilyName, Field::GivenName],
            Field::FamilyName | Field::GivenName => &[Field::Name],
            Field::Kana => &[Field::FamilyKana, Field::GivenKana],
            Field::FamilyKana | Field::GivenKana => &[Field::Kana],
            Field::Phone => &[Field::Mobile, Field::WorkPhone],
            _ => &[],
        };
        find(column.field()).or_else(|| related.iter().find_map(|field| find(*field)))
    }

    pub(super) fn sheet_name(&self, sheet: usize) -> String {
        self.tables.get(sheet).map(|table| table.name.clone()).unwrap_or_default()
    }

    /// Whether a sheet of this kind is among those imported.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.matches.iter().any(|of| of.kind == kind && of.columns.iter().any(Option::is_some))
    }

    /// What a row is called in a message.
    pub(super) fn called(&self, rows: &[RowIn], row: usize) -> String {
        let Some(of) = rows.get(row) else { return String::new() };
        match self.tables.get(of.sheet) {
            Some(table) if self.tables.len() > 1 => format!("「{}」の{}行目", table.name, of.line),
            _ => format!("{}行目", of.line),
        }
    }
}

/// What several rows tell of one thing.
#[derive(Clone, Debug)]
pub(super) struct Draft<I, V> {
    pub(super) id: I,
    /// Its place in the snapshot, when it is already known.
    pub(super) known: Option<usize>,
    pub(super) told: V,
    /// The rows that tell it.
    pub(super) rows: Vec<usize>,
}

/// Values that rows tell together.
pub(super) trait Told: Default {
    const OF: Of;
    fn merge(&mut self, newer: &Self) -> Option<(Field, String)>;
}

macro_rules! told {
    ($($values:ty => $of:expr,)*) => {$(
        impl Told for $values {
            const OF: Of = $of;
            fn merge(&mut self, newer: &Self) -> Option<(Field, String)> {
                let contradiction = self.contradiction(newer);
                if contradiction.is_none() {
                    self.take(newer);
                }
                contradiction
            }
        }
    )*};
}

told! {
    ClassValues => Of::Class,
    HouseholdValues => Of::Household,
    GuardianValues => Of::Guardian(1),
    TieValues => Of::Guardian(1),
    ChildIn => Of::Child,
}

impl ChildIn {
    fn contradiction(&self, other: &Self) -> Option<(Field, String)> {
        let unsplit = self.unsplit_name.is_some() || other.unsplit_name.is_some();
        let (mine, theirs) = (self.name_key(), other.name_key());
        if unsplit && mine.is_some() && theirs.is_some() && mine != theirs {
            return Some((Field::Name, self.shown()));
        }
        self.values.contradiction(&other.values)
    }

    fn take(&mut self, newer: &Self) {
        self.values.take(&newer.values);
        self.unsplit_name = newer.unsplit_name.clone().or(self.unsplit_name.take());
        self.unsplit_kana = newer.unsplit_kana.clone().or(self.unsplit_kana.take());
        self.same_household_as = newer.same_household_as.clone().or(self.same_household_as.take());
        if self.values.family_name.is_some() && self.values.given_name.is_some() {
            self.unsplit_name = None;
        }
        if self.values.family_kana.is_some() && self.values.given_kana.is_some() {
            self.unsplit_kana = None;
        }
    }
}

impl<I, V: Told> Draft<I, V> {
    pub(super) fn new(id: I, known: Option<usize>) -> Self {
        Self { id, known, told: V::default(), rows: Vec::new() }
    }

    /// Adds what a row tells, or notes that it contradicts a row before it. `number` is the guardian's, if any.
    pub(super) fn tell(&mut self, book: &mut Book<'_>, rows: &[RowIn], row: usize, values: &V, number: Option<u8>) {
        if let Some((field, value)) = self.told.merge(values) {
            let earlier = self.rows.first().map(|row| book.called(rows, *row)).unwrap_or_default();
            let of = number.map_or(V::OF, Of::Guardian);
            book.fault(rows, row, Some(Column::of_known(of, field)), &Fault::Differs(earlier, value));
        }
        if self.rows.last() != Some(&row) {
            self.rows.push(row);
        }
    }
}
