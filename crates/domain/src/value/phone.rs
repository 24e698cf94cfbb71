use serde::{Deserialize, Serialize};

use super::{Refused, checked_string};

/// A telephone number as it is dialled in Japan: 10 or 11 digits with the leading 0, kept without hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Takes hyphens, spaces, brackets and a leading +81.
    ///
    /// # Errors
    /// `Empty`, or `Shape` when it is not such a number.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        let national = text.strip_prefix("+81").map_or_else(|| text.to_owned(), |rest| format!("0{rest}"));
        if !national.chars().all(|c| c.is_ascii_digit() || "-() ".contains(c)) {
            return Err(Refused::Shape);
        }
        let digits: String = national.chars().filter(char::is_ascii_digit).collect();
        if matches!(digits.len(), 10 | 11) && digits.starts_with('0') { Ok(Self(digits)) } else { Err(Refused::Shape) }
    }
}

checked_string!(Phone, r"^\s*(\+81|0)([-() ]*[0-9]){9,10}[-() ]*$", 10, 40);
