use serde::Serialize;

use super::cursor::Cursor;
use super::{Amiss, write};

/// A query string with its question mark; empty when the query says nothing. Its members are texts, numbers or
/// booleans; null ones are left out.
///
/// # Errors
/// [`Amiss`] for any other member.
pub fn query<T: Serialize>(query: &T) -> Result<String, Amiss> {
    joined(&write(query)?)
}

fn joined(json: &str) -> Result<String, Amiss> {
    let (mut cursor, mut is_first, mut joined) = (Cursor::of(json.as_bytes())?, true, String::new());
    cursor.enter(b'{')?;
    while cursor.goes_on(b'}', &mut is_first)? {
        let name = cursor.string()?;
        cursor.pass(b':')?;
        if cursor.says("null") {
            continue;
        }
        let value = cursor.scalar()?;
        joined.push(if joined.is_empty() { '?' } else { '&' });
        escape(&name, &mut joined);
        joined.push('=');
        escape(&value, &mut joined);
    }
    Ok(joined)
}

fn escape(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
            into.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}
