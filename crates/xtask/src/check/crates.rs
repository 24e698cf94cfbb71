//! Which crate stands on which.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Violation;
use crate::root::{Root, printed};

/// A crate of ours, and those of ours it may use: always, and in tests only.
const STANDS_ON: [(&str, &[&str], &[&str]); 7] = [
    ("hidamari-domain", &[], &[]),
    ("hidamari-client", &["hidamari-domain"], &[]),
    ("hidamari-web", &["hidamari-domain", "hidamari-client"], &[]),
    ("hidamari", &["hidamari-domain"], &["hidamari-client"]),
    ("xtask", &[], &[]),
    ("bench", &["hidamari", "hidamari-client", "hidamari-domain"], &[]),
    ("reliability", &["hidamari-client", "hidamari-domain"], &[]),
];

/// What may not be reached from a crate, however deep.
const KEPT_AWAY: [(&str, &[&str], &[&str]); 2] = [
    ("hidamari-domain", &[], &["actix-web", "diesel", "reqwest", "tokio", "gloo-net", "web-sys", "iana-time-zone"]),
    (
        "hidamari-web",
        &["--target", "wasm32-unknown-unknown"],
        &["actix-web", "diesel", "reqwest", "schemars", "iana-time-zone"],
    ),
];

/// Holds the manifests and the trees against both lists.
pub fn violations(root: &Root) -> Result<Vec<Violation>> {
    let mut cargo = root.command("cargo");
    let metadata =
        printed(cargo.args(["metadata", "--no-deps", "--locked", "--format-version", "1"]), "cargo metadata")?;
    let mut found = neighbours(&serde_json::from_str(&metadata)?)?;
    for (name, more, away) in KEPT_AWAY {
        let mut cargo = root.command("cargo");
        cargo.args(["tree", "--locked", "--package", name, "--edges", "normal,no-proc-macro"]);
        cargo.args(["--prefix", "none", "--format", "{p}"]);
        found.extend(reached(name, &printed(cargo.args(more), "cargo tree")?, away));
    }
    Ok(found)
}

fn neighbours(metadata: &Value) -> Result<Vec<Violation>> {
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let rule = STANDS_ON.iter().find(|(each, ..)| *each == name);
        let Some((_, always, in_tests)) = rule else {
            found.push(Violation::new(name, "a crate with no place in the house's rules"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["name"].as_str().unwrap_or_default();
            let test_only = dependency["kind"] == "dev";
            let ours = STANDS_ON.iter().any(|(each, ..)| *each == on);
            if ours && !always.contains(&on) && !(test_only && in_tests.contains(&on)) {
                found.push(Violation::new(name, format!("may not stand on {on}")));
            }
        }
    }
    Ok(found)
}

fn reached(name: &str, tree: &str, away: &[&str]) -> Vec<Violation> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    away.iter()
        .filter(|each| names.contains(each))
        .map(|each| Violation::new(name, format!("reaches {each}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{neighbours, reached};

    fn house(name: &str, on: &str, kind: Option<&str>) -> Vec<String> {
        let metadata = json!({ "packages": [{ "name": name, "dependencies": [{ "name": on, "kind": kind }] }] });
        neighbours(&metadata).unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn crates_stand_on_their_neighbours_only() {
        assert_eq!(
            house("hidamari-domain", "hidamari-client", None),
            ["hidamari-domain: may not stand on hidamari-client"]
        );
        assert_eq!(house("hidamari", "hidamari-client", None).len(), 1);
        assert!(house("hidamari", "hidamari-client", Some("dev")).is_empty());
        assert!(house("hidamari-web", "hidamari-client", None).is_empty());
        assert_eq!(house("hidamari-new", "serde", None).len(), 1);
    }

    #[test]
    fn what_is_kept_away_is_found_however_deep() {
        let tree = "hidamari-domain v0.1.0 (/x)\nchrono v0.4.45\niana-time-zone v0.1.6 (*)\n";
        assert_eq!(reached("hidamari-domain", tree, &["iana-time-zone"]).len(), 1);
        assert!(reached("hidamari-domain", tree, &["tokio"]).is_empty());
    }
}
