//! Access: the facts the policy decides on. Who a session is, where a child or class stands, what is switched on there.

mod callers;
mod store;

pub use callers::{Callers, is_about};
pub use store::{capabilities_of, places, tied};

use std::sync::Arc;

use hidamari_domain::id::SessionId;
use hidamari_domain::policy::{Action, Actor, Permit, Subject, permit};

use crate::app::App;
use crate::db::Conn;
use crate::failure::Failure;

/// Who a session is; `None` when it has ended.
///
/// # Errors
/// When the database cannot be read.
pub async fn actor(app: &App, session: SessionId) -> Result<Option<Arc<Actor>>, Failure> {
    if let Some(actor) = app.callers.get(session) {
        return Ok(Some(actor));
    }
    let generation = app.callers.generation();
    let found = app.db.read(move |conn| store::actor(conn, session)).await?.map(Arc::new);
    if let Some(actor) = &found {
        app.callers.remember(session, actor, generation);
    }
    Ok(found)
}

/// Looks up where the subject stands and asks the policy. Forbidden and missing are the same refusal.
///
/// # Errors
/// `NotFound`, or that the database cannot be read.
pub fn obtain<A: Action>(
    conn: &mut Conn,
    app: &App,
    actor: &Arc<Actor>,
    subject: A::Subject,
) -> Result<Permit<A>, Failure> {
    let found = places(conn, &subject.targets(), app.clock.day(app.clock.now()))?;
    permit::<A>(actor, subject, found).ok_or_else(Failure::not_found)
}
