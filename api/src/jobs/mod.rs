//! Jobs: written in the transaction that causes them, run afterwards, retried with backoff. One that is done is gone.

mod store;
mod worker;

pub use store::{enqueue, finish};
pub use worker::{Jobs, start};

use hidamari_domain::id::DeliveryId;
use hidamari_domain::value::Email;
use serde::{Deserialize, Serialize};

use crate::delivery::Tell;

/// What can be done in the background.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends a mail.
    Mail(Mail),
    /// Writes a message to everyone whom something concerns.
    Tell(Tell),
    /// Sends a message on one of its ways.
    Deliver {
        /// The way.
        delivery: DeliveryId,
    },
}

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::Tell(_) => "tell",
            Self::Deliver { .. } => "deliver",
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
