//! The running server: what every request can reach.

use std::ops::Deref;
use std::sync::Arc;

use hidamari_domain::id::{OperationId, RequestId};
use hidamari_domain::live::Signal;
use uuid::Uuid;

use crate::access::Callers;
use crate::channel::{Mailer, Push};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::failure::Failure;
use crate::hasher::Hasher;
use crate::http::{Answers, Guesses};
use crate::jobs::Jobs;
use crate::live::Hub;
use crate::secrets::Secrets;
use crate::work::Work;

/// A handle on the server; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the server is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The configuration.
    pub config: Config,
    /// The keys.
    pub secrets: Secrets,
    /// Passwords and PINs.
    pub hasher: Hasher,
    /// Who is signed in.
    pub callers: Callers,
    /// Limits on guessing.
    pub guesses: Guesses,
    /// Answers that many screens ask for at once.
    pub answers: Answers,
    /// Open live streams.
    pub hub: Hub,
    /// Background work.
    pub jobs: Jobs,
    /// Mail out.
    pub mail: Mailer,
    /// Push out.
    pub push: Push,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the server together; the schema must be up to date.
    ///
    /// # Errors
    /// When the database or the data folder cannot be opened.
    pub fn open(config: Config) -> Result<Self, Failure> {
        let db = Db::open(&config.database, config.connections)?;
        let secrets = Secrets::open(&config.data).map_err(|error| Failure::Fault(error.to_string()))?;
        let clock = Clock::new(config.timezone);
        let mail = Mailer::new(&config).map_err(Failure::Fault)?;
        let push = Push::new(&secrets, &config).map_err(Failure::Fault)?;
        Ok(Self(Arc::new(Parts {
            db,
            clock,
            secrets,
            config,
            hasher: Hasher::default(),
            callers: Callers::default(),
            guesses: Guesses::default(),
            answers: Answers::default(),
            hub: Hub::default(),
            jobs: Jobs::default(),
            mail,
            push,
        })))
    }

    /// Acts on what changed, here or on another node.
    pub fn hear(&self, signal: &Signal) {
        self.callers.forget(signal);
        self.answers.forget(signal);
        self.hub.publish(signal);
    }

    /// Something may have been missed: nothing remembered is trusted any more.
    pub fn lost_touch(&self) {
        self.callers.forget_all();
        self.answers.forget_all();
        self.hub.reset_all();
    }

    /// Runs a unit of work outside a request: the command line, jobs, signing in.
    ///
    /// # Errors
    /// What `run` answers, or that the database refused; nothing is kept then.
    pub async fn work<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Work<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (operation, request) = (OperationId(Uuid::now_v7()), RequestId(Uuid::now_v7()));
        let app = self.clone();
        let (value, aftermath) = self
            .db
            .write(move |conn: &mut Conn| {
                let mut work = Work::new(&app, conn, operation, request);
                let value = run(&mut work)?;
                Ok::<_, Failure>((value, work.finish()?))
            })
            .await?;
        aftermath.happen(self);
        Ok(value)
    }
}
