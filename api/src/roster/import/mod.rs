//! Reading spreadsheets into the roster, and writing them from it. No database and no HTTP here: files become
//! [tables](table::read), tables are [matched](matching::guess) to known columns, and a [plan](plan::plan) tells
//! what an import would write beside a [snapshot](snapshot::Snapshot) of the roster.

pub mod columns;
mod csv_reader;
mod dates;
pub mod decode;
pub mod export;
mod header;
pub mod matching;
pub mod normal;
pub mod plan;
mod sheet_writer;
pub mod snapshot;
mod synonyms;
pub mod table;
#[cfg(test)]
mod tests;
pub mod unreadable;
pub mod values;
pub mod wrong_rows;
mod xlsx_guard;
mod xlsx_reader;
