//! The migrations as they are written down.

use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// The folder with a database's migrations.
pub fn folder(database: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(database)
}

/// Their names, in their order.
pub fn names(database: &str) -> Vec<String> {
    let entries = read_dir(folder(database)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

fn text(database: &str, name: &str, file: &str) -> String {
    let path = folder(database).join(name).join(file);
    read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// What stands in the brackets after each `CHECK`.
fn checks(sql: &str) -> Vec<&str> {
    sql.split("CHECK (").skip(1).map(up_to_the_bracket).collect()
}

fn up_to_the_bracket(rest: &str) -> &str {
    let mut open = 1;
    let end = rest.find(|letter| {
        open += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open == 0
    });
    &rest[..end.unwrap()]
}

#[test]
fn each_migration_is_there_for_both_databases_and_can_be_taken_back() {
    let names = names("sqlite");
    assert_eq!(names, self::names("postgres"));
    for name in &names {
        for database in ["sqlite", "postgres"] {
            assert!(!text(database, name, "down.sql").trim().is_empty(), "{database} {name}");
        }
    }
}

#[test]
fn both_databases_refuse_the_same_values() {
    for name in names("sqlite") {
        let (lite, postgres) = (text("sqlite", &name, "up.sql"), text("postgres", &name, "up.sql"));
        assert_eq!(checks(&lite), checks(&postgres), "{name}");
    }
}
