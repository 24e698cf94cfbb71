//! From Rust to WebAssembly.

use std::path::PathBuf;

use anyhow::Result;

use super::face::Face;
use crate::root::{Root, succeed};

const TARGET: &str = "wasm32-unknown-unknown";

/// One run of cargo for all faces; their modules in the same order.
pub fn compile(root: &Root, faces: &[Face], dev: bool) -> Result<Vec<PathBuf>> {
    let (profile, folder) = if dev { ("dev", "debug") } else { ("web", "web") };
    let mut cargo = root.command("cargo");
    cargo.args(["build", "--locked", "--package", "hidamari-web", "--target", TARGET, "--profile", profile]);
    for face in faces {
        cargo.args(["--bin", face.name()]);
    }
    succeed(&mut cargo, "cargo build")?;
    let built = root.target().join(TARGET).join(folder);
    Ok(faces.iter().map(|face| built.join(face.name()).with_extension("wasm")).collect())
}
