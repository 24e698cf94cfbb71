//! Jobs: written in the transaction that causes them, run afterwards, retried with backoff.

mod store;
mod worker;

pub use store::enqueue;
pub use worker::{Jobs, start};

use hidamari_domain::value::Email;
use serde::{Deserialize, Serialize};

/// What can be done in the background.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends a mail.
    Mail(Mail),
}

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
        }
    }
}

/// A mail to one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}
