//! What every part stands on: the program, and the thread on which the tablets live.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::database::Database;
use crate::ledger::Ledger;
use crate::program::Program;
use crate::site::Site;

/// The program and the tablets' thread.
pub struct Rig {
    /// The server.
    pub program: PathBuf,
    /// Where the tablets live.
    pub runtime: Runtime,
}

impl Rig {
    /// With one thread for everything but the server.
    pub fn new(program: PathBuf) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Self { program, runtime: runtime.expect("a runtime") }
    }

    /// A nursery in a database.
    pub fn site(&self, database: Database) -> Arc<Site> {
        Arc::new(Site::open(&self.program, database))
    }

    /// Starts the server on a port.
    pub fn start(&self, site: &Site, port: u16) -> Program {
        Program::start(&self.program, site, port)
    }

    /// Starts the server and waits until it listens.
    pub fn started(&self, site: &Site, port: u16) -> Result<Program, String> {
        let mut program = self.start(site, port);
        program.wait_until_ready()?;
        Ok(program)
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("a port").port()
}

/// Waits until something holds; false when it does not within the time.
pub fn wait_for(longest: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while !holds() {
        if begun.elapsed() > longest {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    true
}

/// Waits until so many more operations are acknowledged. Answers how long that took.
pub fn wait_for_more(ledger: &Ledger, more: usize, longest: Duration) -> Result<Duration, String> {
    let (begun, before) = (Instant::now(), ledger.count());
    if wait_for(longest, || ledger.count() >= before + more) {
        Ok(begun.elapsed())
    } else {
        Err(format!("the service did not return within {longest:?}"))
    }
}
