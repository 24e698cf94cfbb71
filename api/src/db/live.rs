//! LISTEN/NOTIFY: how nodes on PostgreSQL tell one another what changed.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Array, Text};
use diesel::{PgConnection, RunQueryDsl};
use secrecy::SecretString;

use super::{Conn, DbError, pool};

/// The channel's name.
const CHANNEL: &str = "hidamari";
/// Between two looks at what has arrived.
const PAUSE: Duration = Duration::from_millis(20);
/// Before a lost connection is opened again.
const BREATH: Duration = Duration::from_millis(500);

/// Who listens.
pub trait Listener: Send + 'static {
    /// Something changed.
    fn heard(&self, payload: &str);
    /// The connection broke: something may have been missed.
    fn lost(&self);
    /// Whether nobody listens any more.
    fn is_over(&self) -> bool;
}

/// Listens on a thread of its own, which ends soon after the listener is over.
///
/// # Errors
/// When the thread cannot be started.
pub fn listen(url: SecretString, listener: impl Listener) -> Result<JoinHandle<()>, DbError> {
    let listen = move || {
        while !listener.is_over() {
            if let Err(error) = hear(&url, &listener) {
                tracing::warn!(%error, "listening for changes stopped; trying again");
                listener.lost();
                thread::sleep(BREATH);
            }
        }
    };
    let builder = thread::Builder::new().name("listener".to_owned());
    builder.spawn(listen).map_err(|error| DbError::Connect(error.to_string()))
}

fn hear(url: &SecretString, listener: &impl Listener) -> Result<(), DbError> {
    let Conn::Postgres(mut conn) = pool::connect(url, pool::Mode::ReadWrite)? else { return Ok(()) };
    conn.batch_execute(&format!("LISTEN {CHANNEL}"))?;
    while !listener.is_over() {
        for notification in conn.notifications_iter() {
            listener.heard(&notification?.payload);
        }
        // libpq hands over what has arrived when it is asked for it.
        conn.batch_execute("SELECT 1")?;
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Tells every listening node after COMMIT, all in one statement.
pub fn notify(conn: &mut PgConnection, payloads: &[String]) -> Result<(), DbError> {
    if !payloads.is_empty() {
        diesel::sql_query("SELECT pg_notify($1, payload) FROM unnest($2) AS payload")
            .bind::<Text, _>(CHANNEL)
            .bind::<Array<Text>, _>(payloads)
            .execute(conn)?;
    }
    Ok(())
}
