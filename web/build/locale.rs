//! Reading the locales and holding them against each other.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::text::{Piece, identifier, pieces, values};

/// The locale every other one is measured by.
pub const FIRST: &str = "ja";

/// `slice` or `slice/group`, then key, then text.
pub type Texts = BTreeMap<Vec<String>, BTreeMap<String, Vec<Piece>>>;

/// A language and all its texts.
pub struct Locale {
    pub name: String,
    pub texts: Texts,
}

/// Every folder of `locales`, the first locale first.
pub fn read_all(folder: &Path) -> Result<Vec<Locale>, String> {
    let mut names = entries(folder)?;
    names.sort_by_key(|name| (name != FIRST, name.clone()));
    if names.first().map(String::as_str) != Some(FIRST) {
        return Err(format!("{}: no locale {FIRST}", folder.display()));
    }
    names.into_iter().map(|name| Ok(Locale { texts: read(&folder.join(&name))?, name })).collect()
}

fn read(folder: &Path) -> Result<Texts, String> {
    let mut texts = Texts::new();
    for file in entries(folder)? {
        let path = folder.join(&file);
        let at = |problem: &dyn std::fmt::Display| format!("{}: {problem}", path.display());
        let slice = file.strip_suffix(".json").ok_or_else(|| at(&"only .json files belong here"))?;
        let json = std::fs::read_to_string(&path).map_err(|problem| at(&problem))?;
        let value: Value = serde_json::from_str(&json).map_err(|problem| at(&problem))?;
        let slice = identifier(slice).map_err(|problem| at(&problem))?;
        collect(&mut texts, vec![slice], &value).map_err(|problem| at(&problem))?;
    }
    Ok(texts)
}

fn collect(texts: &mut Texts, module: Vec<String>, value: &Value) -> Result<(), String> {
    let Value::Object(entries) = value else {
        return Err(format!("{} is not a map of keys to texts", module.join(".")));
    };
    texts.entry(module.clone()).or_default();
    for (key, value) in entries {
        let name = identifier(key)?;
        match value {
            Value::String(text) if !text.trim().is_empty() => {
                texts.entry(module.clone()).or_default().insert(name, pieces(text)?);
            }
            Value::Object(_) if module.len() == 1 => {
                collect(texts, vec![module[0].clone(), name], value)?;
            }
            _ => return Err(format!("{}.{key} is neither a text nor one level of texts", module.join("."))),
        }
    }
    Ok(())
}

/// Refuses a locale that lacks a key, has one too many, or uses other placeholders.
pub fn compare(locales: &[Locale]) -> Result<(), String> {
    let Some((first, others)) = locales.split_first() else { return Ok(()) };
    for other in others {
        let (want, have) = (shape(&first.texts), shape(&other.texts));
        if let Some((key, _)) = want.iter().find(|(key, values)| have.get(*key) != Some(values)) {
            return Err(format!("locale {}: {key} is missing or has other placeholders than {FIRST}", other.name));
        }
        if let Some(key) = have.keys().find(|key| !want.contains_key(*key)) {
            return Err(format!("locale {}: {key} is not in {FIRST}", other.name));
        }
    }
    Ok(())
}

fn shape(texts: &Texts) -> BTreeMap<String, Vec<&str>> {
    texts
        .iter()
        .flat_map(|(module, keys)| {
            keys.iter().map(move |(key, text)| (format!("{}.{key}", module.join(".")), values(text)))
        })
        .collect()
}

fn entries(folder: &Path) -> Result<Vec<String>, String> {
    let at = |problem: std::io::Error| format!("{}: {problem}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at)? {
        let name = entry.map_err(at)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
