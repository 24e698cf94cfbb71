//! Binding a module to the browser and making it small.

use std::fs::{read_to_string, rename};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::dist::digest;
use super::face::Face;
use super::glue::{Names, STREAMS, joined, slim};
use super::say;
use super::split::{LINK, parts, split};
use crate::root::{Root, printed};

/// A face the browser can run.
pub struct Bound {
    /// The JavaScript between the module and the page.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
    /// What comes later.
    pub later: Vec<Part>,
}

/// A module that comes later.
pub struct Part {
    /// How the glue calls it.
    pub name: String,
    /// The module.
    pub wasm: Vec<u8>,
    /// Whether whoever is not signed in needs it at once.
    pub is_for_newcomers: bool,
    /// Whether whoever is signed in needs it at once.
    pub is_for_work: bool,
}

/// What the compiler may use; a module whose own list was stripped is refused without it. Never all features: a
/// browser does not know them all.
const FEATURES: [&str; 6] =
    ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/// The passes after which a face weighs least on the wire. `-Oz` makes a smaller module that brotli packs less well.
const SMALL: [&str; 3] = ["-Os", "--one-caller-inline-max-function-size=20", "--skip-pass=local-cse"];

/// Binds and optimises, or takes what the same module became last time.
pub fn bind(root: &Root, face: Face, module: &Path, dev: bool) -> Result<Bound> {
    let work = work(root, face, dev);
    let stamp = work.join("made-from");
    let made_from = made_from(module)?;
    if !read_to_string(&stamp).is_ok_and(|before| before == made_from) {
        if work.exists() {
            std::fs::remove_dir_all(&work)?;
        }
        std::fs::create_dir_all(&work)?;
        make(root, face, module, &work, dev)?;
        std::fs::write(&stamp, made_from)?;
    }
    read(face, &work)
}

/// Where a face's modules are made.
pub fn work(root: &Root, face: Face, dev: bool) -> PathBuf {
    root.target().join("web/.work").join(face.name()).join(if dev { "dev" } else { "web" })
}

/// Names the module and this program: either one changed makes other files.
fn made_from(module: &Path) -> Result<String> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    Ok([read(module)?, read(&std::env::current_exe()?)?].map(|bytes| digest(&bytes)).concat())
}

fn make(root: &Root, face: Face, module: &Path, work: &Path, dev: bool) -> Result<()> {
    say(format_args!("{}: cutting and binding", face.name()));
    let whole = work.join("whole.wasm");
    let later = split(module, &whole, work)?;
    let bound = generate(&whole, work, dev)?;
    std::fs::remove_file(whole)?;
    let glue = joined(&read_to_string(work.join("face.js"))?, &read_to_string(work.join(LINK))?);
    if dev {
        rename(bound, work.join("main.wasm"))?;
        return Ok(std::fs::write(work.join("glue.js"), glue)?);
    }
    say(format_args!("{}: optimising", face.name()));
    let said = optimise(root, &bound, &work.join("main.wasm"), &["--minify-imports-and-exports-and-modules"])?;
    for part in later {
        optimise(root, &part, &part, &[])?;
    }
    Ok(std::fs::write(work.join("glue.js"), slim(&glue, &Names::read(&said)?))?)
}

fn generate(module: &Path, work: &Path, dev: bool) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("face").web(true)?;
    bindgen.typescript(false).omit_default_module_path(true);
    // The other parts call into the main module by its table of functions.
    bindgen.keep_lld_exports(true);
    bindgen.keep_debug(false).remove_name_section(!dev).remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let exports = &mut output.wasm_mut().exports;
    let unused: Vec<_> =
        exports.iter().filter(|export| export.name.contains(STREAMS)).map(|export| export.id()).collect();
    for export in unused {
        exports.delete(export);
    }
    output.emit(work)?;
    ensure!(
        !work.join("snippets").exists(),
        "a dependency brings JavaScript of its own; the page's list of assets knows only the glue"
    );
    Ok(work.join("face_bg.wasm"))
}

fn optimise(root: &Root, from: &Path, to: &Path, more: &[&str]) -> Result<String> {
    let mut wasm_opt = root.command("node");
    wasm_opt.arg(root.join("web/node_modules/binaryen/bin/wasm-opt"));
    wasm_opt.args(SMALL).args(more).args(FEATURES.map(|feature| format!("--enable-{feature}")));
    printed(wasm_opt.arg(from).arg("-o").arg(to), "wasm-opt")
}

fn read(face: Face, work: &Path) -> Result<Bound> {
    let parts = parts(work)?;
    let newcomers = parts.get(face.newcomers_part()).context("no part for newcomers")?;
    let work_parts = match face.working_part() {
        Some(part) => parts.get(part).context("no part for work")?.as_slice(),
        None => &[],
    };
    let mut later = Vec::new();
    for entry in std::fs::read_dir(work)? {
        let path = entry?.path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let is_part = name.starts_with("split_") || name.starts_with("chunk_");
        if is_part && path.extension().is_some_and(|kind| kind == "wasm") {
            let (is_for_newcomers, is_for_work) = (newcomers.contains(&name), work_parts.contains(&name));
            later.push(Part { is_for_newcomers, is_for_work, wasm: std::fs::read(path)?, name });
        }
    }
    later.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Bound { glue: read_to_string(work.join("glue.js"))?, wasm: std::fs::read(work.join("main.wasm"))?, later })
}
