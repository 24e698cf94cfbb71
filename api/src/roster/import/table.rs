//! What every file becomes: tables with a header and numbered rows.

use super::{csv_reader, decode, header, unreadable::Unreadable, xlsx_reader};

/// How many sheets a workbook may have.
pub const SHEETS: usize = 60;
/// How many rows of data a sheet may have.
pub const ROWS: usize = 20_000;
/// How many columns a sheet may have.
pub const COLUMNS: usize = 200;
/// How many characters a cell may have.
pub const CELL_CHARS: usize = 2_000;
/// How many bytes of text all cells of a file may have together.
const TEXT_BYTES: usize = 64 * 1024 * 1024;
/// How many cells a file may have. A shared workbook part can be shown by many sheets: this bounds the sum.
const CELLS: usize = 6_000_000;
/// How far down the header is looked for; the rows above it are titles.
pub const HEADER_WITHIN: usize = 10;

/// One sheet, or one CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The file's name, and for a workbook `#` and the sheet's.
    pub name: String,
    /// The header's cells.
    pub header: Vec<String>,
    /// The line of the header in the file.
    pub header_line: u32,
    /// The rows below the header that are not empty.
    pub rows: Vec<Row>,
    /// Whether the cells are apart by delimiters only, so that a stray one shifts those behind it.
    pub delimited: bool,
}

/// One row with its line in the file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which the row begins.
    pub line: u32,
    /// The cells as they are written; fewer than the header when the last ones are empty.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty when the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A file with its name, as it was uploaded.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The file's name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The tables of all files, with names that differ.
///
/// # Errors
/// The first file that cannot be read, by its name, and why.
pub fn read(files: &[File<'_>]) -> Result<Vec<Table>, (String, Unreadable)> {
    let mut tables: Vec<Table> = Vec::new();
    for file in files {
        for mut table in read_file(file).map_err(|why| (file.name.to_owned(), why))? {
            let mut attempt = 1;
            let name = table.name.clone();
            while tables.iter().any(|other| other.name == table.name) {
                attempt += 1;
                table.name = format!("{name} ({attempt})");
            }
            tables.push(table);
        }
    }
    Ok(tables)
}

fn read_file(file: &File<'_>) -> Result<Vec<Table>, Unreadable> {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(file.name);
    if file.bytes.len() > decode::UPLOAD_LIMIT {
        return Err(Unreadable::TooLarge);
    }
    let sheets = if file.bytes.starts_with(b"PK") {
        xlsx_reader::read(name, file.bytes)?
    } else if file.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::OldWorkbook);
    } else {
        vec![csv_reader::read(name, &decode::decode(file.bytes)?)?]
    };
    let tables = sheets.into_iter().filter_map(header::find).map(within_rows).collect::<Result<Vec<_>, _>>()?;
    if tables.is_empty() { Err(Unreadable::Empty) } else { Ok(tables) }
}

fn within_rows(table: Table) -> Result<Table, Unreadable> {
    if table.rows.len() > ROWS { Err(Unreadable::TooManyRows { sheet: table.name, limit: ROWS }) } else { Ok(table) }
}

/// A sheet before its header is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    pub(super) delimited: bool,
}

/// What may still be read of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELLS, text: TEXT_BYTES }
    }
}

impl Sheet {
    pub(super) fn named(name: &str, delimited: bool) -> Self {
        Self { name: name.to_owned(), rows: Vec::new(), delimited }
    }

    /// Puts a text into its place. Cells come in the order of their lines; empty ones may be left out.
    pub(super) fn put(&mut self, line: u32, column: usize, text: &str, budget: &mut Budget) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= COLUMNS {
            return Err(Unreadable::TooManyColumns { sheet: self.name.clone(), line, limit: COLUMNS });
        }
        if text.len() > CELL_CHARS && text.chars().count() > CELL_CHARS {
            return Err(Unreadable::LongCell { sheet: self.name.clone(), line, limit: CELL_CHARS });
        }
        budget.text = budget.text.checked_sub(text.len()).ok_or(Unreadable::TooLarge)?;
        let row = self.row(line)?;
        let missing = (column + 1).saturating_sub(row.cells.len());
        budget.cells = budget.cells.checked_sub(missing).ok_or(Unreadable::TooLarge)?;
        row.cells.resize(row.cells.len() + missing, String::new());
        if let Some(cell) = row.cells.get_mut(column) {
            text.clone_into(cell);
        }
        Ok(())
    }

    fn row(&mut self, line: u32) -> Result<&mut Row, Unreadable> {
        if self.rows.last().is_none_or(|last| last.line < line) {
            if self.rows.len() > ROWS + HEADER_WITHIN {
                return Err(Unreadable::TooManyRows { sheet: self.name.clone(), limit: ROWS });
            }
            self.rows.push(Row { line, cells: Vec::new() });
        }
        match self.rows.last_mut() {
            Some(last) if last.line == line => Ok(last),
            _ => Err(Unreadable::BrokenWorkbook),
        }
    }
}
