//! One unit of work: what a request does between obtaining its permit and COMMIT.

use chrono::TimeDelta;
use hidamari_domain::id::{OperationId, RequestId};
use hidamari_domain::live::{Change, Signal};
use hidamari_domain::policy::{Actor, Capability, Place};
use hidamari_domain::time::Moment;

use crate::app::App;
use crate::db::{Conn, on_backend};
use crate::failure::Failure;
use crate::jobs::Job;

/// The connection, and everything that shall happen if and when it commits.
pub struct Work<'a> {
    /// The connection, inside the transaction.
    pub conn: &'a mut Conn,
    /// The server's clock at the request's start.
    pub now: Moment,
    /// The server.
    pub app: &'a App,
    /// The write's id as the client made it; of our making for a read.
    pub operation: OperationId,
    /// The request's id.
    pub request: RequestId,
    signals: Vec<Signal>,
    has_jobs: bool,
}

/// What remains to be done after COMMIT.
#[derive(Debug, Default)]
pub struct Aftermath {
    signals: Vec<Signal>,
    /// What reaches the screens here on its way round all nodes; nothing older may be answered until then.
    coming: Vec<Signal>,
    has_jobs: bool,
}

impl<'a> Work<'a> {
    /// A unit of work on a connection.
    pub fn new(app: &'a App, conn: &'a mut Conn, operation: OperationId, request: RequestId) -> Self {
        Self { conn, now: app.clock.now(), app, operation, request, signals: Vec::new(), has_jobs: false }
    }

    /// Tells open screens and other nodes after COMMIT.
    pub fn signal(&mut self, signal: Signal) {
        if !self.signals.contains(&signal) {
            self.signals.push(signal);
        }
    }

    /// Tells the screens that may see it of a change at a place.
    pub fn changed(&mut self, place: &Place, change: Change) {
        let capabilities = Capability::ALL.iter().copied().filter(|each| place.capabilities.has(*each)).collect();
        self.signal(Signal::Changed { change, municipality: place.municipality, capabilities });
    }

    /// Tells the screens that show these places' facilities that children, classes or switches changed.
    pub fn roster_changed(&mut self, places: &[Place]) {
        for place in places {
            if let Some(facility) = place.facility {
                self.changed(place, Change::Roster { facility });
            }
        }
    }

    /// Puts a job into the queue; it exists exactly if this unit of work commits.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn job(&mut self, job: Job) -> Result<(), Failure> {
        self.jobs(&[job])
    }

    /// Puts several jobs into the queue.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn jobs(&mut self, jobs: &[Job]) -> Result<(), Failure> {
        self.has_jobs |= !jobs.is_empty();
        crate::jobs::enqueue(self.conn, jobs, self.now)
    }

    /// Puts a job into the queue that is to be run when some time has passed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn job_after(&mut self, job: Job, time: TimeDelta) -> Result<(), Failure> {
        self.has_jobs |= time.is_zero();
        crate::jobs::enqueue(self.conn, &[job], self.now + time)
    }

    /// Writes an audit line for each place, or one without a place.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn audit(&mut self, did: &str, actor: &Actor, places: &[Place]) -> Result<(), Failure> {
        crate::audit::append(self.conn, did, actor, places, self.now, self.request)
    }

    /// The last thing inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn finish(self) -> Result<Aftermath, Failure> {
        on_backend!(
            self.conn,
            sqlite(_conn) => Ok(Aftermath { signals: self.signals, coming: Vec::new(), has_jobs: self.has_jobs }),
            postgres(conn) => {
                // Every node hears it after COMMIT, this one too.
                let told: Result<Vec<String>, _> = self.signals.iter().map(serde_json::to_string).collect();
                crate::db::notify(conn, &told.map_err(|error| Failure::Fault(error.to_string()))?)?;
                // What ends access does not wait for the way round: the next request here meets it.
                let is_change = |signal: &Signal| matches!(signal, Signal::Changed { .. });
                let (coming, signals) = self.signals.into_iter().partition(is_change);
                Ok(Aftermath { signals, coming, has_jobs: self.has_jobs })
            },
        )
    }
}

impl Aftermath {
    /// Does it.
    pub fn happen(self, app: &App) {
        for signal in &self.signals {
            app.hear(signal);
        }
        for signal in &self.coming {
            app.answers.forget(signal);
        }
        if self.has_jobs {
            app.jobs.wake();
        }
    }
}
