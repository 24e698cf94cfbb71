//! What every test of the API stands on: the real server on a port of its own, a small world, and callers.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod caller;
mod database;
mod seeds;
mod serving;
mod world;

pub use caller::Caller;
pub use database::Database;
pub use seeds::{ChildSeed, PASSWORD, PIN, Seeds, TieSeed};
pub use world::World;

use chrono::{DateTime, TimeDelta, Utc};
use hidamari::app::App;
use hidamari::config::Config;
use hidamari::failure::Failure;
use hidamari_domain::id::SessionId;
use hidamari_domain::identity::Face;
use hidamari_domain::time::Moment;

use serving::Serving;

/// A server in this process, on SQLite, or on PostgreSQL when `HIDAMARI_TEST_POSTGRES` names one.
/// Its clock stands at Wednesday, 10 June 2026, a little past 10:00 in Tokyo.
pub struct Server {
    /// The server.
    pub app: App,
    /// Where it listens.
    pub origin: String,
    _serving: Serving,
    _database: Database,
}

/// The server's clock when a test begins.
pub fn morning() -> Moment {
    moment("2026-06-10T01:00:00Z")
}

/// A moment by its text.
pub fn moment(text: &str) -> Moment {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

impl Server {
    /// Starts a server with an empty database.
    pub async fn start() -> Self {
        Self::start_on(Database::create(), |_| {}).await
    }

    /// Starts a server on a database, configured in another way.
    pub async fn start_on(database: Database, configure: impl FnOnce(&mut Config)) -> Self {
        hidamari::db::migrate(&database.url).unwrap();
        let mut config = Config {
            database: database.url.clone(),
            listen: "127.0.0.1:0".to_owned(),
            data: database.folder.clone(),
            web: database.folder.join("web"),
            address: "http://127.0.0.1".to_owned(),
            timezone: chrono_tz::Asia::Tokyo,
            connections: 4,
            workers: 1,
            demo: true,
            trusted_proxies: Vec::new(),
            push_services: vec!["https://fcm.googleapis.com".to_owned()],
            smtp: None,
        };
        configure(&mut config);
        let app = App::open(config).unwrap();
        let serving = Serving::start(app.clone());
        let started =
            Self { app, origin: format!("http://{}", serving.address), _serving: serving, _database: database };
        started.set_clock(morning());
        started
    }

    /// Sets the server's clock.
    pub fn set_clock(&self, to: Moment) {
        self.app.clock.shift((to - Utc::now()).num_seconds());
    }

    /// Moves the server's clock.
    pub fn wait(&self, time: TimeDelta) {
        self.set_clock(self.app.clock.now() + time);
    }

    /// Inserts rows behind the server's back.
    pub async fn seed<T: Send + 'static>(&self, seed: impl FnOnce(&mut Seeds<'_>) -> T + Send + 'static) -> T {
        let seeded = self
            .app
            .work(move |work| {
                let now = work.now;
                Ok::<_, Failure>(seed(&mut Seeds::new(work.conn, now)))
            })
            .await
            .unwrap();
        self.app.callers.forget_all();
        self.app.answers.forget_all();
        seeded
    }

    /// Whoever holds a session, as a face.
    pub fn caller(&self, face: Face, session: SessionId) -> Caller {
        let token = self.app.secrets.access_token(session, face, self.app.clock.now()).unwrap();
        Caller::new(&self.origin, face, Some(format!("__Host-{}={token}", face.key())))
    }

    /// Someone who has not signed in.
    pub fn stranger(&self, face: Face) -> Caller {
        Caller::new(&self.origin, face, None)
    }

    /// How many statements the database runs while `ask` is asked; the least of some times, because the server
    /// has work of its own in the background.
    pub async fn statements<F: Future>(&self, mut ask: impl FnMut() -> F) -> u64 {
        let mut least = u64::MAX;
        for _ in 0..4 {
            self.app.answers.forget_all();
            let before = self.app.db.statements();
            ask().await;
            least = least.min(self.app.db.statements() - before);
        }
        least
    }
}
