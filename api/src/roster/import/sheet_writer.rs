//! Sheets of text as CSV and as a workbook.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A sheet to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutSheet {
    /// Its name.
    pub name: String,
    /// The header.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl OutSheet {
    /// As CSV for spreadsheets.
    ///
    /// # Errors
    /// When the text cannot be put together, for want of memory.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let lines: Vec<Vec<String>> = core::iter::once(&self.header).chain(&self.rows).cloned().collect();
        csv_bytes(&lines)
    }
}

/// The sheets as one workbook. Every cell is text: nothing becomes a date or a formula.
///
/// # Errors
/// When a sheet is larger than a workbook's can be.
pub fn workbook(sheets: &[OutSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (line, cells) in core::iter::once(&sheet.header).chain(&sheet.rows).enumerate() {
            let line = u32::try_from(line).map_err(|_| XlsxError::RowColumnLimitError)?;
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
                page.write_string_with_format(line, column, cell, if line == 0 { &bold } else { &text })?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// CSV that spreadsheets open rightly: UTF-8 with its mark, CRLF, and no cell that they would take for a formula.
pub(super) fn csv_bytes(lines: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for line in lines {
        writer.write_record(line.iter().map(|cell| harmless(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// What begins like a formula gets the apostrophe by which spreadsheets know text; reading takes it off again.
fn harmless(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell.to_owned() }
}

/// The characters by which a spreadsheet knows a formula, wide ones included.
pub(super) const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
