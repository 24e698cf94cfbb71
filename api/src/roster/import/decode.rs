//! Bytes to text, in the encodings that Japanese spreadsheets write.

use encoding_rs::{DecoderResult, EUC_JP, Encoding, SHIFT_JIS, UTF_8};

use super::unreadable::Unreadable;

/// How many bytes one file may have.
pub const UPLOAD_LIMIT: usize = 25 * 1024 * 1024;

/// The text of a file: UTF-8 or UTF-16 by its byte order mark, else UTF-8, else CP932 or EUC-JP.
///
/// # Errors
/// `Empty`, `TooLarge`, `Binary`, or `Encoding` with the first line that none of the encodings can read.
pub fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.len() > UPLOAD_LIMIT {
        return Err(Unreadable::TooLarge);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strictly(encoding, bytes.get(mark..).unwrap_or_default()),
        None if bytes.contains(&0) => return Err(Unreadable::Binary),
        None => by_trial(bytes),
    }
    .map_err(|line| Unreadable::Encoding { line })?;
    if text.contains('\0') {
        Err(Unreadable::Binary)
    } else if text.trim().is_empty() {
        Err(Unreadable::Empty)
    } else {
        Ok(text)
    }
}

/// The text, or the line of the first byte that cannot be read.
fn by_trial(bytes: &[u8]) -> Result<String, u32> {
    let utf8_line = match strictly(UTF_8, bytes) {
        Ok(text) => return Ok(text),
        Err(line) => line,
    };
    match (strictly(SHIFT_JIS, bytes), strictly(EUC_JP, bytes)) {
        (Ok(shift_jis), Ok(euc)) => Ok(if looks_like_shift_jis(&shift_jis) { shift_jis } else { euc }),
        (Ok(text), Err(_)) | (Err(_), Ok(text)) => Ok(text),
        // The encoding that gets furthest is the one that was meant.
        (Err(shift_jis_line), Err(euc_line)) => Err(utf8_line.max(shift_jis_line).max(euc_line)),
    }
}

/// Bytes that both encodings can read are Shift_JIS only when they are nothing but half-width kana:
/// the first bytes of its everyday kanji do not occur in EUC-JP.
fn looks_like_shift_jis(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || matches!(c, '\u{FF61}'..='\u{FF9F}'))
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, u32> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        _ => Err(line_after(&text)),
    }
}

fn line_after(text: &str) -> u32 {
    let ends = text.matches('\n').count().max(text.matches('\r').count());
    u32::try_from(ends + 1).unwrap_or(u32::MAX)
}
