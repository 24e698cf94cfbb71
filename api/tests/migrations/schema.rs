//! A database at one version or another.

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use hidamari::db::Conn;
use secrecy::ExposeSecret;

use crate::common::Database;
use crate::sources::folder;

/// A database whose version can be moved.
pub struct Schema(Conn);

/// Something about a table.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Line {
    #[diesel(sql_type = Text)]
    pub of: String,
    #[diesel(sql_type = Text)]
    pub line: String,
}

impl Schema {
    pub fn open(database: &Database) -> Self {
        let url = database.url.expose_secret();
        let mut conn = match url.strip_prefix("sqlite:") {
            Some(path) => Conn::Sqlite(SqliteConnection::establish(path).unwrap()),
            None => Conn::Postgres(PgConnection::establish(url).unwrap()),
        };
        if matches!(conn, Conn::Sqlite(_)) {
            conn.batch_execute("PRAGMA foreign_keys = ON").unwrap();
        }
        Self(conn)
    }

    pub const fn is_sqlite(&self) -> bool {
        matches!(self.0, Conn::Sqlite(_))
    }

    pub fn run(&mut self, sql: &str) {
        self.0.batch_execute(sql).unwrap_or_else(|why| panic!("{why}: {sql}"));
    }

    pub fn ask(&mut self, sql: &str) -> Vec<Line> {
        diesel::sql_query(sql).load(&mut self.0).unwrap_or_else(|why| panic!("{why}: {sql}"))
    }

    /// Runs the next migration.
    pub fn up(&mut self) {
        match &mut self.0 {
            Conn::Sqlite(conn) => drop(conn.run_next_migration(migrations("sqlite")).unwrap()),
            Conn::Postgres(conn) => drop(conn.run_next_migration(migrations("postgres")).unwrap()),
        }
    }

    /// Takes the last migration back.
    pub fn down(&mut self) {
        match &mut self.0 {
            Conn::Sqlite(conn) => drop(conn.revert_last_migration(migrations("sqlite")).unwrap()),
            Conn::Postgres(conn) => drop(conn.revert_last_migration(migrations("postgres")).unwrap()),
        }
    }
}

fn migrations(database: &str) -> FileBasedMigrations {
    FileBasedMigrations::from_path(folder(database)).unwrap()
}
