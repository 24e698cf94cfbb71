//! The import from the office: look first, then all or nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hidamari_domain::id::ImportId;
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{
    ColumnMatch, CommitImport, File, ImportCounts, ImportPreview, ImportSample, Meaning, NewImport, PreviewImport,
    ReadWrongRows, SheetMatch, WrongRow,
};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::http::Ask;
use crate::roster::import::columns::Column;
use crate::roster::import::decode::UPLOAD_LIMIT;
use crate::roster::import::matching::{Kind, Match, guess_as};
use crate::roster::import::plan::{Notice, Plan, Touched, Wrong};
use crate::roster::import::table::{self, Table};
use crate::roster::import::wrong_rows;
use crate::roster::importing::{self, Prepared};
use crate::roster::store::{self, Roster};
use crate::work::Work;

/// Bytes of a body with files of 25 MB in base64.
pub const BODY: usize = 36 * 1024 * 1024;
const FILES: usize = 10;
const SHEETS: usize = 60;
const WRONG_SHOWN: usize = 200;
const SAMPLES_SHOWN: usize = 50;
const NOTICES_SHOWN: usize = 50;

/// An import as it is kept until it is committed.
#[derive(Serialize, Deserialize)]
struct Kept {
    files: Vec<File>,
    matches: Vec<Match>,
}

/// What a preview shows, and what is kept of it.
pub struct Looked {
    preview: ImportPreview,
    kept: String,
}

/// Reads the files and plans.
pub fn look(work: &mut Work<'_>, ask: &Ask<PreviewImport>) -> Result<Looked, Failure> {
    let (roster, new) = (Roster::managed(&ask.permit)?, &ask.body);
    match new.files.len() {
        0 => return Err(Failure::field("files", "empty")),
        1..=FILES => {}
        _ => return Err(Failure::field("files", "too_many")),
    }
    let tables = tables_of(&new.files)?;
    let matches = matches_of(work, &roster, new, &tables)?;
    let prepared = importing::prepare(work.conn, &roster, tables, matches, work.app.clock.day(work.now))?;
    let preview = preview(new, &prepared);
    let kept = Kept { files: new.files.clone(), matches: prepared.matches };
    let kept = serde_json::to_string(&kept).map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(Looked { preview, kept })
}

/// Keeps what was looked at.
pub fn keep(work: &mut Work<'_>, ask: Ask<PreviewImport>, looked: Looked) -> Result<ImportPreview, Failure> {
    let roster = Roster::managed(&ask.permit)?;
    store::insert_stored(work.conn, &roster, ask.body.id, &looked.kept, work.now)?;
    Ok(looked.preview)
}

/// Plans what was kept beside the roster as it is.
pub fn plan_anew(work: &mut Work<'_>, ask: &Ask<CommitImport>) -> Result<Prepared, Failure> {
    let roster = Roster::managed(&ask.permit)?;
    prepared_again(work, &roster, ask.path.1)
}

/// Imports it: all or nothing.
pub fn commit(work: &mut Work<'_>, ask: Ask<CommitImport>, prepared: Prepared) -> Result<ImportCounts, Failure> {
    let roster = Roster::managed(&ask.permit)?;
    store::commit_stored(work.conn, &roster, ask.path.1, work.now)?;
    importing::commit(work, &roster, prepared)
}

/// The wrong rows of an import, to be corrected.
pub fn wrong(work: &mut Work<'_>, ask: Ask<ReadWrongRows>) -> Result<File, Failure> {
    let roster = Roster::managed(&ask.permit)?;
    let prepared = prepared_again(work, &roster, ask.path.1)?;
    let bytes = wrong_rows::csv(&prepared.tables, &prepared.plan.wrong);
    super::export::wrong_rows(&bytes.map_err(|error| Failure::Fault(error.to_string()))?)
}

fn prepared_again(work: &mut Work<'_>, roster: &Roster, id: ImportId) -> Result<Prepared, Failure> {
    let stored = store::stored(work.conn, roster, id)?;
    if stored.is_over {
        return Err(Failure::of(Code::Conflict));
    }
    let kept: Kept = serde_json::from_str(&stored.request).map_err(|error| Failure::Fault(error.to_string()))?;
    let tables = tables_of(&kept.files)?;
    importing::prepare(work.conn, roster, tables, kept.matches, work.app.clock.day(work.now))
}

/// The sheets of files as they were sent.
fn tables_of(files: &[File]) -> Result<Vec<Table>, Failure> {
    let mut bytes = Vec::with_capacity(files.len());
    let mut total = 0;
    for (at, file) in files.iter().enumerate() {
        let decoded =
            STANDARD.decode(&file.base64).map_err(|_| Failure::field(&format!("files[{at}].base64"), "shape"))?;
        total += decoded.len();
        if total > UPLOAD_LIMIT {
            let sentence = "ファイルの合計が25MBを超えています。分けて取り込んでください。";
            return Err(Failure::told(&format!("files[{at}]"), "too_large", sentence));
        }
        bytes.push(decoded);
    }
    let named: Vec<table::File<'_>> =
        files.iter().zip(&bytes).map(|(file, bytes)| table::File { name: file.name.as_ref(), bytes }).collect();
    table::read(&named).map_err(|(name, why)| {
        let at = files.iter().position(|file| file.name.as_ref() == name).unwrap_or_default();
        Failure::told(&format!("files[{at}]"), why.code(), &format!("{name}: {why}"))
    })
}

/// The matches as the person changed them, else as remembered or guessed.
fn matches_of(work: &mut Work<'_>, roster: &Roster, new: &NewImport, tables: &[Table]) -> Result<Vec<Match>, Failure> {
    if new.matches.len() > SHEETS * FILES {
        return Err(Failure::field("matches", "too_many"));
    }
    let mut matches = importing::likely_matches(work.conn, roster, tables)?;
    for (at, told) in new.matches.iter().enumerate() {
        let unknown = |field: &str| Failure::field(&format!("matches[{at}].{field}"), "unknown");
        let sheet = tables.iter().zip(&mut matches).find(|(table, _)| table.name == told.sheet);
        let (table, of) = sheet.ok_or_else(|| unknown("sheet"))?;
        if !told.kind.is_empty() {
            let kind = Kind::from_key(&told.kind).ok_or_else(|| unknown("kind"))?;
            if told.columns.is_empty() && kind != of.kind {
                *of = guess_as(table, kind);
            }
            of.kind = kind;
        }
        if !told.columns.is_empty() {
            of.columns = columns_of(at, told, table)?;
        }
    }
    Ok(matches)
}

fn columns_of(at: usize, told: &SheetMatch, table: &Table) -> Result<Vec<Option<Column>>, Failure> {
    if told.columns.len() != table.header.len() {
        return Err(Failure::field(&format!("matches[{at}].columns"), "shape"));
    }
    let column = |(place, column): (usize, &ColumnMatch)| match column.meaning.as_str() {
        "" => Ok(None),
        meaning => meaning
            .parse()
            .map(Some)
            .map_err(|_| Failure::field(&format!("matches[{at}].columns[{place}].meaning"), "unknown")),
    };
    told.columns.iter().enumerate().map(column).collect()
}

fn preview(new: &NewImport, prepared: &Prepared) -> ImportPreview {
    let plan = &prepared.plan;
    ImportPreview {
        id: new.id,
        counts: importing::counts(plan),
        wrong: plan.wrong.iter().take(WRONG_SHOWN).map(wrong_row).collect(),
        samples: samples(plan),
        matches: prepared.tables.iter().zip(&prepared.matches).map(|(table, of)| sheet_match(table, of)).collect(),
        meanings: Column::all().map(|column| Meaning { key: column.code(), label: column.label() }).collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| Meaning { key: kind.key().to_owned(), label: kind.label().to_owned() })
            .collect(),
        notices: notices(plan, prepared.tables.len() > 1),
    }
}

fn wrong_row(wrong: &Wrong) -> WrongRow {
    WrongRow {
        sheet: wrong.sheet.clone(),
        line: wrong.line,
        column: wrong.header.clone(),
        value: wrong.value.clone(),
        reason: wrong.reason.clone(),
    }
}

fn samples(plan: &Plan) -> Vec<ImportSample> {
    let sample = |touched: &Touched| ImportSample {
        new: touched.new,
        kind: touched.kind.label().to_owned(),
        name: touched.name.clone(),
        changes: touched.changes_text(),
    };
    plan.touched.iter().take(SAMPLES_SHOWN).map(sample).collect()
}

/// What will be new and what will change, by kind, then what the plan notes of single lines.
fn notices(plan: &Plan, several_sheets: bool) -> Vec<String> {
    let of_kinds = |title: &str, count: fn(&(Kind, usize, usize)) -> usize| {
        let of_kind = |of: &(Kind, usize, usize)| (count(of) > 0).then(|| format!("{} {}件", of.0.label(), count(of)));
        let counts: Vec<String> = plan.kinds.iter().filter_map(of_kind).collect();
        (!counts.is_empty()).then(|| format!("{title}: {}", counts.join("、")))
    };
    let of_line = |notice: &Notice| match several_sheets {
        true => format!("「{}」の{}行目: {}", notice.sheet, notice.line, notice.text),
        false => format!("{}行目: {}", notice.line, notice.text),
    };
    let kinds = [of_kinds("新しく登録", |(_, new, _)| *new), of_kinds("内容を変更", |(_, _, changed)| *changed)];
    kinds.into_iter().flatten().chain(plan.notices.iter().take(NOTICES_SHOWN).map(of_line)).collect()
}

fn sheet_match(table: &Table, of: &Match) -> SheetMatch {
    let column = |(header, column): (&String, &Option<Column>)| ColumnMatch {
        header: header.clone(),
        meaning: column.map(Column::code).unwrap_or_default(),
    };
    SheetMatch {
        sheet: table.name.clone(),
        kind: of.kind.key().to_owned(),
        columns: table.header.iter().zip(&of.columns).map(column).collect(),
    }
}
