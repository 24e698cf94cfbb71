//! The one connection type.

#![allow(missing_docs, reason = "the derive makes public items without them")]

use diesel::{PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// One file.
    Sqlite(SqliteConnection),
    /// A server.
    Postgres(PgConnection),
}

/// Runs what must differ between the databases.
macro_rules! on_backend {
    ($conn:expr, sqlite($lite:ident) => $on_sqlite:expr, postgres($pg:ident) => $on_postgres:expr $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite($lite) => $on_sqlite,
            $crate::db::Conn::Postgres($pg) => $on_postgres,
        }
    };
}
pub(crate) use on_backend;

/// Runs the same on either, without [`Conn`] between: it has a statement's text written each time. For the statements
/// of every tap.
macro_rules! directly {
    ($conn:expr, |$own:ident| $run:expr) => {
        $crate::db::on_backend!($conn, sqlite($own) => $run, postgres($own) => $run)
    };
}
pub(crate) use directly;
