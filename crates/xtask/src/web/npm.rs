//! The tools that come from npm.

use anyhow::Result;

use super::say;
use crate::root::{Root, succeed};

/// Installs them when they are not there.
pub fn ready(root: &Root) -> Result<()> {
    let web = root.join("web");
    if web.join("node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    say(format_args!("npm ci (once)"));
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    succeed(root.command(npm).current_dir(web).args(["ci", "--no-audit", "--no-fund"]), "npm ci")
}
