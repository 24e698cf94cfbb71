//! Where the workspace is, and running programs in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub struct Root(PathBuf);

impl Root {
    /// The nearest folder above with a `Cargo.lock`.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir()?;
        let found = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
        found
            .map(|folder| Self(folder.to_owned()))
            .context("no Cargo.lock here or above: run this inside the workspace")
    }

    /// A path inside the workspace.
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }

    /// Where cargo builds.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.join("target"), PathBuf::from)
    }

    /// A program started in the root.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.0);
        command
    }
}

/// Runs a program to its end and fails when it does.
pub fn succeed(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("{what}: cannot start"))?;
    if status.success() { Ok(()) } else { bail!("{what}: {status}") }
}

/// What a program prints, when it succeeds.
pub fn printed(command: &mut Command, what: &str) -> Result<String> {
    let output = command.output().with_context(|| format!("{what}: cannot start"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        bail!("{what}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr))
    }
}
