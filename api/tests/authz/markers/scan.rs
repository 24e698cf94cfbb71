//! Finding marks in whatever came back.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// An answer's text, and that of the files in it with their names.
pub fn texts(body: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![body.to_vec()];
    if let Ok(json) = serde_json::from_slice::<Value>(body)
        && let Some(file) = json.get("base64").and_then(Value::as_str)
    {
        let bytes = STANDARD.decode(file).unwrap();
        all.extend(unzipped(&bytes));
        all.push(bytes);
    }
    all
}

/// What an XLSX holds.
fn unzipped(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let places = 0..archive.len();
    let read = |place| {
        let mut entry = archive.by_index(place).unwrap();
        let mut text = entry.name().unwrap().as_bytes().to_vec();
        entry.read_to_end(&mut text).unwrap();
        text
    };
    places.map(read).collect()
}

/// Everything that has the shape of a mark: `zq….qz`, a telephone number of ours, an id.
pub fn candidates(text: &[u8]) -> BTreeSet<String> {
    let lower = text.to_ascii_lowercase();
    let mut found = BTreeSet::new();
    for start in 0..lower.len() {
        let rest = &lower[start..];
        let length = match rest {
            [b'z', b'q', ..] => 8,
            [b'0', b'9', b'7', b'7', ..] => 10,
            _ if rest.get(8) == Some(&b'-') && rest.get(13) == Some(&b'-') => 36,
            _ => continue,
        };
        if let Some(Ok(candidate)) = rest.get(..length).map(std::str::from_utf8) {
            found.insert(candidate.to_owned());
        }
    }
    found
}
