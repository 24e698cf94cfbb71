use std::path::PathBuf;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use secrecy::SecretString;
use uuid::Uuid;

/// A database and a folder for one server; both are gone when it is dropped.
pub struct Database {
    pub url: SecretString,
    pub folder: PathBuf,
    on_postgres: Option<(String, String)>,
}

impl Database {
    /// On SQLite, or on PostgreSQL when `HIDAMARI_TEST_POSTGRES` names one.
    pub fn create() -> Self {
        match std::env::var("HIDAMARI_TEST_POSTGRES") {
            Ok(server) => Self::on_postgres(&server),
            Err(_) => Self::on_sqlite(),
        }
    }

    /// A file.
    pub fn on_sqlite() -> Self {
        let (_, folder) = new_folder();
        let url = SecretString::from(format!("sqlite:{}/test.db", folder.display()));
        Self { url, folder, on_postgres: None }
    }

    /// A database of its own on a PostgreSQL server.
    pub fn on_postgres(server: &str) -> Self {
        let (name, folder) = new_folder();
        PgConnection::establish(server).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        let url = SecretString::from(with_name(server, &name));
        Self { url, folder, on_postgres: Some((server.to_owned(), name)) }
    }
}

fn new_folder() -> (String, PathBuf) {
    let name = format!("hidamari_test_{}", Uuid::now_v7().simple());
    let folder = std::env::temp_dir().join(&name);
    std::fs::create_dir_all(&folder).unwrap();
    (name, folder)
}

/// The URL of another database on the same server.
fn with_name(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, None), |(base, query)| (base, Some(query)));
    let (scheme, rest) = base.split_once("://").unwrap();
    let authority = rest.split('/').next().unwrap();
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    format!("{scheme}://{authority}/{name}{query}")
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.on_postgres {
            let gone = PgConnection::establish(server)
                .map(|mut conn| conn.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")));
            drop(gone);
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
