//! Import and export without a request: whoever holds the machine may.

use hidamari_domain::contract::Endpoint;
use hidamari_domain::policy::Actor;
use hidamari_domain::roster::{CommitImport, ExportRoster, ImportCounts};
use hidamari_domain::time::FiscalYear;

use super::import::{export, table};
use super::importing;
use super::store::{self, Roster};
use crate::app::App;
use crate::failure::Failure;

/// What an import came to.
#[derive(Clone, Debug)]
pub struct Imported {
    /// How many rows.
    pub counts: ImportCounts,
    /// What is wrong; nothing was written then.
    pub wrong: Vec<WrongLine>,
    /// What to know.
    pub notices: Vec<WrongLine>,
}

/// Something about a line of a sheet.
#[derive(Clone, Debug)]
pub struct WrongLine {
    /// The sheet.
    pub sheet: String,
    /// The line in it, 1 first.
    pub line: u32,
    /// The column's header; empty when it is about the whole row.
    pub column: String,
    /// What to know, in Japanese.
    pub reason: String,
}

/// Imports files, given by name and bytes, into the facility of a code; with `only_look` nothing is written.
///
/// # Errors
/// When the facility or a file cannot be read, or the database refuses. Wrong rows are no error.
pub async fn import_files(
    app: &App,
    (code, ward): (String, Option<String>),
    files: Vec<(String, Vec<u8>)>,
    only_look: bool,
) -> Result<Imported, Failure> {
    let today = app.clock.day(app.clock.now());
    let (roster, prepared) = app
        .db
        .read(move |conn| {
            let roster = Roster::of_code(conn, &code, ward.as_deref(), today)?;
            let named: Vec<table::File<'_>> = files.iter().map(|(name, bytes)| table::File { name, bytes }).collect();
            let tables =
                table::read(&named).map_err(|(name, why)| Failure::told(&name, why.code(), &why.to_string()))?;
            let matches = importing::likely_matches(conn, &roster, &tables)?;
            let prepared = importing::prepare(conn, &roster, tables, matches, today)?;
            Ok::<_, Failure>((roster, prepared))
        })
        .await?;
    let plan = &prepared.plan;
    let line = |sheet: &str, line: u32, column: &str, reason: &str| WrongLine {
        sheet: sheet.to_owned(),
        line,
        column: column.to_owned(),
        reason: reason.to_owned(),
    };
    let wrong: Vec<WrongLine> =
        plan.wrong.iter().map(|wrong| line(&wrong.sheet, wrong.line, &wrong.header, &wrong.reason)).collect();
    let notices = plan.notices.iter().map(|notice| line(&notice.sheet, notice.line, "", &notice.text)).collect();
    let counts = importing::counts(plan);
    if only_look || !wrong.is_empty() {
        return Ok(Imported { counts, wrong, notices });
    }
    let counts = app
        .work(move |work| {
            let counts = importing::commit(work, &roster, prepared)?;
            work.audit(CommitImport::NAME, &Actor::NOBODY, &[*roster.place()])?;
            Ok(counts)
        })
        .await?;
    Ok(Imported { counts, wrong, notices })
}

/// Files of an export, by name.
pub type Exported = Vec<(String, Vec<u8>)>;

/// The roster of the facility of a code: one workbook, its sheets as CSV, and one wide CSV.
///
/// # Errors
/// When the facility cannot be found or the database refuses.
pub async fn export_files(app: &App, code: String, ward: Option<String>) -> Result<Exported, Failure> {
    let today = app.clock.day(app.clock.now());
    let (roster, snapshot) = app
        .db
        .read(move |conn| {
            let roster = Roster::of_code(conn, &code, ward.as_deref(), today)?;
            Ok::<_, Failure>((roster, store::snapshot(conn, &roster)?))
        })
        .await?;
    let year = FiscalYear::of(today);
    let fault = |error: &dyn std::fmt::Display| Failure::Fault(error.to_string());
    let sheets = export::sheets(&snapshot, year);
    let mut files = vec![
        ("名簿.xlsx".to_owned(), export::workbook(&sheets).map_err(|error| fault(&error))?),
        ("名簿.csv".to_owned(), export::wide(&snapshot, year).csv().map_err(|error| fault(&error))?),
    ];
    for sheet in &sheets {
        files.push((format!("{}.csv", sheet.name), sheet.csv().map_err(|error| fault(&error))?));
    }
    app.work(move |work| work.audit(ExportRoster::NAME, &Actor::NOBODY, &[*roster.place()])).await?;
    Ok(files)
}
