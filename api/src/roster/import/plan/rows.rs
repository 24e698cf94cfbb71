//! A row's cells together.

use hidamari_domain::value::{Kana, Name};

use super::{
    cells::put,
    fault::Fault,
    names::{Parts, join_child, join_guardian},
};
use crate::roster::import::{
    columns::{Column, Field, GUARDIANS, Of},
    matching::{Kind, Match, told_relation},
    normal,
    table::{Row, Table},
    values::{ChildValues, ClassValues, ExternalId, GuardianValues, HouseholdValues, TieValues},
};

/// A row with what its cells tell.
#[derive(Clone, Debug)]
pub(super) struct RowIn {
    pub(super) sheet: usize,
    /// The row's place in its table.
    pub(super) at: usize,
    pub(super) line: u32,
    pub(super) kind: Kind,
    pub(super) class: ClassValues,
    pub(super) household: HouseholdValues,
    pub(super) child: ChildIn,
    pub(super) guardians: Vec<GuardianIn>,
}

/// What a row tells of a child.
#[derive(Clone, Debug, Default)]
pub(super) struct ChildIn {
    pub(super) values: ChildValues,
    /// A whole name in which family and given name cannot be told apart.
    pub(super) unsplit_name: Option<Name>,
    /// A whole reading likewise.
    pub(super) unsplit_kana: Option<Kana>,
    pub(super) same_household_as: Option<ExternalId>,
}

/// What a row tells of a guardian and of their tie to the row's child.
#[derive(Clone, Debug, Default)]
pub(super) struct GuardianIn {
    /// The number in the headers, from 1.
    pub(super) number: u8,
    pub(super) values: GuardianValues,
    pub(super) tie: TieValues,
}

impl ChildIn {
    /// The name by which the child is compared.
    pub(super) fn name_key(&self) -> Option<String> {
        match (&self.unsplit_name, &self.values.family_name, &self.values.given_name) {
            (Some(name), _, _) => Some(normal::name_key(name.as_ref())),
            (None, Some(family), Some(given)) => {
                Some(normal::name_key(&format!("{}{}", family.as_ref(), given.as_ref())))
            }
            _ => None,
        }
    }

    /// What the child is called in a message.
    pub(super) fn shown(&self) -> String {
        let of = |name: &Option<Name>| name.as_ref().map(|name| name.as_ref().to_owned()).unwrap_or_default();
        let name = match &self.unsplit_name {
            Some(name) => name.as_ref().to_owned(),
            None => format!("{} {}", of(&self.values.family_name), of(&self.values.given_name)).trim().to_owned(),
        };
        match &self.values.external_id {
            Some(id) if name.is_empty() => id.as_ref().to_owned(),
            _ => name,
        }
    }

    pub(super) fn is_told(&self) -> bool {
        self.values.external_id.is_some() || self.name_key().is_some()
    }
}

impl GuardianIn {
    pub(super) fn is_told(&self) -> bool {
        self.values != GuardianValues::default()
    }
}

/// The column of a guardian's or tie's value in a row.
pub(super) fn guardian_column(number: u8, field: Field) -> Column {
    Column::of_known(Of::Guardian(number), field)
}

/// How a table's rows are read.
pub(super) struct Reader<'a> {
    sheet: usize,
    table: &'a Table,
    of: &'a Match,
    told_relations: [Option<&'static str>; GUARDIANS as usize],
}

impl<'a> Reader<'a> {
    pub(super) fn new(sheet: usize, table: &'a Table, of: &'a Match) -> Self {
        let told = |number| told_relation(table, &of.columns, number);
        Self { sheet, table, of, told_relations: [told(1), told(2), told(3)] }
    }

    /// The row's values, with the faults of its cells.
    pub(super) fn read(&self, at: usize, row: &Row) -> (RowIn, Vec<(Option<Column>, Fault)>) {
        let mut read = RowIn {
            sheet: self.sheet,
            at,
            line: row.line,
            kind: self.of.kind,
            class: ClassValues::default(),
            household: HouseholdValues::default(),
            child: ChildIn::default(),
            guardians: (1..=GUARDIANS).map(|number| GuardianIn { number, ..GuardianIn::default() }).collect(),
        };
        let mut faults = Vec::new();
        let mut parts: [Parts; GUARDIANS as usize + 1] = Default::default();
        for (index, column) in self.of.columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let text = normal::text(row.cell(index));
            if text.is_empty() {
                continue;
            }
            if let Err(fault) = checked(&text).and_then(|()| put(&mut read, &mut parts, column, &text)) {
                faults.push((Some(column), fault));
            }
        }
        let beyond = row.cells.get(self.table.header.len()..).unwrap_or_default();
        if self.table.delimited && beyond.iter().any(|cell| !cell.trim().is_empty()) {
            faults.push((None, Fault::ExtraCell));
        }
        let [child, guardians @ ..] = parts;
        for ((guardian, parts), told) in read.guardians.iter_mut().zip(guardians).zip(self.told_relations) {
            faults.extend(join_guardian(guardian, parts, told));
        }
        faults.extend(join_child(&mut read, child));
        (read, faults)
    }
}

fn checked(text: &str) -> Result<(), Fault> {
    if normal::is_formula_error(text) {
        Err(Fault::FormulaError)
    } else if normal::has_unreadable_character(text) {
        Err(Fault::UnreadableCharacter)
    } else {
        Ok(())
    }
}
