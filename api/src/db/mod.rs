//! The database wall: connections, the unit of work, types. Names no slice.
//!
//! SQLite and PostgreSQL behind one enum. Reads run on a pool. Writes on SQLite go through one thread that
//! commits many units of work at once ([`writer`]); on PostgreSQL each has a transaction of its own.

pub(crate) mod bulk;
mod conn;
mod error;
mod fixed;
mod live;
mod migrate;
mod one_of;
mod pool;
pub mod schema;
mod statements;
pub mod types;
mod url;
mod writer;

pub(crate) use bulk::{insert_all, insert_few};
pub use conn::{Conn, MultiBackend};
pub(crate) use conn::{directly, on_backend};
pub use error::DbError;
pub(crate) use fixed::{Fixed, Plain, insert_one, load_of};
pub use live::{Listener, listen, notify};
pub use migrate::migrate;
pub use one_of::one_of;
pub use statements::Statements;
pub use url::{Backend, backend};

use std::sync::Arc;

use secrecy::SecretString;

/// Reads and writes.
#[derive(Clone)]
pub struct Db {
    readers: pool::Pool,
    writer: Arc<Writer>,
    statements: Statements,
}

enum Writer {
    Sqlite(writer::Writer),
    Postgres(pool::Pool),
}

impl Db {
    /// Opens the database; its schema must be up to date ([`migrate`]).
    ///
    /// # Errors
    /// When the URL is not understood or the database cannot be reached.
    pub fn open(url: &SecretString, connections: u32) -> Result<Self, DbError> {
        let statements = Statements::default();
        let (readers, writer) = match backend(url)? {
            Backend::Sqlite => (
                pool::open(url, connections, pool::Mode::ReadOnly, &statements)?,
                Writer::Sqlite(writer::Writer::start(url, &statements)?),
            ),
            Backend::Postgres => {
                let pool = pool::open(url, connections, pool::Mode::ReadWrite, &statements)?;
                (pool.clone(), Writer::Postgres(pool))
            }
        };
        Ok(Self { readers, writer: Arc::new(writer), statements })
    }

    /// How many statements have been run since it was opened.
    pub fn statements(&self) -> u64 {
        self.statements.count()
    }

    /// Runs a read on a thread where it may block.
    ///
    /// # Errors
    /// What `read` answers, or that no connection could be had.
    pub async fn read<T, E>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let pool = self.readers.clone();
        blocking(move || pool::with(&pool, read)).await
    }

    /// Runs a unit of work: all or nothing, durable when this returns.
    ///
    /// # Errors
    /// What `work` answers (nothing is kept then), or that the database refused.
    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_after("BEGIN".to_owned(), work).await
    }

    /// The same, after other units of work that have the same turn: they never run at the same time.
    ///
    /// # Errors
    /// As with [`Db::write`].
    pub async fn write_in_turn<T, E>(
        &self,
        turn: i64,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        // Together with BEGIN the wait costs no way to the server and back.
        self.write_after(format!("BEGIN; SELECT pg_advisory_xact_lock({turn})"), work).await
    }

    /// SQLite's one writer needs no turns and begins by itself.
    async fn write_after<T, E>(
        &self,
        begin: String,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &*self.writer {
            Writer::Sqlite(writer) => writer.run(work).await,
            Writer::Postgres(pool) => {
                let pool = pool.clone();
                blocking(move || pool::with(&pool, |conn| pool::in_transaction(conn, &begin, work))).await
            }
        }
    }
}

async fn blocking<T, E>(run: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    match actix_web::rt::task::spawn_blocking(run).await {
        Ok(result) => result,
        Err(_) => Err(DbError::Stopped.into()),
    }
}

/// Whether the database answers.
///
/// # Errors
/// When it does not.
pub fn ping(conn: &mut Conn) -> Result<(), DbError> {
    use diesel::connection::SimpleConnection;
    Ok(conn.batch_execute("SELECT 1")?)
}
