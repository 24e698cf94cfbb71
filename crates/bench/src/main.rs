//! How fast the server is, beside bare yardsticks measured in the same run on the same machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arrivals;
mod authorization;
mod bare;
mod board;
#[path = "../../../api/tests/common/mod.rs"]
mod common;
mod load;
mod morning;
mod place;
mod postgres;
mod report;
mod statements;

use std::process::ExitCode;

use common::Database;
use place::Place;

#[actix_web::main]
async fn main() -> ExitCode {
    log_nowhere();
    if std::env::args().nth(1).as_deref() == Some("morning") {
        return if morning::measure().await { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // Some of: statements, authorization, board, arrivals, postgres. All without a name.
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|name| name == part);
    let place = Place::open(Database::on_sqlite()).await;
    if is_asked("statements") {
        statements::measure(&place).await;
    }
    if is_asked("authorization") {
        authorization::measure(&place).await;
    }
    if is_asked("board") {
        board::measure(&place).await;
    }
    if is_asked("arrivals") {
        arrivals::measure(&place, &Place::open(Database::on_sqlite()).await).await;
    }
    if is_asked("postgres") {
        match std::env::var("HIDAMARI_TEST_POSTGRES") {
            Ok(server) => postgres::measure(&server).await,
            Err(_) => println!("PostgreSQL is not measured: HIDAMARI_TEST_POSTGRES names no server"),
        }
    }
    ExitCode::SUCCESS
}

/// The server writes its log as it always does; only nobody reads it.
fn log_nowhere() {
    let nowhere = || std::fs::OpenOptions::new().write(true).open("/dev/null").expect("/dev/null");
    let file = std::sync::Mutex::new(nowhere());
    tracing_subscriber::fmt().json().with_env_filter("info").with_writer(file).init();
}
