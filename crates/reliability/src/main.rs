//! What becomes of acknowledged events when the server is killed, its database or its disk fails, or the network is
//! cut: `just reliability attendance`. Nothing may be lost, nothing doubled, and the service returns by itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod cluster;
mod cuts;
mod database;
mod disk;
mod exchange;
mod filled;
mod invariants;
mod kills;
mod ledger;
mod program;
mod proxy;
mod rig;
mod site;
mod tablets;
mod tally;
mod traced;

use std::process::ExitCode;

use clap::Parser;

use cluster::Cluster;
use database::Database;
use rig::Rig;
use tally::Tally;

/// What is tried, and how often.
#[derive(Parser)]
#[command(name = "reliability")]
struct Plan {
    /// The slice whose events are watched; attendance is the only one so far.
    #[arg(value_parser = ["attendance"])]
    _slice: String,
    /// How often the server is killed on SQLite; on PostgreSQL a fifth of it, every other time the database instead.
    #[arg(long, default_value_t = 1_000)]
    kills: usize,
    /// How often the network is cut on SQLite; on PostgreSQL a fifth of it.
    #[arg(long, default_value_t = 1_000)]
    cuts: usize,
    /// Leaves PostgreSQL out.
    #[arg(long)]
    sqlite_only: bool,
    /// Leaves the full disk and the failing fsync out: they need root and strace.
    #[arg(long)]
    no_faults: bool,
    /// The server.
    #[arg(long, env = "HIDAMARI_PROGRAM")]
    program: std::path::PathBuf,
}

fn main() -> ExitCode {
    let plan = Plan::parse();
    let rig = Rig::new(plan.program.clone());
    let mut tally = Tally::default();

    let sqlite = || rig.site(Database::on_sqlite(&std::env::temp_dir()));
    tally.add("kills on SQLite", kills::on_sqlite(&rig, &sqlite(), plan.kills));
    tally.add("cuts on SQLite", cuts::run(&rig, &sqlite(), plan.cuts));
    if !plan.no_faults {
        tally.add("full disk", disk::full(&rig));
        tally.add("failing fsync", disk::failing_fsync(&rig, &sqlite()));
    }
    match Cluster::from_environment() {
        _ if plan.sqlite_only => {}
        Some(cluster) => {
            let postgres = || rig.site(Database::on_postgres(cluster.url()));
            tally.add("kills on PostgreSQL", kills::on_postgres(&rig, &postgres(), &cluster, plan.kills / 5));
            tally.add("cuts on PostgreSQL", cuts::run(&rig, &postgres(), plan.cuts / 5));
        }
        None => println!("PostgreSQL is left out: HIDAMARI_TEST_POSTGRES names no server"),
    }
    tally.conclude()
}
