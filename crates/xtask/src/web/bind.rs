//! Binding a module to the browser and making it small.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::dist::digest;
use super::face::Face;
use super::glue::{Names, STREAMS, slim};
use super::say;
use crate::root::{Root, printed};

/// A face the browser can run.
pub struct Bound {
    /// The JavaScript between the module and the page.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
}

/// What the compiler may use; a module whose own list was stripped is refused without it. Never all features: a
/// browser does not know them all.
const FEATURES: [&str; 6] =
    ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/// Binds and optimises, or takes what the same module became last time.
pub fn bind(root: &Root, face: Face, module: &Path, dev: bool) -> Result<Bound> {
    let bytes = std::fs::read(module).with_context(|| module.display().to_string())?;
    let work = root.target().join("web/.work").join(face.name()).join(if dev { "dev" } else { "web" });
    let (glue, wasm) = (work.join("glue.js"), work.join("module.wasm"));
    let stamp = work.join("made-from");
    let made_from = digest(&bytes);
    if std::fs::read_to_string(&stamp).is_ok_and(|before| before == made_from) {
        return read(&glue, &wasm);
    }
    say(format_args!("{}: binding", face.name()));
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    std::fs::create_dir_all(&work)?;
    let bound = generate(module, &work, dev)?;
    std::fs::rename(work.join("face.js"), &glue)?;
    if dev {
        std::fs::rename(bound, &wasm)?;
    } else {
        say(format_args!("{}: optimising", face.name()));
        let names = optimise(root, &bound, &wasm)?;
        std::fs::write(&glue, slim(&std::fs::read_to_string(&glue)?, &names))?;
    }
    std::fs::write(&stamp, made_from)?;
    read(&glue, &wasm)
}

fn generate(module: &Path, work: &Path, dev: bool) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("face").web(true)?;
    bindgen.typescript(false).omit_default_module_path(true);
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

fn optimise(root: &Root, from: &Path, to: &Path) -> Result<Names> {
    let mut wasm_opt = root.command("node");
    wasm_opt.arg(root.join("web/node_modules/binaryen/bin/wasm-opt"));
    wasm_opt.args(["-Oz", "--minify-imports-and-exports-and-modules"]);
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    Names::read(&printed(wasm_opt.arg(from).arg("-o").arg(to), "wasm-opt")?)
}

fn read(glue: &Path, wasm: &Path) -> Result<Bound> {
    Ok(Bound { glue: std::fs::read_to_string(glue)?, wasm: std::fs::read(wasm)? })
}
