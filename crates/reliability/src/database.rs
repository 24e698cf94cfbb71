//! A database of its own, and what is asked of it behind the server's back.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use uuid::Uuid;

/// A database and a folder for one server; both are gone when it is dropped.
pub struct Database {
    /// As the server is told.
    pub url: String,
    /// The server's data folder.
    pub folder: PathBuf,
    on_postgres: Option<String>,
}

/// A connection to either.
pub enum Conn {
    /// The file.
    Sqlite(SqliteConnection),
    /// The server.
    Postgres(PgConnection),
}

impl Database {
    /// A file in a folder of its own.
    pub fn on_sqlite(place: &Path) -> Self {
        let (_, folder) = new_folder(place);
        Self { url: format!("sqlite:{}", folder.join("hidamari.db").display()), folder, on_postgres: None }
    }

    /// A database of its own on a PostgreSQL server.
    pub fn on_postgres(server: &str) -> Self {
        let (name, folder) = new_folder(&std::env::temp_dir());
        let mut conn = PgConnection::establish(server).expect("PostgreSQL");
        conn.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
        let (base, _) = server.rsplit_once('/').expect("a URL with a database");
        Self { url: format!("{base}/{name}"), folder, on_postgres: Some(server.to_owned()) }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&str> {
        self.url.strip_prefix("sqlite:")
    }

    /// Opens it.
    pub fn open(&self) -> Conn {
        match self.file() {
            Some(file) => Conn::Sqlite(SqliteConnection::establish(file).expect("the database's file")),
            None => Conn::Postgres(PgConnection::establish(&self.url).expect("the database")),
        }
    }
}

fn new_folder(place: &Path) -> (String, PathBuf) {
    let name = format!("hidamari_reliability_{}", Uuid::now_v7().simple());
    let folder = place.join(&name);
    std::fs::create_dir_all(&folder).expect("a folder");
    (name, folder)
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(server) = &self.on_postgres {
            let name = self.url.rsplit('/').next().unwrap_or_default();
            let gone = PgConnection::establish(server)
                .map(|mut conn| conn.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")));
            drop(gone);
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// A row of texts.
#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

impl Conn {
    /// Runs statements.
    pub fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql),
            Self::Postgres(conn) => conn.batch_execute(sql),
        }
        .expect("statements");
    }

    /// The rows of a query for one text column called `line`.
    pub fn lines(&mut self, sql: &str) -> Result<Vec<String>, String> {
        let rows: Result<Vec<Line>, _> = match self {
            Self::Sqlite(conn) => diesel::sql_query(sql).load(conn),
            Self::Postgres(conn) => diesel::sql_query(sql).load(conn),
        };
        rows.map(|rows| rows.into_iter().map(|row| row.line).collect()).map_err(|error| error.to_string())
    }
}
