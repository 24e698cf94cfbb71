//! The wrong rows back as a spreadsheet, each with its reasons, to be corrected and imported again.

use super::{plan::Wrong, sheet_writer::csv_bytes, table::Table};

/// The header of the column that is added.
pub const REASON: &str = "理由";

/// The wrong rows with the columns of their sheet and the reasons behind them, as CSV for spreadsheets. Rows of
/// several sheets stand below each other, each sheet under its own header.
///
/// # Errors
/// When the text cannot be put together, for want of memory.
pub fn csv(tables: &[Table], wrong: &[Wrong]) -> Result<Vec<u8>, csv::Error> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (sheet, table) in tables.iter().enumerate() {
        let mut of_sheet = wrong.iter().filter(|wrong| wrong.sheet_index == sheet).peekable();
        if of_sheet.peek().is_none() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(vec![String::new()]);
        }
        let width = table.header.len().max(table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default());
        lines.push(line(&table.header, width, REASON));
        while let Some(first) = of_sheet.next() {
            let mut reasons = reason(first);
            while let Some(also) = of_sheet.next_if(|next| next.line == first.line) {
                reasons.push(' ');
                reasons.push_str(&reason(also));
            }
            let row = first.row.and_then(|row| table.rows.get(row));
            lines.push(line(row.map(|row| row.cells.as_slice()).unwrap_or_default(), width, &reasons));
        }
    }
    csv_bytes(&lines)
}

fn line(cells: &[String], width: usize, last: &str) -> Vec<String> {
    let mut line = cells.to_vec();
    line.resize(width, String::new());
    line.push(last.to_owned());
    line
}

fn reason(wrong: &Wrong) -> String {
    match wrong.header.as_str() {
        "" => wrong.reason.clone(),
        header => format!("{header}: {}", wrong.reason),
    }
}
