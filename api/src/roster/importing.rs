//! An import from files to rows, whoever asks for it: the office or the command line. Reading and planning need only
//! a look at the roster; what is planned is written if the roster is still the same, else planned anew.

use chrono::NaiveDate;
use hidamari_domain::live::Signal;
use hidamari_domain::roster::ImportCounts;
use uuid::Uuid;

use super::import::matching::{self, Match};
use super::import::plan::{Options, Plan, plan};
use super::import::snapshot::Snapshot;
use super::import::table::Table;
use super::store::{self, Roster, Writing};
use crate::db::Conn;
use crate::failure::Failure;
use crate::work::Work;

/// An import that was planned beside the roster as it was.
pub struct Prepared {
    /// The sheets.
    pub tables: Vec<Table>,
    /// What their columns mean.
    pub matches: Vec<Match>,
    /// What it would do.
    pub plan: Plan,
    before: Snapshot,
    options: Options,
}

/// Plans an import beside the roster as it is.
pub fn prepare(
    conn: &mut Conn,
    roster: &Roster,
    tables: Vec<Table>,
    matches: Vec<Match>,
    today: NaiveDate,
) -> Result<Prepared, Failure> {
    let (before, options) = (store::snapshot(conn, roster)?, Options::of_day(today));
    let plan = plan(&tables, &matches, &before, &options, &mut Uuid::now_v7);
    Ok(Prepared { tables, matches, plan, before, options })
}

/// The matches of sheets: as remembered for their headers, else as guessed.
pub fn likely_matches(conn: &mut Conn, roster: &Roster, tables: &[Table]) -> Result<Vec<Match>, Failure> {
    let guessed = matching::guess(tables);
    let fingerprints: Vec<&str> = guessed.iter().map(|of| of.fingerprint.as_str()).collect();
    let remembered = store::remembered(conn, roster, &fingerprints)?;
    let better = |guess: Match| {
        let fits = |of: &&Match| of.fingerprint == guess.fingerprint && of.columns.len() == guess.columns.len();
        match remembered.iter().find(fits) {
            Some(known) => Match { sheet: guess.sheet, ..known.clone() },
            None => guess,
        }
    };
    Ok(guessed.into_iter().map(better).collect())
}

/// Writes what was prepared: all of it, or nothing while something is wrong.
///
/// # Errors
/// A field error with the counts while something is wrong.
pub fn commit(work: &mut Work<'_>, roster: &Roster, mut prepared: Prepared) -> Result<ImportCounts, Failure> {
    store::lock(work.conn, roster)?;
    let now = store::snapshot(work.conn, roster)?;
    if now != prepared.before {
        prepared.plan = plan(&prepared.tables, &prepared.matches, &now, &prepared.options, &mut Uuid::now_v7);
        prepared.before = now;
    }
    let counts = counts(&prepared.plan);
    let Some(writes) = prepared.plan.writes() else { return Err(refusal(&counts)) };
    if !writes.is_empty() {
        let writing = Writing { before: &prepared.before, writes, today: prepared.options.today, now: work.now };
        for account in store::write(work.conn, roster, &writing)? {
            work.signal(Signal::Account(account));
        }
        work.roster_changed(&[*roster.place()]);
    }
    store::remember(work.conn, roster, &prepared.matches)?;
    Ok(counts)
}

fn refusal(counts: &ImportCounts) -> Failure {
    let ImportCounts { new, changed, unchanged, wrong } = counts;
    let sentence = format!(
        "直す必要のある行が{wrong}行あるため、何も取り込みませんでした（新規{new}行、変更{changed}行、変更なし{unchanged}行）。"
    );
    Failure::told("files", "wrong_rows", &sentence)
}

/// How many rows come to what.
pub fn counts(plan: &Plan) -> ImportCounts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ImportCounts {
        new: number(plan.counts.new),
        changed: number(plan.counts.changed),
        unchanged: number(plan.counts.unchanged),
        wrong: number(plan.counts.wrong),
    }
}
