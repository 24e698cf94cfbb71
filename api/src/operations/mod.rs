//! Operations: the writes that clients have sent, with their first answers, so that sending again changes nothing.

mod jobs;
mod store;

pub use jobs::keep_tidy;
pub use store::{recall, remember};
