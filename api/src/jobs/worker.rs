use std::time::Duration;

use hidamari_domain::id::JobId;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::store::{self, Claimed};
use super::{Job, Mail};
use crate::app::App;
use crate::delivery::{self, Tell};
use crate::failure::Failure;

/// Jobs under way at once: most of them wait for somebody else's server.
const AT_ONCE: usize = 256;
/// Until the queue is looked at again though nobody has rung.
const PAUSE: Duration = Duration::from_secs(1);

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
    let mut running = JoinSet::new();
    while !app.hub.is_closed() {
        while running.try_join_next().is_some() {}
        let (room, now) = (AT_ONCE - running.len(), app.clock.now());
        match app.db.write(move |conn| store::claim(conn, room, now)).await {
            Ok(claimed) if claimed.is_empty() || room == 0 => wait(&app, &mut running).await,
            Ok(claimed) => begin(&app, &mut running, claimed),
            Err(error) => {
                tracing::error!(%error, "the job queue cannot be read");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn wait(app: &App, running: &mut JoinSet<()>) {
    tokio::select! {
        () = app.jobs.bell.notified() => {}
        () = tokio::time::sleep(PAUSE) => {}
        Some(_) = running.join_next() => {}
    }
}

/// What is to be told is told together: a morning's arrivals come in crowds.
fn begin(app: &App, running: &mut JoinSet<()>, claimed: Vec<Claimed>) {
    let mut tells = Vec::new();
    for Claimed { id, payload, tries } in claimed {
        match serde_json::from_str(&payload) {
            Ok(Job::Tell(tell)) => tells.push((id, tell, tries)),
            Ok(Job::Mail(mail)) => drop(running.spawn_local(mailed(app.clone(), id, tries, mail))),
            Ok(Job::Deliver { delivery }) => {
                let app = app.clone();
                running.spawn_local(async move {
                    let done = delivery::deliver(&app, delivery, tries).await;
                    settle(&app, &[id], tries, done).await;
                });
            }
            Err(error) => {
                let app = app.clone();
                running.spawn_local(async move { settle(&app, &[id], tries, Err(error.to_string())).await });
            }
        }
    }
    if !tells.is_empty() {
        running.spawn_local(told(app.clone(), tells));
    }
}

async fn mailed(app: App, id: JobId, tries: i32, mail: Mail) {
    let sent = app.mail.send(&mail).await.map_err(|error| error.to_string());
    settle(&app, &[id], tries, sent).await;
}

async fn told(app: App, tells: Vec<(JobId, Tell, i32)>) {
    let ids: Vec<JobId> = tells.iter().map(|(id, ..)| *id).collect();
    let tries = tells.iter().map(|(.., tries)| *tries).max().unwrap_or_default();
    let tells: Vec<Tell> = tells.into_iter().map(|(_, tell, _)| tell).collect();
    let done = delivery::write_messages(&app, tells).await.map_err(|error| error.to_string());
    settle(&app, &ids, tries, done).await;
}

async fn settle(app: &App, ids: &[JobId], tries: i32, done: Result<(), String>) {
    if let Err(error) = settled(app, ids.to_vec(), tries, done).await {
        // Its lease ends, and it is run again.
        tracing::error!(%error, "a job cannot be taken out of the queue");
    }
}

async fn settled(app: &App, ids: Vec<JobId>, tries: i32, done: Result<(), String>) -> Result<(), Failure> {
    let now = app.clock.now();
    match done {
        Ok(()) => app.db.write(move |conn| store::finish(conn, &ids)).await,
        Err(error) => {
            tracing::warn!(jobs = ?ids, %error, "a job failed");
            app.db.write(move |conn| store::put_back(conn, &ids, tries, &error, now)).await
        }
    }
}
