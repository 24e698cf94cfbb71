use serde::{Deserialize, Serialize};

use super::{Refused, checked_string};

/// An e-mail address, at most 254 characters, kept in lower case so that one person has one account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Checks the shape only; whether mail arrives is known when the person opens the link in it.
    ///
    /// # Errors
    /// `Empty`, `TooLong` or `Shape`.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        if text.len() > 254 {
            return Err(Refused::TooLong);
        }
        let (local, host) = text.rsplit_once('@').ok_or(Refused::Shape)?;
        let local_ok = (1..=64).contains(&local.len())
            && local.chars().all(|c| c.is_ascii_graphic() && !"@\"(),:;<>[]\\".contains(c));
        let host_ok = host.contains('.')
            && host.split('.').all(|label| {
                (1..=63).contains(&label.len()) && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            });
        if local_ok && host_ok { Ok(Self(text.to_ascii_lowercase())) } else { Err(Refused::Shape) }
    }
}

checked_string!(
    Email,
    r"^\s*[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{1,63}\s*$",
    3,
    254
);
