//! Values as they are kept and as they are compared, whatever the width and kind of the letters typed.

use hidamari_domain::value::{Email, Kana, Phone, Refused};
use unicode_normalization::UnicodeNormalization;

use super::sheet_writer::FORMULA_STARTS;

/// One line without surrounding space, half-width kana and full-width digits made usual (NFKC).
///
/// The compatibility ideographs stay as they are: NFKC would turn 神 and 福 as some families write them
/// into other characters, and a name is written as its owner writes it.
///
/// An apostrophe before what begins like a formula is the one that our own sheets put there.
pub fn text(raw: &str) -> String {
    let raw = raw.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_STARTS)).unwrap_or(raw);
    if raw.is_ascii() {
        return single_spaced(raw);
    }
    let mut normal = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(is_compatibility_ideograph) {
        let (before, from) = rest.split_at(at);
        let length = from.chars().next().map_or(from.len(), char::len_utf8);
        let (ideograph, after) = from.split_at(length);
        normal.extend(before.nfkc());
        normal.push_str(ideograph);
        rest = after;
    }
    normal.extend(rest.nfkc());
    single_spaced(&normal)
}

fn single_spaced(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}');
    let mut spaced = String::with_capacity(text.len());
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

const fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// A character that other systems show as something else, or not at all: 外字, or what a broken conversion left.
pub fn has_unreadable_character(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FFFD}'))
}

/// What a spreadsheet shows when a formula fails.
pub fn is_formula_error(text: &str) -> bool {
    matches!(text, "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#GETTING_DATA")
}

/// A header without spaces and punctuation, once with and once without what stands in brackets.
pub fn header_keys(header: &str) -> (String, String) {
    let header: String = text(header).chars().map(|c| katakana(c).to_ascii_lowercase()).collect();
    let mut depth = 0_usize;
    let outside = header.chars().filter(|c| {
        match c {
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    let outside = outside.filter(|c| in_header_key(*c)).collect();
    (header.chars().filter(|c| in_header_key(*c)).collect(), outside)
}

fn in_header_key(c: char) -> bool {
    (c.is_alphanumeric() || matches!(c, '〒' | 'ー')) && c != '※'
}

/// What two spellings of one name have in common: no spaces, no glyph variants.
pub fn name_key(name: &str) -> String {
    name.nfkc()
        .filter(|c| !c.is_whitespace() && !is_variation_selector(*c))
        .flat_map(char::to_lowercase)
        .map(plain_form)
        .collect()
}

/// A class's name without spaces and without 組 at its end.
pub fn class_key(name: &str) -> String {
    let key = name_key(name);
    match key.strip_suffix('組') {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => key,
    }
}

/// An address with the dashes and the words between its numbers made equal.
pub fn address_key(address: &str) -> String {
    let mut key = String::with_capacity(address.len());
    for c in address.nfkc().filter(|c| !c.is_whitespace()) {
        match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '-' | '番' | '号' => key.push('-'),
            '地' if key.ends_with('-') => {}
            '丁' => {}
            '目' => key.push('-'),
            _ => key.extend(c.to_lowercase()),
        }
    }
    key.trim_end_matches('-').to_owned()
}

const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Glyph variants that one office writes and the next does not.
const fn plain_form(c: char) -> char {
    match c {
        '髙' => '高',
        '﨑' => '崎',
        '邊' | '邉' => '辺',
        '齋' => '斎',
        '齊' => '斉',
        '濵' | '濱' => '浜',
        '德' => '徳',
        '澤' => '沢',
        '廣' => '広',
        '嶋' | '嶌' => '島',
        '𠮷' => '吉',
        _ => c,
    }
}

const fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => match char::from_u32(c as u32 + 0x60) {
            Some(kana) => kana,
            None => c,
        },
        _ => c,
    }
}

/// A reading in full-width katakana.
///
/// # Errors
/// As [`Kana::parse`].
pub fn kana(raw: &str) -> Result<Kana, Refused> {
    let dashed: String = text(raw).chars().map(|c| if is_dash(c) && c != '-' { 'ー' } else { c }).collect();
    Kana::parse(&dashed)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '─')
}

/// The order in which readings sort: small kana, voicing and long marks do not matter until the rest is equal.
pub fn sort_key(kana: &str) -> String {
    let mut key = String::with_capacity(kana.len() * 2);
    for c in kana.nfd().filter(|c| !matches!(c, '\u{3099}' | '\u{309A}' | 'ー' | '・')) {
        key.push(full_size(katakana(c)));
    }
    key.push('\u{1}');
    key.push_str(kana);
    key
}

const fn full_size(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        _ => c,
    }
}

/// A telephone number. The leading 0 that a spreadsheet drops from a number is put back.
///
/// # Errors
/// As [`Phone::parse`].
pub fn phone(raw: &str) -> Result<Phone, Refused> {
    let dialled: String = text(raw).chars().filter(|c| !is_dash(*c) && !matches!(c, ' ' | '(' | ')' | '.')).collect();
    let national = match dialled.strip_prefix("+81") {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None if lost_its_zero(&dialled) => format!("0{dialled}"),
        None => dialled,
    };
    Phone::parse(&national)
}

fn lost_its_zero(digits: &str) -> bool {
    let mobile = digits.len() == 10 && ["50", "70", "80", "90"].iter().any(|start| digits.starts_with(start));
    let landline = digits.len() == 9 && !digits.starts_with('0');
    (mobile || landline) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An e-mail address.
///
/// # Errors
/// As [`Email::parse`].
pub fn email(raw: &str) -> Result<Email, Refused> {
    Email::parse(&text(raw))
}

/// A postal code as `150-0002`. The leading 0 that a spreadsheet drops from a number is put back.
pub fn postal_code(raw: &str) -> Option<String> {
    let text = text(raw);
    let digits: String = text.chars().filter(|c| !is_dash(*c) && !matches!(c, '〒' | ' ')).collect();
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let digits = if digits.len() == 6 && text == digits { format!("0{digits}") } else { digits };
    match digits.split_at_checked(3) {
        Some((area, rest)) if all_digits && rest.len() == 4 => Some(format!("{area}-{rest}")),
        _ => None,
    }
}
