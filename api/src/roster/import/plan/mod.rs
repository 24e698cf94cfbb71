//! From tables and their matches to what an import would write, or what is wrong with them.

mod book;
mod cells;
mod children;
mod classes;
mod common_ground;
mod fault;
mod guardians;
mod held;
mod households;
mod names;
mod outcome;
mod rows;
mod ties;
mod writes;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use hidamari_domain::time::FiscalYear;
use uuid::Uuid;

pub use fault::Fault;
pub use writes::{TieWrite, Touched, Write, Writes};

use self::{
    book::Book,
    children::Children,
    classes::Classes,
    guardians::Guardians,
    held::Held,
    households::Households,
    outcome::{Outcome, State},
    rows::{Reader, RowIn},
    ties::{Drafts, Ties},
};
use super::{
    columns::{Column, Field, Of},
    matching::{Kind, Match},
    snapshot::Snapshot,
    table::Table,
};

/// The day of an import and the fiscal year whose classes it tells.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Today, where the facility is.
    pub today: NaiveDate,
    /// The fiscal year of classes without one of their own.
    pub year: FiscalYear,
}

impl Options {
    /// For an import of today's fiscal year.
    pub fn of_day(today: NaiveDate) -> Self {
        Self { today, year: FiscalYear::of(today) }
    }
}

/// How many rows come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that create what their sheet is about.
    pub new: usize,
    /// Other rows that change something.
    pub changed: usize,
    /// Rows that say what is known.
    pub unchanged: usize,
    /// Rows that are wrong, and headers.
    pub wrong: usize,
}

/// Something wrong in a row, or in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The sheet.
    pub sheet: String,
    /// Its place among the tables.
    pub sheet_index: usize,
    /// The row's place in its table; none for the header.
    pub row: Option<usize>,
    /// The line in the file.
    pub line: u32,
    /// What the column at fault means; none when it is about the whole row.
    pub column: Option<Column>,
    /// The header of that column as it stands in the sheet.
    pub header: String,
    /// The value at fault, shortened.
    pub value: String,
    /// The stable name of the reason.
    pub code: &'static str,
    /// The reason, in Japanese.
    pub reason: String,
}

/// Something that a person should know and that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sheet.
    pub sheet: String,
    /// The line in the file.
    pub line: u32,
    /// What to know, in Japanese.
    pub text: String,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// How many rows come to what.
    pub counts: Counts,
    /// How many things of each kind are created and changed, such as classes that only children's rows name.
    pub kinds: Vec<(Kind, usize, usize)>,
    /// What is wrong, in the order of the sheets and lines.
    pub wrong: Vec<Wrong>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What is created and changed.
    pub touched: Vec<Touched>,
    writes: Writes,
}

impl Plan {
    /// What to write: all of it, or nothing while something is wrong.
    pub fn writes(&self) -> Option<&Writes> {
        self.wrong.is_empty().then_some(&self.writes)
    }
}

/// Plans an import. The same tables, snapshot and ids give the same plan.
pub fn plan(
    tables: &[Table],
    matches: &[Match],
    snapshot: &Snapshot,
    options: &Options,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Plan {
    let mut book = Book::new(tables, matches);
    check_headers(&mut book, tables, matches);
    if !book.wrong.is_empty() {
        return finished(book, &[], Outcome::default());
    }
    let rows = read_rows(&mut book, tables, matches);
    let held = Held::new(snapshot);
    let mut classes = Classes::declared(&mut book, &rows, &held, options, new_id);
    let mut children = Children::declared(&mut book, &rows, &held, options, new_id);
    let mut classes_of: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for at in 0..rows.len() {
        if let Some(child) = children.of_row.get(&at)
            && let Some(class) = classes.named(&mut book, &rows, at, (&held, options), new_id)
        {
            classes_of.entry(*child).or_default().insert(class);
        }
    }
    classes.complete(&mut book, &rows, options);
    let households = Households::declared(&mut book, &rows, &mut children, &held, new_id);
    let (guardians, ties) = (Guardians::default(), Ties::default());
    let mut drafts = Drafts { classes, children, classes_of, households, guardians, ties };
    drafts.tie(&mut book, &rows, &held, new_id);
    let outcome = Outcome::of(&drafts, &rows, &book, &held, options);
    finished(book, &rows, outcome)
}

fn read_rows(book: &mut Book<'_>, tables: &[Table], matches: &[Match]) -> Vec<RowIn> {
    let mut rows = Vec::new();
    for (sheet, (table, of)) in tables.iter().zip(matches).enumerate() {
        if of.columns.iter().all(Option::is_none) {
            continue;
        }
        let reader = Reader::new(sheet, table, of);
        for (at, row) in table.rows.iter().enumerate() {
            let (row, faults) = reader.read(at, row);
            let place = rows.len();
            rows.push(row);
            book.open_row();
            for (column, fault) in faults {
                book.fault(&rows, place, column, &fault);
            }
        }
    }
    rows
}

/// What a sheet of each kind cannot do without: one column of each group.
fn required(kind: Kind) -> &'static [(&'static str, &'static [(Of, Field)])] {
    const CHILD: &[(Of, Field)] = &[(Of::Child, Field::Id), (Of::Child, Field::Name), (Of::Child, Field::FamilyName)];
    const BIRTH: &[(Of, Field)] = &[(Of::Child, Field::Id), (Of::Child, Field::BirthDate)];
    const CLASS: &[(Of, Field)] = &[(Of::Class, Field::Id), (Of::Class, Field::Name)];
    const HOUSEHOLD: &[(Of, Field)] = &[(Of::Household, Field::Id)];
    const GUARDIAN: &[(Of, Field)] = &[
        (Of::Guardian(1), Field::Id),
        (Of::Guardian(1), Field::Name),
        (Of::Guardian(1), Field::FamilyName),
        (Of::Guardian(1), Field::Email),
    ];
    match kind {
        Kind::Children => &[("氏名", CHILD), ("生年月日", BIRTH)],
        Kind::Classes => &[("クラス", CLASS)],
        Kind::Households => &[("世帯ID", HOUSEHOLD)],
        Kind::Guardians => &[("保護者氏名", GUARDIAN)],
        Kind::Ties => &[("園児ID", CHILD), ("保護者ID", GUARDIAN)],
    }
}

fn check_headers(book: &mut Book<'_>, tables: &[Table], matches: &[Match]) {
    let used = |of: &Match| of.columns.iter().any(Option::is_some);
    if !matches.iter().any(used) && !tables.is_empty() {
        book.header_fault(0, None, &Fault::MissingColumn("氏名".to_owned()));
    }
    for (sheet, of) in matches.iter().enumerate().filter(|(_, of)| used(of)) {
        for (label, group) in required(of.kind) {
            let told = |column: &Column| group.contains(&(column.of(), column.field()));
            if !of.columns.iter().flatten().any(told) {
                book.header_fault(sheet, None, &Fault::MissingColumn((*label).to_owned()));
            }
        }
        let mut seen = BTreeSet::new();
        for column in of.columns.iter().flatten().filter(|column| !seen.insert(**column)) {
            book.header_fault(sheet, Some(*column), &Fault::ColumnTwice(column.label()));
        }
    }
}

fn finished(book: Book<'_>, rows: &[RowIn], outcome: Outcome) -> Plan {
    let mut counts = Counts::default();
    for (_, state) in outcome.states.iter().enumerate().filter(|(at, _)| !book.is_bad(*at)) {
        match state {
            State::New => counts.new += 1,
            State::Changed => counts.changed += 1,
            State::Unchanged => counts.unchanged += 1,
        }
    }
    let ended = "この保護者と園児のつながりは終了しているため、取り込みでは元に戻しません。戻す場合は園児の画面から行ってください。";
    let notices = outcome.ended.iter().filter_map(|at| rows.get(*at)).map(|row| Notice {
        sheet: book.sheet_name(row.sheet),
        line: row.line,
        text: ended.to_owned(),
    });
    let notices = notices.collect();
    let by_kind = outcome.by_kind();
    let kinds = Kind::ALL.iter().filter_map(|kind| by_kind.get(kind).map(|(new, changed)| (*kind, *new, *changed)));
    let kinds = kinds.collect();
    let mut wrong = book.wrong;
    wrong.sort_by_key(|wrong| (wrong.sheet_index, wrong.line));
    counts.wrong = wrong.iter().map(|wrong| (wrong.sheet_index, wrong.line)).collect::<BTreeSet<_>>().len();
    Plan { counts, kinds, wrong, notices, touched: outcome.touched, writes: outcome.writes }
}
