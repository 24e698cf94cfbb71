//! Who may name what inside `api/src`.

use std::collections::BTreeSet;

use super::Violation;
use super::paths::{NamedPath, paths};

/// What is wrong in one file; `file` is its path inside `api/src`.
pub fn violations(file: &str, source: &str, slices: &BTreeSet<String>) -> Vec<Violation> {
    let home = Home::of(file);
    paths(source)
        .iter()
        .filter_map(|path| {
            let rule = home.breaks(path, slices)?;
            Some(Violation::new(format!("api/src/{file}:{}", path.line), rule))
        })
        .collect()
}

struct Home<'a> {
    folder: &'a str,
    may_name_diesel: bool,
    may_name_actix: bool,
}

impl<'a> Home<'a> {
    fn of(file: &'a str) -> Self {
        let parts: Vec<&str> = file.split('/').collect();
        let (name, folders) = parts.split_last().map_or(("", &[][..]), |(name, folders)| (*name, folders));
        let folder = folders.first().copied().unwrap_or_default();
        Self {
            folder,
            may_name_diesel: folder == "db" || name == "store.rs" || folders.contains(&"store"),
            may_name_actix: folder == "http"
                || matches!(name, "handlers.rs" | "mod.rs" | "main.rs")
                || folders.contains(&"handlers"),
        }
    }

    fn breaks(&self, path: &NamedPath, slices: &BTreeSet<String>) -> Option<String> {
        let first = path.parts.first()?;
        if !self.may_name_diesel && path.parts.iter().any(|part| part == "diesel" || part == "diesel_migrations") {
            return Some("only store.rs, store/ and db/ name diesel".into());
        }
        if !self.may_name_actix && first.starts_with("actix") {
            return Some("only handlers.rs, handlers/, mod.rs, main.rs and http/ name actix".into());
        }
        let mut inner = path.parts.iter().skip_while(|part| matches!(part.as_str(), "crate" | "super" | "self"));
        let is_ours = matches!(first.as_str(), "crate" | "super" | "self");
        let slice = inner.next().filter(|part| is_ours && slices.contains(*part))?;
        if matches!(self.folder, "http" | "db") {
            return Some(format!("{}/ never names a slice, and {slice} is one", self.folder));
        }
        let room = inner.next().filter(|room| matches!(room.as_str(), "store" | "handlers" | "jobs"))?;
        let elsewhere = slices.contains(self.folder) && self.folder != slice;
        elsewhere.then(|| format!("{slice} is called through what its mod.rs gives, not through its {room}"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    fn rules(file: &str, source: &str) -> Vec<String> {
        let slices = BTreeSet::from(["attendance".to_owned(), "roster".to_owned()]);
        super::violations(file, source, &slices).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn diesel_stays_in_stores_and_db() {
        let source = "use diesel::prelude::*;";
        for home in ["roster/store.rs", "roster/store/children.rs", "db/mod.rs"] {
            assert!(rules(home, source).is_empty(), "{home}");
        }
        for stranger in ["roster/handlers.rs", "roster/mod.rs", "http/mod.rs", "main.rs", "cli/import.rs"] {
            assert_eq!(rules(stranger, source).len(), 1, "{stranger}");
        }
        assert_eq!(rules("roster/mod.rs", "#[diesel(table_name = x)] struct A;").len(), 1);
        assert!(rules("roster/mod.rs", "// diesel\nlet a = \"diesel::x\";").is_empty());
    }

    #[test]
    fn actix_stays_at_the_doors() {
        let source = "async fn a() -> actix_web::HttpResponse {}";
        for home in ["roster/handlers.rs", "roster/handlers/list.rs", "roster/mod.rs", "http/errors.rs", "main.rs"] {
            assert!(rules(home, source).is_empty(), "{home}");
        }
        for stranger in ["roster/store.rs", "db/pool.rs", "roster/jobs.rs", "cli/serve.rs"] {
            assert_eq!(rules(stranger, source).len(), 1, "{stranger}");
        }
    }

    #[test]
    fn the_walls_name_no_slice() {
        assert_eq!(rules("http/mod.rs", "use crate::{db, roster::routes};").len(), 1);
        assert_eq!(rules("db/mod.rs", "fn a() { crate::attendance::b(); }").len(), 1);
        assert_eq!(rules("db/mod.rs", "use super::super::roster;").len(), 1);
        assert!(rules("db/mod.rs", "use crate::http; let roster = 1;").is_empty());
        assert!(rules("main.rs", "use crate::roster::routes;").is_empty());
    }

    #[test]
    fn a_slice_enters_another_by_its_door() {
        assert_eq!(rules("attendance/handlers.rs", "use crate::roster::store::load;").len(), 1);
        assert!(rules("attendance/handlers.rs", "use crate::roster::load;").is_empty());
        assert!(rules("attendance/handlers.rs", "use crate::attendance::store::load;").is_empty());
    }

    #[test]
    fn a_violation_says_where() {
        let found = rules("main.rs", "\nuse diesel::x;");
        assert_eq!(found, ["api/src/main.rs:2: only store.rs, store/ and db/ name diesel"]);
    }
}
