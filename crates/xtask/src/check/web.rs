//! `web/src/ui` knows no slice.

use std::collections::BTreeSet;

use super::Violation;
use super::paths::paths;

/// What is wrong in one file of `web/src/ui`. A single name is a variable; a name in a path is a module.
pub fn violations(file: &str, source: &str, slices: &BTreeSet<String>) -> Vec<Violation> {
    paths(source)
        .iter()
        .filter(|path| path.parts.len() > 1)
        .filter_map(|path| {
            let slice = path.parts.iter().find(|part| slices.contains(*part))?;
            let place = format!("web/src/ui/{file}:{}", path.line);
            Some(Violation::new(place, format!("ui/ never names a slice, and {slice} is one")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn slices_are_found_in_paths_only() {
        let slices = BTreeSet::from(["roster".to_owned()]);
        let count = |source| super::violations("button.rs", source, &slices).len();
        assert_eq!(count("use crate::words::roster as w;"), 1);
        assert_eq!(count("use crate::roster::{a, b};"), 2);
        assert_eq!(count("let roster = 1; use crate::words::ui as w;"), 0);
    }
}
