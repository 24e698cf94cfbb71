//! Rules about files as such.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Violation, folders};
use crate::root::Root;

const LONGEST: usize = 500;
const CODE: [&str; 5] = [".rs", ".ts", ".css", ".js", ".sql"];

/// A code file too long to be read in one sitting.
pub fn too_long(file: &str, text: &str) -> Option<Violation> {
    let lines = text.lines().count();
    let code = CODE.iter().any(|kind| file.ends_with(kind));
    (code && lines > LONGEST).then(|| Violation::new(file, format!("{lines} lines, more than {LONGEST}")))
}

/// Both databases have migrations of the same names.
pub fn migrations(root: &Root) -> Result<Vec<Violation>> {
    let sqlite = folders(&root.join("migrations/sqlite"), &[])?;
    let postgres = folders(&root.join("migrations/postgres"), &[])?;
    Ok(unpaired(&sqlite, &postgres))
}

fn unpaired(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<Violation> {
    let lacking = |name: &String, has: &str, lacks: &str| {
        Violation::new(format!("migrations/{has}/{name}"), format!("migrations/{lacks} has no folder of this name"))
    };
    let only_sqlite = sqlite.difference(postgres).map(|name| lacking(name, "sqlite", "postgres"));
    let only_postgres = postgres.difference(sqlite).map(|name| lacking(name, "postgres", "sqlite"));
    only_sqlite.chain(only_postgres).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{too_long, unpaired};

    #[test]
    fn only_long_code_is_too_long() {
        let lines = |count: usize| "x\n".repeat(count);
        assert!(too_long("a/b.rs", &lines(501)).is_some());
        assert!(too_long("a/b.rs", &lines(500)).is_none());
        assert!(too_long("a/package-lock.json", &lines(9_000)).is_none());
    }

    #[test]
    fn a_migration_for_one_database_only_is_found() {
        let both = BTreeSet::from(["1_a".to_owned()]);
        let one = BTreeSet::from(["1_a".to_owned(), "2_b".to_owned()]);
        assert!(unpaired(&both, &both).is_empty());
        assert_eq!(
            unpaired(&one, &both)[0].to_string(),
            "migrations/sqlite/2_b: migrations/postgres has no folder of this name"
        );
        assert_eq!(unpaired(&both, &one).len(), 1);
    }
}
