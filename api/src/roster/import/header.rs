//! Which row of a sheet is its header.

use super::{
    synonyms,
    table::{HEADER_WITHIN, Row, Sheet, Table},
};

/// The sheet with its header apart from its rows: of the first rows the one with the most cells that are
/// known as headers. `None` for an empty sheet.
pub(super) fn find(sheet: Sheet) -> Option<Table> {
    let known = |row: &Row| row.cells.iter().filter(|cell| synonyms::is_known(cell)).count();
    let candidates = sheet.rows.get(..HEADER_WITHIN.min(sheet.rows.len()))?;
    // `max_by_key` takes the last of equals: reversed, the uppermost wins.
    let (at, count) = candidates.iter().map(known).enumerate().rev().max_by_key(|(_, count)| *count)?;
    let at = if count == 0 { first_of_several_cells(candidates) } else { at };
    let mut rows = sheet.rows;
    let below = rows.split_off(at + 1);
    let header_row = rows.pop()?;
    let header = match rows.last() {
        Some(groups) if repeats(&header_row) => with_groups(&header_row, groups),
        _ => header_row.cells,
    };
    Some(Table { name: sheet.name, header, header_line: header_row.line, rows: below, delimited: sheet.delimited })
}

fn first_of_several_cells(rows: &[Row]) -> usize {
    let several = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    rows.iter().position(several).unwrap_or_default()
}

fn repeats(header: &Row) -> bool {
    let mut seen = Vec::with_capacity(header.cells.len());
    header.cells.iter().filter(|cell| !cell.is_empty()).any(|cell| {
        let known = seen.contains(&cell);
        seen.push(cell);
        known
    })
}

/// A header of two rows: merged cells such as 保護者1 stand above 氏名, 続柄 and so on. A merged cell's text is in
/// its first cell and holds until the next.
fn with_groups(header: &Row, groups: &Row) -> Vec<String> {
    let mut group = "";
    let mut joined = Vec::with_capacity(header.cells.len());
    for (at, cell) in header.cells.iter().enumerate() {
        let above = groups.cell(at);
        if !above.is_empty() {
            group = above;
        }
        let prefixed = format!("{group}{cell}");
        joined.push(if !group.is_empty() && synonyms::is_known(&prefixed) { prefixed } else { cell.clone() });
    }
    joined
}
