//! `xtask check`: the rules of the house that the compiler does not know.

mod api;
mod contrast;
mod crates;
mod files;
mod paths;
mod web;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use anyhow::Result;

use crate::root::{Root, printed};

/// A rule broken at a place.
#[derive(Debug, PartialEq, Eq)]
pub struct Violation {
    place: String,
    rule: String,
}

impl Violation {
    fn new(place: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { place: place.into(), rule: rule.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: {}", self.place, self.rule)
    }
}

/// Prints one line a violation; false when there is any.
pub fn check(root: &Root) -> Result<bool> {
    let files = house_files(root)?;
    let api_slices = listed(&std::fs::read_to_string(root.join("api/src/slices.rs"))?);
    let web_slices = folders(&root.join("web/src"), &["ui", "offline", "bin", "app"])?;

    let mut found = crates::violations(root)?;
    found.extend(files::migrations(root)?);
    for file in &files {
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        found.extend(files::too_long(file, &text));
        if let Some(inside) = file.strip_prefix("api/src/") {
            found.extend(api::violations(inside, &text, &api_slices));
        }
        if file == contrast::FILE {
            found.extend(contrast::violations(&text));
        }
        if let Some(inside) = file.strip_prefix("web/src/ui/") {
            found.extend(web::violations(inside, &text, &web_slices));
        }
    }
    for violation in &found {
        println!("{violation}");
    }
    println!("check: {} files, {} broken rules", files.len(), found.len());
    Ok(found.is_empty())
}

/// Every file that is or would be in the repository.
fn house_files(root: &Root) -> Result<Vec<String>> {
    let mut git = root.command("git");
    let listed = printed(git.args(["ls-files", "--cached", "--others", "--exclude-standard"]), "git ls-files")?;
    Ok(listed.lines().filter(|path| root.join(path).is_file()).map(str::to_owned).collect())
}

/// The slices of the API: those its list names. The other folders are the frame they stand in.
fn listed(source: &str) -> BTreeSet<String> {
    let ours = |path: paths::NamedPath| match path.parts.as_slice() {
        [first, slice, routes] if first == "crate" && routes == "routes" => Some(slice.clone()),
        _ => None,
    };
    paths::paths(source).into_iter().filter_map(ours).collect()
}

fn folders(within: &Path, others: &[&str]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(within)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !others.contains(&name.as_str()) {
            found.insert(name);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn slices_are_those_with_routes() {
        let source = "use crate::http::Routes;\nfn routes() { crate::roster::routes(r); crate::live::routes(r); }";
        assert_eq!(super::listed(source).into_iter().collect::<Vec<_>>(), ["live", "roster"]);
    }
}
