//! CSV, as spreadsheets and care products write it.
//!
//! Read by hand because the `csv` crate takes a quotation mark that is never closed for the rest of the file
//! without a word, and a roster would lose its last children.

use core::{iter::Peekable, str::Chars};

use super::{
    table::{Budget, Sheet},
    unreadable::Unreadable,
};

const DELIMITERS: [char; 3] = [',', '\t', ';'];
/// How many lines are looked at to find the delimiter.
const LINES_LOOKED_AT: usize = 20;

/// The rows of a CSV text with comma, tab or semicolon, any line ends, and quoted line breaks.
pub(super) fn read(name: &str, text: &str) -> Result<Sheet, Unreadable> {
    let (told, text, first_line) = told_delimiter(text);
    let mut reader = Reader {
        chars: text.chars().peekable(),
        delimiter: told.unwrap_or_else(|| likely_delimiter(text)),
        line: first_line,
        sheet: Sheet::named(name, true),
        budget: Budget::default(),
    };
    while reader.record()? {}
    if reader.sheet.rows.is_empty() { Err(Unreadable::Empty) } else { Ok(reader.sheet) }
}

/// Excel's own first line `sep=;`, which tells the delimiter.
fn told_delimiter(text: &str) -> (Option<char>, &str, u32) {
    text.strip_prefix("sep=")
        .and_then(|rest| {
            let delimiter = rest.chars().next().filter(|c| DELIMITERS.contains(c))?;
            let rest = rest.get(delimiter.len_utf8()..)?;
            let body = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
            Some((Some(delimiter), body, 2))
        })
        .unwrap_or((None, text, 1))
}

fn likely_delimiter(text: &str) -> char {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for c in text.split_inclusive(['\n', '\r']).take(LINES_LOOKED_AT).flat_map(str::chars) {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted {
            for (count, _) in counts.iter_mut().zip(DELIMITERS).filter(|(_, delimiter)| *delimiter == c) {
                *count += 1;
            }
        }
    }
    // `max_by_key` takes the last of equals: reversed, the comma wins.
    counts.iter().zip(DELIMITERS).rev().max_by_key(|(count, _)| **count).map_or(',', |(_, delimiter)| delimiter)
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    delimiter: char,
    line: u32,
    sheet: Sheet,
    budget: Budget,
}

enum End {
    Cell,
    Record,
    Text,
}

impl Reader<'_> {
    /// Reads one record; false when the text has ended.
    fn record(&mut self) -> Result<bool, Unreadable> {
        let line = self.line;
        let mut column = 0;
        let mut cell = String::new();
        loop {
            cell.clear();
            let end = self.cell(&mut cell)?;
            self.sheet.put(line, column, &cell, &mut self.budget)?;
            column += 1;
            match end {
                End::Cell => {}
                End::Record => return Ok(true),
                End::Text => return Ok(false),
            }
        }
    }

    fn cell(&mut self, cell: &mut String) -> Result<End, Unreadable> {
        if self.chars.next_if_eq(&'"').is_some() {
            self.quoted(cell)?;
        }
        loop {
            match self.chars.next() {
                None => return Ok(End::Text),
                Some(c) if c == self.delimiter => return Ok(End::Cell),
                Some(c @ ('\r' | '\n')) => {
                    self.line_end(c);
                    return Ok(End::Record);
                }
                Some(c) => cell.push(c),
            }
        }
    }

    fn quoted(&mut self, cell: &mut String) -> Result<(), Unreadable> {
        let opened = self.line;
        loop {
            match self.chars.next() {
                None => return Err(Unreadable::OpenQuote { sheet: self.sheet.name.clone(), line: opened }),
                Some('"') if self.chars.next_if_eq(&'"').is_none() => return Ok(()),
                Some('"') => cell.push('"'),
                Some(c @ ('\r' | '\n')) => {
                    self.line_end(c);
                    cell.push('\n');
                }
                Some(c) => cell.push(c),
            }
        }
    }

    fn line_end(&mut self, first: char) {
        if first == '\r' {
            self.chars.next_if_eq(&'\n');
        }
        self.line += 1;
    }
}
