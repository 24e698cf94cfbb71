//! Workbooks: the visible sheets' values as text. Formulas are never evaluated; what they last gave is read.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    table::{Budget, SHEETS, Sheet},
    unreadable::Unreadable,
    xlsx_guard,
};

/// The visible sheets of a workbook, in their order, named after the file and themselves.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    xlsx_guard::check(bytes)?;
    // The reader meets bytes from anywhere; should one make it panic, that file is broken and nothing else is.
    catch_unwind(AssertUnwindSafe(|| sheets(file, bytes))).unwrap_or(Err(Unreadable::BrokenWorkbook))
}

fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > SHEETS {
        return Err(Unreadable::TooManySheets { limit: SHEETS });
    }
    let mut budget = Budget::default();
    names.iter().map(|name| sheet(&mut workbook, file, name, &mut budget)).collect()
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, file: &str, name: &str, budget: &mut Budget) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet::named(&format!("{file}#{name}"), false);
    // Cell by cell: a range would be as large as its two farthest cells make it.
    let mut cells = workbook.worksheet_cells_reader(name).map_err(refusal)?;
    while let Some(cell) = cells.next_cell().map_err(refusal)? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::SharedString(text) => sheet.put(row + 1, column, text, budget)?,
            value => sheet.put(row + 1, column, &text_of(value), budget)?,
        }
    }
    Ok(sheet)
}

fn refusal(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::OldWorkbook,
        _ => Unreadable::BrokenWorkbook,
    }
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(*moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A whole number without a fraction: identifiers and telephone numbers are often typed as numbers.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

fn moment_text(moment: ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}
