use core::fmt;

use serde::{Deserialize, Serialize};

use super::{Refused, checked_string};

/// A password of 10 to 128 characters. It cannot be printed. Length is what counts (NIST SP 800-63B 3.1.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Password(String);

impl Password {
    /// # Errors
    /// `TooShort` or `TooLong`, counted in characters.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        match text.chars().count() {
            0..=9 => Err(Refused::TooShort),
            10..=128 => Ok(Self(text.to_owned())),
            _ => Err(Refused::TooLong),
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

checked_string!(Password, "", 10, 128);

/// The PIN a member of staff types on the shared tablet: 4 to 6 digits. It cannot be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pin(String);

impl Pin {
    /// # Errors
    /// `TooShort`, `TooLong`, `Character`, or `Shape` when all digits are the same.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Refused::Character);
        }
        match text.len() {
            0..=3 => Err(Refused::TooShort),
            4..=6 if text.bytes().all(|b| text.as_bytes().first() == Some(&b)) => Err(Refused::Shape),
            4..=6 => Ok(Self(text.to_owned())),
            _ => Err(Refused::TooLong),
        }
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

checked_string!(Pin, "^[0-9]{4,6}$", 4, 6);
