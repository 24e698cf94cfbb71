//! The list of slices.

use std::collections::HashMap;

use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::CauseId;

use crate::app::App;
use crate::db::Conn;
use crate::delivery::Words;
use crate::failure::Failure;
use crate::http::Routes;

/// The routes of every slice.
pub fn routes(routes: &mut Routes<'_>) {
    crate::identity::routes(routes);
    crate::organisation::routes(routes);
    crate::roster::routes(routes);
    crate::attendance::routes(routes);
    crate::delivery::routes(routes);
    crate::audit::routes(routes);
    crate::live::routes(routes);
}

/// What messages of a kind say now, by what they are about; those about what is not so any more are left out.
///
/// # Errors
/// When the database cannot be read.
pub fn words(
    conn: &mut Conn,
    app: &App,
    kind: MessageKind,
    causes: &[CauseId],
) -> Result<HashMap<CauseId, Words>, Failure> {
    match kind {
        MessageKind::Arrived | MessageKind::Left | MessageKind::Absent => {
            crate::attendance::mark_words(conn, app, kind, causes)
        }
        MessageKind::Question => crate::attendance::question_words(conn, app, causes),
        MessageKind::Accepted => crate::attendance::reply_words(conn, causes),
        MessageKind::Trial => Ok(crate::delivery::trial_words(causes)),
    }
}
