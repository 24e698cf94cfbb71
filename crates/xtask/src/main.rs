//! What `just` calls when a recipe needs more than a line.

mod check;
mod root;
mod size;
mod web;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::root::Root;
use crate::web::face::Face;

#[derive(Parser)]
#[command(about = "What just calls when a recipe needs more than a line", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Build the faces into target/web/<face>
    Web {
        /// Only this face; may be given several times
        #[arg(long, value_enum)]
        face: Vec<Face>,
        /// Quick and large: no optimiser, no compression, no cache in the browser
        #[arg(long)]
        dev: bool,
    },
    /// Weigh the first load of each face against its budget
    Size,
    /// Check who imports whom, how long files are, and that both databases have the same migrations
    Check,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().act) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("xtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(act: &Act) -> Result<bool> {
    let root = Root::find()?;
    match act {
        Act::Web { face, dev } => web::build(&root, if face.is_empty() { &Face::ALL } else { face }, *dev),
        Act::Size => size::weigh(&root),
        Act::Check => check::check(&root),
    }
}
