//! Live changes: what happened goes to every open screen that may see it, by server-sent events.

mod handlers;
mod hub;
mod stream;

pub use hub::Hub;

use hidamari_domain::live::FollowLive;

use crate::app::App;
use crate::db::{Backend, backend, listen};
use crate::failure::Failure;
use crate::http::Routes;

/// Hears what other nodes on the same PostgreSQL do. With SQLite there are none.
///
/// # Errors
/// When the listening thread cannot be started.
pub fn start(app: &App) -> Result<(), Failure> {
    if backend(&app.config.database)? == Backend::Postgres {
        let (hearing, losing) = (app.clone(), app.clone());
        listen(
            app.config.database.clone(),
            move |payload| {
                match serde_json::from_str(payload) {
                    Ok(signal) => hearing.hear(&signal),
                    // A node of a newer version may say what this one does not know.
                    Err(_) => hearing.lost_touch(),
                }
                !hearing.hub.is_closed()
            },
            move || losing.lost_touch(),
        )?;
    }
    Ok(())
}

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.stream::<FollowLive>(handlers::follow);
}
