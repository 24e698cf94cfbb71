use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use super::{Job, store};
use crate::app::App;
use crate::failure::Failure;

/// The bell that wakes the worker.
#[derive(Default)]
pub struct Jobs {
    bell: Notify,
}

impl Jobs {
    /// There is something to do.
    pub fn wake(&self) {
        self.bell.notify_one();
    }
}

/// Runs jobs until the server stops.
pub async fn start(app: App) {
    while !app.hub.is_closed() {
        match run_next(&app).await {
            Ok(true) => {}
            Ok(false) => drop(timeout(Duration::from_secs(1), app.jobs.bell.notified()).await),
            Err(error) => {
                tracing::error!(%error, "the job queue cannot be read");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn run_next(app: &App) -> Result<bool, Failure> {
    let now = app.clock.now();
    let Some((id, payload, tries)) = app.db.write(move |conn| store::claim(conn, now)).await? else { return Ok(false) };
    let result = match serde_json::from_str(&payload) {
        Ok(Job::Mail(mail)) => crate::mail::send(app, &mail).await,
        Err(error) => Err(error.to_string()),
    };
    let now = app.clock.now();
    match result {
        Ok(()) => app.db.write(move |conn| store::finish(conn, id, now)).await?,
        Err(error) => {
            tracing::warn!(job = %id, %error, "a job failed");
            app.db.write(move |conn| store::put_back(conn, id, tries + 1, &error, now)).await?;
        }
    }
    Ok(true)
}
