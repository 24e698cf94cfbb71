//! The glue between a module and its page, without what a browser has no use for.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Leptos can send forms to functions on a server, and for that exports streams to scripts. No script of ours takes
/// them: without their exports the optimiser drops them.
pub const STREAMS: &str = "intounderlying";
const STREAM_CLASS: &str = "IntoUnderlying";
/// How far an entry of the table of imports is indented.
const ENTRY: &str = "        ";
const FIRST_ENTRY: &str = "        __proto__: null,\n";
/// How the functions that fetch the other parts are named.
const LOADER: &str = "__wasm_split_load_";

/// The short names that the optimiser gave: the long ones hold a hash each, which no compression shortens.
#[derive(Deserialize)]
pub struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

impl Names {
    /// Reads what the optimiser says.
    pub fn read(said: &str) -> Result<Self> {
        serde_json::from_str(said).context("the optimiser did not tell the new names")
    }
}

/// Glue and the script that fetches the other parts as one script: each needs the other.
pub fn joined(glue: &str, link: &str) -> String {
    let loaders = link.lines().filter_map(|line| line.strip_prefix("export const ")?.split(" = ").next());
    let entries: String =
        loaders.map(|loader| format!("{ENTRY}{loader}: function(...given) {{ {loader}(...given); }},\n")).collect();
    let mut joined = String::with_capacity(glue.len() + link.len());
    for line in glue.lines().filter(|line| !line.starts_with("import * as ")) {
        match line.split_once(": import") {
            Some((module, _)) if module.contains("link.js") => joined.extend([module, ": import0,"]),
            _ => joined.push_str(line),
        }
        joined.push('\n');
    }
    joined = joined.replacen(FIRST_ENTRY, &[FIRST_ENTRY, &entries].concat(), 1);
    for line in link.lines().filter(|line| !line.starts_with("import ")) {
        let line = line.strip_prefix("export ").unwrap_or(line);
        match shared(line) {
            Some(names) => joined.extend(names.map(|name| format!("const {name} = wasm.{name};\n"))),
            None => joined.extend([line, "\n"]),
        }
    }
    joined
}

/// What the link takes from the main module, in the line where it does.
fn shared(line: &str) -> Option<impl Iterator<Item = &str>> {
    let names = line.trim().strip_prefix("const { ")?.strip_suffix("} = initSync(undefined, undefined);")?;
    Some(names.split(',').map(str::trim).filter(|name| !name.is_empty()))
}

/// Leaves out what the module does not import, gives everything its short name, and takes the indents away.
pub fn slim(glue: &str, names: &Names) -> String {
    let imports: HashMap<&str, &str> = names.imports.iter().map(|(_, old, new)| (old.as_str(), new.as_str())).collect();
    let mut slim = String::with_capacity(glue.len());
    let mut is_kept = true;
    for line in without_streams(glue).lines() {
        let trimmed = line.trim_start();
        let entry = line.strip_prefix(ENTRY).and_then(entry_name);
        is_kept = entry.map_or(is_kept || !line.starts_with(ENTRY), |name| imports.contains_key(name));
        let is_remark = trimmed.starts_with("//") || trimmed.starts_with("/*");
        if !is_kept || trimmed.is_empty() || is_remark || trimmed.contains("link.js\": import0") {
            continue;
        }
        match entry.and_then(|name| Some((imports.get(name)?, trimmed.strip_prefix(name)?))) {
            Some((short, rest)) => slim.extend([short, rest]),
            None => slim.push_str(trimmed),
        }
        slim.push('\n');
    }
    if let Some((module, ..)) = names.imports.first() {
        slim = slim.replace(&format!("\"{module}\": import0"), "\"a\": import0");
    }
    renamed(slim, &names.exports)
}

/// The name of an entry of the table of imports, if this line begins one.
fn entry_name(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(": ")?;
    let is_name = (name.starts_with("__wb") || name.starts_with(LOADER))
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && rest.starts_with("function")).then_some(name)
}

/// Without the classes of [`STREAMS`]. A statement of the glue ends where the next line is not indented.
fn without_streams(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut is_dropped = false;
    for line in glue.lines() {
        if !line.starts_with([' ', '}']) {
            is_dropped = line.contains(STREAM_CLASS);
        }
        if !is_dropped {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn renamed(mut glue: String, exports: &[(String, String)]) -> String {
    let mut longest_first: Vec<_> = exports.iter().collect();
    longest_first.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    for (old, new) in longest_first {
        glue = glue.replace(&format!("wasm.{old}"), &format!("wasm.{new}"));
    }
    glue
}

#[cfg(test)]
mod tests {
    use super::{Names, joined, slim};

    const GLUE: &str = r#"export class IntoUnderlyingSink {
    free() {
    }
}
function imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_12: function() {
            // why
            return Date.now();
        },
        __wbg_gone_34: function() { return handleError(function (a) {
            a.gone();
        }, arguments); },
        __wbindgen_init: function() {
            wasm.__wbindgen_malloc(wasm.__wbindgen_malloc_more);
        },
    };
    return { "./face_bg.js": import0 };
}
"#;

    #[test]
    fn only_what_is_used_stays_and_under_short_names() -> anyhow::Result<()> {
        let said = r#"{"imports":[["./face_bg.js","__wbg_now_12","a"],["./face_bg.js","__wbindgen_init","b"]],
            "exports":[["__wbindgen_malloc","c"],["__wbindgen_malloc_more","d"]]}"#;
        let wanted = "function imports() {\nconst import0 = {\n__proto__: null,\na: function() {\nreturn Date.now();\n},\n\
            b: function() {\nwasm.c(wasm.d);\n},\n};\nreturn { \"a\": import0 };\n}\n";
        assert_eq!(slim(GLUE, &Names::read(said)?), wanted);
        Ok(())
    }

    #[test]
    fn the_link_becomes_part_of_the_glue() {
        let glue = "import * as import1 from \"./link.js\"\nfunction imports() {\n    const import0 = {\n        __proto__: null,\n\
            \x20   };\n    return { \"./face_bg.js\": import0,\n        \"./link.js\": import1,\n    };\n}\n";
        let link = "import { initSync } from \"./main.js\";\n        const { memory, table,  } = initSync(undefined, undefined);\n\
            export const __wasm_split_load_days = wrap(1);\n";
        let wanted = "function imports() {\n    const import0 = {\n        __proto__: null,\n\
            \x20       __wasm_split_load_days: function(...given) { __wasm_split_load_days(...given); },\n    };\n\
            \x20   return { \"./face_bg.js\": import0,\n        \"./link.js\": import0,\n    };\n}\n\
            const memory = wasm.memory;\nconst table = wasm.table;\nconst __wasm_split_load_days = wrap(1);\n";
        assert_eq!(joined(glue, link), wanted);
    }
}
