//! Looks through a workbook before it is read: it is an archive that may inflate without end, and its parts
//! may announce sizes that the reader would reserve in memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::unreadable::Unreadable;

/// How many bytes all parts of a workbook may have together once inflated.
const INFLATED: u64 = 64 * 1024 * 1024;
/// How many parts a workbook may have.
const PARTS: usize = 2_000;
/// How much memory the cell styles may take once each repeats the texts it refers to.
const STYLE_BYTES: usize = 256 * 1024 * 1024;

/// Inflates every part once, counting what really comes out: what the archive declares may be a lie.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::BrokenWorkbook)?;
    if archive.len() > PARTS {
        return Err(Unreadable::Inflates);
    }
    let mut left = INFLATED;
    let mut part = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Unreadable::BrokenWorkbook)?;
        if file.size() > left {
            return Err(Unreadable::Inflates);
        }
        let name = file.name().map_err(|_| Unreadable::BrokenWorkbook)?.to_lowercase();
        part.clear();
        let read = file.take(left + 1).read_to_end(&mut part);
        left = u64::try_from(part.len()).ok().and_then(|size| left.checked_sub(size)).ok_or(Unreadable::Inflates)?;
        read.map_err(|_| Unreadable::BrokenWorkbook)?;
        check_part(&name, &part)?;
    }
    Ok(())
}

/// The shared strings' announced count is reserved by the reader, and every cell style gets copies of its
/// font's name and format: neither may be out of proportion to the file.
fn check_part(name: &str, part: &[u8]) -> Result<(), Unreadable> {
    let strings = name.ends_with("sharedstrings.xml");
    let styles = name.ends_with("styles.xml");
    if (strings || styles) && part.contains(&0) {
        // Text in UTF-16, which no spreadsheet writes here, would pass the search below unseen.
        return Err(Unreadable::BrokenWorkbook);
    }
    if strings && announced_counts(part).any(|count| count.is_none_or(|count| count > part.len())) {
        return Err(Unreadable::Inflates);
    }
    if styles && occurrences(part, b"xf").saturating_mul(longest_tag(part)) > STYLE_BYTES {
        return Err(Unreadable::Inflates);
    }
    Ok(())
}

/// The numbers given for `uniqueCount`; `None` for one too large to be a number.
fn announced_counts(part: &[u8]) -> impl Iterator<Item = Option<usize>> + '_ {
    const NAME: &[u8] = b"uniqueCount";
    part.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).map(|(at, _)| {
        let after = part.get(at + NAME.len()..).unwrap_or_default();
        let mut digits = after
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
            .take_while(|byte| byte.is_ascii_digit());
        digits.try_fold(0_usize, |sum, digit| sum.checked_mul(10)?.checked_add(usize::from(digit - b'0')))
    })
}

fn occurrences(part: &[u8], text: &[u8]) -> usize {
    part.windows(text.len()).filter(|window| *window == text).count()
}

fn longest_tag(part: &[u8]) -> usize {
    part.split(|byte| *byte == b'<').map(<[u8]>::len).max().unwrap_or_default()
}
