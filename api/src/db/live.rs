//! LISTEN/NOTIFY: how nodes on PostgreSQL tell one another what changed.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Array, Text};
use diesel::{PgConnection, RunQueryDsl};
use secrecy::SecretString;

use super::{Conn, DbError, pool};

/// The channel's name.
const CHANNEL: &str = "hidamari";

/// Listens on a thread of its own until `heard` answers false. `lost` is called when the connection broke,
/// because something may have been missed.
pub fn listen(
    url: SecretString,
    heard: impl Fn(&str) -> bool + Send + 'static,
    lost: impl Fn() + Send + 'static,
) -> Result<(), DbError> {
    std::thread::Builder::new()
        .name("listener".to_owned())
        .spawn(move || {
            loop {
                match hear(&url, &heard) {
                    Ok(()) => return,
                    Err(error) => {
                        tracing::warn!(%error, "listening for changes stopped; trying again");
                        lost();
                        std::thread::sleep(Duration::from_millis(500));
                    }
                }
            }
        })
        .map(drop)
        .map_err(|error| DbError::Connect(error.to_string()))
}

fn hear(url: &SecretString, heard: &impl Fn(&str) -> bool) -> Result<(), DbError> {
    let Conn::Postgres(mut conn) = pool::connect(url, pool::Mode::ReadWrite)? else { return Ok(()) };
    conn.batch_execute(&format!("LISTEN {CHANNEL}"))?;
    loop {
        for notification in conn.notifications_iter() {
            if !heard(&notification?.payload) {
                return Ok(());
            }
        }
        // libpq hands over what has arrived when it is asked for it.
        conn.batch_execute("SELECT 1")?;
        std::thread::sleep(Duration::from_millis(20));
    }
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
