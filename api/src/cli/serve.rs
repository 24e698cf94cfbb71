use std::net::SocketAddr;
use std::process::ExitCode;
use std::thread::JoinHandle;

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
    let told_to_stop = told_to_stop().map_err(|error| Failure::Fault(error.to_string()))?;
    println!("http://{}", server.address);
    told_to_stop.await;
    tracing::info!("stopping");
    server.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// A server that runs, with its background work.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    server: Server,
    listener: Option<JoinHandle<()>>,
}

impl Running {
    /// Finishes what was begun, then stops.
    pub async fn stop(self) {
        self.server.stop().await;
        end(self.listener).await;
    }

    /// Stops without waiting for anyone's request.
    pub async fn abort(self) {
        self.server.abort().await;
        end(self.listener).await;
    }
}

/// A program that ends while a thread of it opens a connection may crash in the database's library.
async fn end(listener: Option<JoinHandle<()>>) {
    let ended = tokio::task::spawn_blocking(|| listener.map(JoinHandle::join)).await;
    if !matches!(ended, Ok(None | Some(Ok(())))) {
        tracing::error!("the listening thread broke");
    }
}

/// Starts the server with its background work.
///
/// # Errors
/// When the address cannot be bound.
pub fn start(app: &App) -> Result<Running, Failure> {
    let server = serve(app, crate::slices::routes)?;
    let listener = crate::live::start(app)?;
    tokio::task::spawn_local(crate::jobs::start(app.clone()));
    tokio::task::spawn_local(crate::audit::keep_sealing(app.clone()));
    tokio::task::spawn_local(crate::operations::keep_tidy(app.clone()));
    tokio::task::spawn_local(crate::roster::keep_promoting(app.clone()));
    tokio::task::spawn_local(crate::attendance::keep_asking(app.clone()));
    Ok(Running { address: server.address, server, listener })
}

fn log_as_json() {
    let filter = EnvFilter::try_from_env("HIDAMARI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // A second subscriber cannot be set; the first one stays.
    drop(tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

/// Hears from this call on when it is told to stop; what comes back waits for that.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Hears when it is told to stop.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
