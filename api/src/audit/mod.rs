//! Audit: who did and who read what, in a chain of hashes.

mod handlers;
mod jobs;
mod store;

pub use jobs::keep_sealing;
pub use store::{append, verify};

use hidamari_domain::audit as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.unit::<api::ListReadings>(handlers::readings);
    routes.unit::<api::ListAudit>(handlers::lines);
}
