//! Turns `locales/<locale>/<slice>.json` into `crate::words::<slice>`, and the icon list into `crate::ui::glyph`.
//!
//! A text is a key and a sentence: `"arrived_at": "{time} に登園しました"`. A key without placeholders becomes
//! `arrived() -> &'static str`, one with placeholders `arrived_at(time) -> String`; `{{` is a literal brace; one
//! level of nesting becomes a module. Every locale must have the same files, keys and placeholders as `ja`.

mod emit;
mod glyphs;
mod locale;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(variable("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=icons");

    let locales = locale::read_all(&here.join("locales"))?;
    locale::compare(&locales)?;
    write(out.join("words.rs"), &emit::words(&locales))?;
    write(out.join("glyphs.rs"), &glyphs::constants(&here.join("icons"))?)
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|problem| format!("{name}: {problem}"))
}

fn write(path: PathBuf, text: &str) -> Result<(), String> {
    std::fs::write(&path, text).map_err(|problem| format!("{}: {problem}", path.display()))
}
