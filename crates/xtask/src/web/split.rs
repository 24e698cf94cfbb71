//! Cutting a module where `#[wasm_split]` stands, so that what is rarely opened comes when it is opened.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{ExportSection, Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{ExportSectionReader, Parser, Payload};

/// How the marks name a function where it is called, and where it is.
const CALLED: &str = "00_import_";
const IS: &str = "00_export_";

/// The script that fetches what comes later.
pub const LINK: &str = "link.js";
const PARTS: &str = "parts.json";

/// Which files a part needs, by the part's name.
pub type Parts = HashMap<String, Vec<String>>;

/// The parts of what was cut into `work`.
pub fn parts(work: &Path) -> Result<Parts> {
    let path = work.join(PARTS);
    let json = std::fs::read(&path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_slice(&json)?)
}

/// Cuts the module: `main`, still to be bound, and in the folder `work` the parts that come later, with the script
/// that fetches them. Gives the parts' files.
pub fn split(module: &Path, main: &Path, work: &Path) -> Result<Vec<PathBuf>> {
    let whole = std::fs::read(module).with_context(|| module.display().to_string())?;
    let whole = without_strangers(&whole)?;
    let mut options = Options::new(&whole);
    options.output_dir = work;
    options.main_out_path = main;
    options.link_name = LINK;
    let done = transform(options).map_err(|problem| anyhow!("{}: {problem:#}", module.display()))?;
    std::fs::write(work.join(PARTS), serde_json::to_vec(&done.prefetch_map)?)?;
    Ok(done.split_modules)
}

/// Without the marked functions of other faces: every face holds them all, and calls only its own.
fn without_strangers(whole: &[u8]) -> Result<Vec<u8>> {
    let called = calls(whole)?;
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(whole) {
        match payload? {
            Payload::ExportSection(exports) => {
                module.section(&own(exports, &called)?);
            }
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let data = &whole[usize::try_from(range.start)?..usize::try_from(range.end)?];
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

fn own(exports: ExportSectionReader<'_>, called: &HashSet<String>) -> Result<ExportSection> {
    let mut own = ExportSection::new();
    for export in exports {
        let export = export?;
        if !export.name.contains(IS) || called.contains(&export.name.replacen(IS, CALLED, 1)) {
            own.export(export.name, export.kind.into(), export.index);
        }
    }
    Ok(own)
}

fn calls(whole: &[u8]) -> Result<HashSet<String>> {
    let mut calls = HashSet::new();
    for payload in Parser::new(0).parse_all(whole) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let name = import?.name;
                if name.contains(CALLED) {
                    calls.insert(name.to_owned());
                }
            }
        }
    }
    Ok(calls)
}
