use serde::{Deserialize, Serialize};

use super::{Refused, checked_string};

/// A one-time code for an invitation or a tablet: 12 letters and digits that cannot be mistaken for one
/// another, about 55 bits. Printed in groups of four; hyphens, spaces and case do not matter when typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OneTimeCode(String);

impl OneTimeCode {
    /// Characters in a code.
    pub const LENGTH: usize = 12;

    /// # Errors
    /// `Shape` when it is not twelve such characters.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let code: String =
            text.chars().filter(|c| !"- \u{3000}".contains(*c)).map(|c| c.to_ascii_uppercase()).collect();
        if code.len() == Self::LENGTH && code.bytes().all(|b| Self::letters().contains(&b)) {
            Ok(Self(code))
        } else {
            Err(Refused::Shape)
        }
    }

    /// The letters and digits used: no 0/O, 1/I/L, 5/S, 2/Z, 8/B.
    pub const fn letters() -> &'static [u8] {
        b"34679ACDEFGHJKMNPQRTUVWXY"
    }

    /// A code from random bytes; a byte counts modulo the alphabet.
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        let letters = Self::letters();
        Self(
            bytes.iter().filter_map(|b| letters.get(usize::from(*b) % letters.len())).map(|b| char::from(*b)).collect(),
        )
    }

    /// As it is printed: `ABCD-EFGH-JKMN`.
    pub fn printed(&self) -> String {
        let chars: Vec<char> = self.0.chars().collect();
        chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

checked_string!(OneTimeCode, r"^([- 　]*[34679ACDEFGHJKMNPQRTUVWXYacdefghjkmnpqrtuvwxy]){12}[- 　]*$", 12, 40);
