use serde::{Deserialize, Serialize};

use super::{Refused, checked_string};

/// A text of 1 to `MAX` characters on one or more lines, without surrounding space or control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

/// A person's, class's or facility's name.
pub type Name = Text<60>;

impl<const MAX: usize> Text<MAX> {
    /// # Errors
    /// `Empty`, `TooLong` (counted in characters) or `Character` (control characters but line feed).
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            Err(Refused::Empty)
        } else if text.chars().count() > MAX {
            Err(Refused::TooLong)
        } else if text.chars().any(|c| c.is_control() && c != '\n') {
            Err(Refused::Character)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

checked_string!(Text<const MAX: usize>, r"\S", 1, MAX);

/// A reading in katakana, 1 to 60 characters. Names sort by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kana(String);

impl Kana {
    /// Hiragana is turned into katakana; spaces, the long mark and the middle dot are kept; Latin letters
    /// are allowed for families whose names are written so.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, or `Character` for anything else.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        let kana: String = text.chars().map(to_katakana).collect();
        if kana.chars().count() > 60 {
            Err(Refused::TooLong)
        } else if kana.chars().all(is_reading) {
            Ok(Self(kana))
        } else {
            Err(Refused::Character)
        }
    }
}

fn to_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

fn is_reading(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '-' | '\'' | '.') || c.is_ascii_alphabetic()
}

checked_string!(
    Kana,
    r"^\s*[ぁ-ゖァ-ヺー・ 　A-Za-z.'-]*[ぁ-ゖァ-ヺー・A-Za-z.'-][ぁ-ゖァ-ヺー・ 　A-Za-z.'-]*\s*$",
    1,
    60
);
