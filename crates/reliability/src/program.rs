//! The real server as a process of its own.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::site::Site;

/// Where a site's server logs to: not on the disk that is filled up.
pub fn log_of(site: &Site) -> PathBuf {
    let name = site.database.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    std::env::temp_dir().join(format!("{name}.log"))
}

/// A server that was started; killed when it is dropped.
pub struct Program {
    process: Child,
    /// Microseconds from the start to its saying where it listens; 0 before.
    ready_after: Arc<AtomicU64>,
    started: Instant,
}

impl Program {
    /// Starts it. What it logs is appended to a file beside its folder.
    pub fn start(program: &Path, site: &Site, port: u16) -> Self {
        let log = File::options().create(true).append(true).open(log_of(site));
        let mut process = site
            .command(program)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::piped())
            .stderr(log.expect("a log"))
            .spawn()
            .expect("the server's program");
        let (started, ready_after) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let output = process.stdout.take().expect("its output");
        let ready = Arc::clone(&ready_after);
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if line.starts_with("http://") {
                    ready.store(u64::try_from(started.elapsed().as_micros()).expect("a time"), Ordering::Release);
                }
            }
        });
        Self { process, ready_after, started }
    }

    /// How long it took to say where it listens, if it has.
    pub fn ready_after(&self) -> Option<Duration> {
        Some(self.ready_after.load(Ordering::Acquire)).filter(|micros| *micros > 0).map(Duration::from_micros)
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    /// Waits until it listens. Answers how long the start took, or what went wrong.
    pub fn wait_until_ready(&mut self) -> Result<Duration, String> {
        loop {
            if let Some(after) = self.ready_after() {
                return Ok(after);
            }
            if self.has_ended() {
                return Err("the server ended while it started".to_owned());
            }
            if self.started.elapsed() > Duration::from_secs(30) {
                return Err("the server did not start within 30 s".to_owned());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        // Only a process that has ended already cannot be killed.
        drop(self.process.kill());
        drop(self.process.wait());
    }

    /// Asks it to stop (SIGTERM), and waits.
    pub fn stop(mut self) -> Result<(), String> {
        let asked = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) {
            match self.process.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("the server ended with {status}")),
                _ => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        Err(format!("the server did not stop within 20 s of being asked: {asked:?}"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
