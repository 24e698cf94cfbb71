//! The ways out of the house: mail and push. They know no slice and no person; what they are given, they send.

mod mail;
mod push;
mod vapid;

pub use mail::{Mailer, outbox};
pub use push::Push;

use hidamari_domain::delivery::Why;

/// Why something could not be sent.
#[derive(Debug, thiserror::Error)]
#[error("{said}")]
pub struct Unsent {
    /// In one word; [`Why::Unreachable`] is worth another try.
    pub why: Why,
    /// What the other side said.
    pub said: String,
}

impl Unsent {
    fn new(why: Why, said: impl std::fmt::Display) -> Self {
        Self { why, said: said.to_string() }
    }
}
