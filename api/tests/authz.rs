//! `just authz`: asks the real server everything as everyone, and holds the answers against docs/permissions.md.
//!
//! A harness of its own, so that the last line printed is the verdict.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "authz/cells.rs"]
mod cells;
#[path = "authz/contents.rs"]
mod contents;
#[path = "authz/markers/mod.rs"]
mod markers;
#[path = "authz/page.rs"]
mod page;
#[path = "authz/people.rs"]
mod people;
#[path = "authz/relation.rs"]
mod relation;
#[path = "authz/requests.rs"]
mod requests;
#[path = "authz/things.rs"]
mod things;
#[path = "authz/verdict.rs"]
mod verdict;
#[path = "authz/wire.rs"]
mod wire;
#[path = "authz/world.rs"]
mod world;

use std::process::ExitCode;

fn main() -> ExitCode {
    actix_web::rt::System::new().block_on(async {
        let matrix = cells::all().await;
        let crawl = markers::crawl().await;
        for wrong in matrix.wrong.iter().chain(&crawl.foreign) {
            println!("{wrong}");
        }
        let (cells, wrong) = (matrix.cells, matrix.wrong.len());
        let (responses, foreign) = (matrix.responses + crawl.responses, crawl.foreign.len());
        println!("authz: {cells} cells, {wrong} wrong, {responses} responses, {foreign} foreign markers");
        if wrong + foreign == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}
