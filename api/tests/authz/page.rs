//! docs/permissions.md as data.

use std::collections::{BTreeMap, BTreeSet};

use hidamari_domain::endpoints;

use crate::relation::Role;

const PAGE: &str = include_str!("../../../docs/permissions.md");

/// How far someone's reach goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Everyone,
    Self_,
    Ward,
    Facility,
    Class,
    Child,
    Never,
}

impl Letter {
    fn of(text: &str) -> Self {
        match text {
            "全" => Self::Everyone,
            "自" => Self::Self_,
            "区" => Self::Ward,
            "園" => Self::Facility,
            "組" => Self::Class,
            "子" => Self::Child,
            "×" => Self::Never,
            other => panic!("docs/permissions.md: 「{other}」 is no letter of the page"),
        }
    }
}

/// The page.
pub struct Page {
    letters: BTreeMap<(String, Role), Letter>,
    switched: BTreeSet<String>,
}

impl Page {
    /// Reads it. Every endpoint of the contract stands on it once, and nothing else does.
    pub fn read() -> Self {
        let mut letters = BTreeMap::new();
        for row in PAGE.lines().filter_map(cells) {
            let Some((name, row)) = row.split_first().filter(|(name, _)| name.is_ascii()) else { continue };
            if name.starts_with('-') {
                continue;
            }
            assert_eq!(row.len(), Role::ALL.len(), "docs/permissions.md: the row of {name}");
            for (role, letter) in Role::ALL.iter().zip(row) {
                let twice = letters.insert(((*name).to_owned(), *role), Letter::of(letter));
                assert!(twice.is_none(), "docs/permissions.md names {name} twice");
            }
        }
        Self { letters, switched: switched() }.complete()
    }

    fn complete(self) -> Self {
        let declared: BTreeSet<&str> = endpoints().map(|spec| spec.name).collect();
        let named: BTreeSet<&str> = self.letters.keys().map(|(name, _)| name.as_str()).collect();
        let missing: Vec<_> = declared.difference(&named).collect();
        let unknown: Vec<_> = named.difference(&declared).collect();
        assert!(missing.is_empty(), "docs/permissions.md lacks {missing:?}");
        assert!(unknown.is_empty(), "docs/permissions.md names what is no endpoint: {unknown:?}");
        for header in PAGE.lines().filter_map(cells).filter(|row| row.first() == Some(&"操作")) {
            let names: Vec<&str> = Role::ALL.iter().map(|role| role.sign()).collect();
            assert_eq!(header[1..], names, "docs/permissions.md: the columns of a table");
        }
        self
    }

    /// What stands in the endpoint's row and the role's column.
    pub fn letter(&self, endpoint: &str, role: Role) -> Letter {
        self.letters[&(endpoint.to_owned(), role)]
    }

    /// Whether the endpoint is out of reach where its capability is switched off.
    pub fn is_switched(&self, endpoint: &str) -> bool {
        self.switched.contains(endpoint)
    }
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
    (cells.len() == Role::ALL.len() + 1).then_some(cells)
}

/// The bullets under 「機能の段階導入」: a capability and its operations each.
fn switched() -> BTreeSet<String> {
    let section = PAGE.split("## 機能の段階導入").nth(1).expect("docs/permissions.md: 機能の段階導入");
    let bullets = section.lines().take_while(|line| !line.starts_with("## "));
    let names = bullets.filter_map(|line| line.trim().strip_prefix("- ")?.split_once(": "));
    let names: BTreeSet<String> =
        names.flat_map(|(_, operations)| operations.split('、').map(|name| name.trim().to_owned())).collect();
    assert!(!names.is_empty(), "docs/permissions.md: 機能の段階導入 names no operation");
    for name in &names {
        assert!(endpoints().any(|spec| spec.name == name), "docs/permissions.md: {name} is no endpoint");
    }
    names
}
