use std::path::{Path, PathBuf};
use std::process::Command;

use secrecy::ExposeSecret;

use crate::common::Database;

/// The command line with a database of its own, in which there is the facility 01 of 見本区.
pub struct Hidamari {
    database: Database,
}

/// What a command came to.
#[derive(Debug)]
pub struct Ended {
    pub status: i32,
    pub lines: Vec<String>,
    pub errors: String,
}

impl Ended {
    pub fn last(&self) -> &str {
        self.lines.last().map_or("", String::as_str)
    }
}

impl Hidamari {
    pub fn new() -> Self {
        let hidamari = Self { database: Database::create() };
        hidamari.run(&["municipality", "add", "見本区"]);
        hidamari.add_facility("見本区", "01");
        hidamari
    }

    pub fn add_facility(&self, municipality: &str, code: &str) {
        let ended =
            self.run(&["facility", "add", "--municipality", municipality, "--code", code, "--name", "見本保育園"]);
        assert_eq!(ended.status, 0, "{ended:?}");
    }

    pub fn run(&self, words: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_hidamari"))
            .args(words)
            .env("HIDAMARI_DATABASE", self.database.url.expose_secret())
            .env("HIDAMARI_DATA", &self.database.folder)
            .output()
            .unwrap();
        Ended {
            status: output.status.code().unwrap(),
            lines: String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect(),
            errors: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Writes a file to be imported.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.database.folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn import(&self, files: &[&Path]) -> Ended {
        let mut words = vec!["import", "--facility", "01"];
        words.extend(files.iter().map(|path| path.to_str().unwrap()));
        self.run(&words)
    }

    /// Exports into a folder of that name.
    pub fn export(&self, name: &str) -> PathBuf {
        let folder = self.database.folder.join(name);
        let ended = self.run(&["export", "--facility", "01", folder.to_str().unwrap()]);
        assert_eq!((ended.status, ended.lines.len()), (0, 7), "{ended:?}");
        folder
    }
}
