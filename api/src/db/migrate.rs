use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use secrecy::SecretString;

use super::{Conn, DbError, pool};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");
/// Held while migrations run, so that several nodes may start at once. An arbitrary number of ours.
const LOCK: i64 = 0x6869_6461;

/// Brings the schema up to date, under a lock. Answers with the names of the migrations that were run.
///
/// # Errors
/// When the database cannot be reached or a migration fails; a failed one leaves nothing behind.
pub fn migrate(url: &SecretString) -> Result<Vec<String>, DbError> {
    let mut conn = pool::connect(url, pool::Mode::ReadWrite)?;
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| DbError::Migration(error.to_string());
    let names = match &mut conn {
        // A second process waits in busy_timeout: each migration runs in a transaction of its own.
        Conn::Sqlite(conn) => conn.run_pending_migrations(SQLITE).map(names).map_err(failed)?,
        Conn::Postgres(conn) => {
            diesel::sql_query(format!("SELECT pg_advisory_lock({LOCK})")).execute(conn)?;
            let run = conn.run_pending_migrations(POSTGRES).map(names).map_err(failed);
            diesel::sql_query(format!("SELECT pg_advisory_unlock({LOCK})")).execute(conn)?;
            run?
        }
    };
    Ok(names)
}

fn names(versions: Vec<diesel::migration::MigrationVersion<'_>>) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}
