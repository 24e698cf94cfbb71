use std::process::ExitCode;

use clap::Args;
use tracing_subscriber::EnvFilter;

use super::{load, migrate};
use crate::app::App;
use crate::config::Flags;
use crate::failure::Failure;
use crate::http::{Server, serve};

/// Options of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDR", env = "HIDAMARI_LISTEN")]
    listen: Option<String>,
    /// Shows mail on a page instead of sending it, and who can sign in as whom.
    #[arg(long)]
    demo: bool,
}

/// Serves until it is told to stop (Ctrl-C or SIGTERM).
pub async fn run(command: Serve, flags: Flags) -> Result<ExitCode, Failure> {
    log_as_json();
    let config = load(&Flags { listen: command.listen, demo: command.demo, ..flags })?;
    for name in migrate(&config)? {
        tracing::info!(name, "migrated");
    }
    let app = App::open(config)?;
    let server = start(&app)?;
    println!("http://{}", server.address);
    told_to_stop().await;
    tracing::info!("stopping");
    server.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Starts the server with its background work.
///
/// # Errors
/// When the address cannot be bound.
pub fn start(app: &App) -> Result<Server, Failure> {
    crate::live::start(app)?;
    tokio::task::spawn_local(crate::jobs::start(app.clone()));
    tokio::task::spawn_local(crate::audit::keep_sealing(app.clone()));
    tokio::task::spawn_local(crate::operations::keep_tidy(app.clone()));
    tokio::task::spawn_local(crate::roster::keep_promoting(app.clone()));
    serve(app, crate::slices::routes)
}

fn log_as_json() {
    let filter = EnvFilter::try_from_env("HIDAMARI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // A second subscriber cannot be set; the first one stays.
    drop(tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    drop(interrupt.await);
}
