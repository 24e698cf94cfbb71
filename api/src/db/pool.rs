use std::time::Duration;

use diesel::r2d2::{ManageConnection, PooledConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use secrecy::{ExposeSecret, SecretString};

use super::url::without_kerberos;
use super::{Backend, Conn, DbError, Statements, backend};

/// A pool of connections.
pub type Pool = diesel::r2d2::Pool<Manager>;

/// What a pool's connections may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reads.
    ReadOnly,
    /// Reads and writes.
    ReadWrite,
}

/// Opens connections of the kind the URL names.
pub struct Manager {
    url: SecretString,
    mode: Mode,
    statements: Statements,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        counted(&self.url, self.mode, &self.statements).map_err(|error| match error {
            DbError::Query(error) => diesel::r2d2::Error::QueryError(error),
            other => diesel::r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(other.to_string())),
        })
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}

/// Opens one connection whose statements are counted.
pub fn counted(url: &SecretString, mode: Mode, statements: &Statements) -> Result<Conn, DbError> {
    let mut conn = connect(url, mode)?;
    conn.set_instrumentation(statements.clone());
    Ok(conn)
}

/// Opens one connection, set up as every connection of ours is.
pub fn connect(url: &SecretString, mode: Mode) -> Result<Conn, DbError> {
    let failed = |error: diesel::ConnectionError| DbError::Connect(error.to_string());
    match backend(url)? {
        Backend::Sqlite => {
            let path = url.expose_secret().trim_start_matches("sqlite:");
            let mut conn = SqliteConnection::establish(path).map_err(failed)?;
            // FULL: an answer goes out only when the disk has the commit.
            conn.batch_execute(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456;
                 PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;",
            )?;
            if mode == Mode::ReadOnly {
                conn.batch_execute("PRAGMA query_only = ON;")?;
            }
            Ok(Conn::Sqlite(conn))
        }
        Backend::Postgres => {
            let mut conn = PgConnection::establish(&without_kerberos(url.expose_secret())).map_err(failed)?;
            conn.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '15s'; SET lock_timeout = '5s';")?;
            Ok(Conn::Postgres(conn))
        }
    }
}

/// A pool of `size` connections. All are opened now: none is being opened when the program ends, and nobody waits for
/// one when many come at once.
pub fn open(url: &SecretString, size: u32, mode: Mode, statements: &Statements) -> Result<Pool, DbError> {
    Pool::builder()
        .max_size(size)
        .test_on_check_out(false)
        .connection_timeout(Duration::from_secs(5))
        .build(Manager { url: url.clone(), mode, statements: statements.clone() })
        .map_err(|error| DbError::Connect(error.to_string()))
}

/// Runs something on a connection of the pool.
pub fn with<T, E: From<DbError>>(pool: &Pool, run: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    let mut conn: PooledConnection<Manager> =
        pool.get().map_err(|error| E::from(DbError::Connect(error.to_string())))?;
    let result = run(&mut conn);
    if result.is_err() {
        // diesel does not notice that a connection is gone when a statement cannot be prepared, and the pool would keep
        // it. Asked plainly, it does.
        drop(conn.batch_execute("SELECT 1"));
    }
    result
}

/// Runs a unit of work in a transaction of its own.
pub fn in_transaction<T, E: From<DbError>>(
    conn: &mut Conn,
    begin: &str,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let step = |conn: &mut Conn, sql: &str| conn.batch_execute(sql).map_err(|error| E::from(DbError::from(error)));
    // Waiting for one's turn may fail inside the transaction that has begun.
    let result = step(conn, begin).and_then(|()| work(conn));
    step(conn, if result.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    result
}
