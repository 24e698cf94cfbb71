//! The command line.

mod add;
mod demo;
mod export;
mod import;
mod serve;

pub use serve::{Running, start};

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::App;
use crate::config::{Config, Flags};
use crate::db;
use crate::failure::Failure;

/// ひだまり: families, nurseries and the ward office, on one page.
#[derive(Parser)]
#[command(name = "hidamari", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Common {
    /// A TOML file with the configuration.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// sqlite:PATH or postgres://user:password@host/name [default: sqlite:DATA/hidamari.db].
    #[arg(long, global = true, value_name = "URL", env = "HIDAMARI_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// The folder for the secret key, the outbox and the SQLite file [default: data].
    #[arg(long, global = true, value_name = "DIR", env = "HIDAMARI_DATA")]
    data: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API and the three faces; brings the schema up to date first.
    Serve(serve::Serve),
    /// Brings the schema up to date and ends.
    Migrate,
    /// Makes a demonstration ward of invented people in an empty database, and tells who can sign in.
    Demo(demo::Demo),
    /// Municipalities.
    #[command(subcommand)]
    Municipality(add::Municipality),
    /// Facilities.
    #[command(subcommand)]
    Facility(add::Facility),
    /// Ward administrators.
    #[command(subcommand)]
    Admin(add::Admin),
    /// Imports a facility's roster from spreadsheets: all or nothing.
    Import(import::Import),
    /// Writes a facility's roster as spreadsheets that can be imported again.
    Export(export::Export),
    /// Recomputes the audit's chain; ends with an error if a line was changed or removed.
    VerifyAudit,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {}", told(&failure));
            ExitCode::FAILURE
        }
    }
}

fn told(failure: &Failure) -> String {
    match failure {
        Failure::Refused(problem) => problem
            .fields
            .iter()
            .fold(problem.title.clone(), |said, field| format!("{said} {}: {}", field.field, field.title)),
        Failure::Fault(cause) => cause.clone(),
    }
}

fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let flags =
        Flags { file: cli.common.config, database: cli.common.database, data: cli.common.data, ..Flags::default() };
    match cli.command {
        Command::Serve(command) => on_runtime(serve::run(command, flags)),
        Command::Migrate => {
            let config = load(&flags)?;
            for name in migrate(&config)? {
                println!("migrated {name}");
            }
            println!("the schema is up to date");
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(command) => on_runtime(demo::run(open(&flags)?, command)),
        Command::Municipality(command) => on_runtime(add::municipality(open(&flags)?, command)),
        Command::Facility(command) => on_runtime(add::facility(open(&flags)?, command)),
        Command::Admin(command) => on_runtime(add::admin(open(&flags)?, command)),
        Command::Import(command) => on_runtime(import::run(open(&flags)?, command)),
        Command::Export(command) => on_runtime(export::run(open(&flags)?, command)),
        Command::VerifyAudit => on_runtime(async move {
            let seals = open(&flags)?.db.read(crate::audit::verify).await?;
            println!("audit: {seals} seals hold");
            Ok(ExitCode::SUCCESS)
        }),
    }
}

fn on_runtime(run: impl Future<Output = Result<ExitCode, Failure>>) -> Result<ExitCode, Failure> {
    actix_web::rt::System::new().block_on(run)
}

fn load(flags: &Flags) -> Result<Config, Failure> {
    Config::load(flags).map_err(|error| Failure::Fault(error.to_string()))
}

/// Brings the schema up to date and opens the server's parts without serving.
fn open(flags: &Flags) -> Result<App, Failure> {
    let config = load(flags)?;
    migrate(&config)?;
    App::open(config)
}

fn migrate(config: &Config) -> Result<Vec<String>, Failure> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| Failure::Fault(format!("{}: {error}", config.data.display())))?;
    Ok(db::migrate(&config.database)?)
}
