//! The throw-away PostgreSQL of `e2e/scripts/postgres.sh`, which can be stopped at once and started again.

use std::process::Command;

/// A PostgreSQL server and its switch.
pub struct Cluster {
    url: String,
    control: String,
}

impl Cluster {
    /// The one that the environment names.
    pub fn from_environment() -> Option<Self> {
        let url = std::env::var("HIDAMARI_TEST_POSTGRES").ok()?;
        let control = std::env::var("HIDAMARI_TEST_POSTGRES_CONTROL").ok()?;
        Some(Self { url, control })
    }

    /// Its URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// `pg_ctl stop -m immediate`: as if the machine had failed.
    pub fn stop_immediately(&self) -> Result<(), String> {
        self.control(&["--mode=immediate", "stop"])
    }

    /// Starts it again; it recovers from its log.
    pub fn start(&self) -> Result<(), String> {
        self.control(&["--wait", "start"])
    }

    fn control(&self, arguments: &[&str]) -> Result<(), String> {
        let status = Command::new(&self.control).args(arguments).stdout(std::process::Stdio::null()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            other => Err(format!("pg_ctl {arguments:?}: {other:?}")),
        }
    }
}
