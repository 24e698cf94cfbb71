//! Writing the texts as Rust.

use crate::locale::{Locale, Texts};
use crate::text::{Piece, values};

/// The module `words`: which locale is spoken, and one module a slice.
pub fn words(locales: &[Locale]) -> String {
    let Some(first) = locales.first() else { return String::new() };
    let mut rust = locale_type(locales);
    let mut slices: Vec<&String> = first.texts.keys().filter_map(|module| module.first()).collect();
    slices.dedup();
    for slice in slices {
        rust += &format!("/// `locales/*/{slice}.json`.\npub mod {slice} {{\n");
        for module in first.texts.keys().filter(|module| module.first() == Some(slice)) {
            match module.get(1) {
                None => rust += &functions(locales, &first.texts, module),
                Some(group) => {
                    let body = functions(locales, &first.texts, module);
                    rust += &format!("/// `{group}` of `{slice}.json`.\npub mod {group} {{\n{body}}}\n");
                }
            }
        }
        rust += "}\n";
    }
    rust
}

fn locale_type(locales: &[Locale]) -> String {
    let mut variants = String::new();
    let mut tags = String::new();
    for locale in locales {
        let variant = variant(&locale.name);
        variants += &format!("/// `{}`.\n{variant},\n", locale.name);
        tags += &format!("(Locale::{variant}, {:?}),\n", locale.name);
    }
    let count = locales.len();
    format!(
        "/// The languages the screens speak.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Locale {{\n{variants}}}\n\
         /// Every locale with its tag.\npub const LOCALES: [(Locale, &str); {count}] = [\n{tags}];\n"
    )
}

fn functions(locales: &[Locale], first: &Texts, module: &Vec<String>) -> String {
    let Some(keys) = first.get(module) else { return String::new() };
    keys.iter().map(|(key, text)| function(locales, module, key, text)).collect()
}

fn function(locales: &[Locale], module: &Vec<String>, key: &str, text: &[Piece]) -> String {
    let names = values(text);
    let arms: String = locales
        .iter()
        .filter_map(|locale| Some((locale, locale.texts.get(module)?.get(key)?)))
        .map(|(locale, text)| format!("crate::words::Locale::{} => {},\n", variant(&locale.name), body(text)))
        .collect();
    let arguments: Vec<String> = names.iter().map(|name| format!("{name}: impl core::fmt::Display")).collect();
    let (arguments, reply) = (arguments.join(", "), if names.is_empty() { "&'static str" } else { "String" });
    format!(
        "/// {}\n#[must_use]\npub fn {key}({arguments}) -> {reply} {{\nmatch crate::words::locale() {{\n{arms}}}\n}}\n",
        spoken(text).replace('\n', " ")
    )
}

fn body(text: &[Piece]) -> String {
    if values(text).is_empty() {
        return format!("{:?}", spoken(text));
    }
    let parts: Vec<String> = text
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => format!("&{words:?}"),
            Piece::Value(name) => format!("&{name}"),
        })
        .collect();
    format!("crate::words::join(&[{}])", parts.join(", "))
}

fn spoken(text: &[Piece]) -> String {
    text.iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Value(name) => format!("{{{name}}}"),
        })
        .collect()
}

fn variant(locale: &str) -> String {
    locale
        .split(['-', '_'])
        .map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>())
        .collect()
}
