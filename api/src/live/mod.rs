//! Live changes: what happened goes to every open screen that may see it, by server-sent events.

mod handlers;
mod hub;
mod stream;

pub use hub::Hub;

use std::thread::JoinHandle;

use hidamari_domain::live::FollowLive;

use crate::app::App;
use crate::db::{Backend, Listener, backend, listen};
use crate::failure::Failure;
use crate::http::Routes;

/// Hears what other nodes on the same PostgreSQL do, until the server stops. With SQLite there are none.
///
/// # Errors
/// When the listening thread cannot be started.
pub fn start(app: &App) -> Result<Option<JoinHandle<()>>, Failure> {
    match backend(&app.config.database)? {
        Backend::Postgres => Ok(Some(listen(app.config.database.clone(), app.clone())?)),
        Backend::Sqlite => Ok(None),
    }
}

impl Listener for App {
    fn heard(&self, payload: &str) {
        match serde_json::from_str(payload) {
            Ok(signal) => self.hear(&signal),
            // A node of a newer version may say what this one does not know.
            Err(_) => self.lost_touch(),
        }
    }

    fn lost(&self) {
        self.lost_touch();
    }

    fn is_over(&self) -> bool {
        self.hub.is_closed()
    }
}

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.stream::<FollowLive>(handlers::follow);
}
