//! Import and export on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "import/command.rs"]
mod command;
#[path = "import/files.rs"]
mod files;
#[path = "import/rows.rs"]
mod rows;
#[path = "import/speed.rs"]
mod speed;
