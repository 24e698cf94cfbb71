//! The server as a process of its own on one core, and what it uses of the machine.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use super::ward::Ward;

/// The core of the server; the generator runs on the other ones (`e2e/scripts/load.sh`).
const CORE: &str = "0";
/// Linux counts time in hundredths of a second for `/proc`.
const TICKS: f64 = 100.0;

/// The running server; ended when it is dropped.
pub struct Process {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

/// What it has used until a moment.
#[derive(Clone, Copy)]
pub struct Usage {
    at: Instant,
    seconds: f64,
    megabytes: u64,
}

impl Usage {
    /// The share of a core, and the memory at the end.
    pub fn since(self, before: Self) -> (f64, u64) {
        ((self.seconds - before.seconds) / (self.at - before.at).as_secs_f64(), self.megabytes)
    }
}

impl Process {
    /// Starts it as it is installed: its log goes out, only nobody reads it.
    pub fn start(ward: &Ward) -> Self {
        let mut child = Command::new("taskset")
            .args(["--cpu-list", CORE])
            .arg(&ward.program)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .envs(ward.environment())
            .env("HIDAMARI_WORKERS", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("taskset and the server's program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its address");
        let address = line.trim().trim_start_matches("http://").parse().expect("an address");
        Self { address, child }
    }

    /// What it has used by now.
    pub fn usage(&self) -> Usage {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).expect("/proc");
        let stat = read("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks: f64 = fields[11..=12].iter().map(|ticks| ticks.parse::<f64>().expect("ticks")).sum();
        let status = read("status");
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        let kilobytes: u64 = resident.trim().trim_end_matches(" kB").parse().expect("a number");
        Usage { at: Instant::now(), seconds: ticks / TICKS, megabytes: kilobytes / 1_024 }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Only a process that has ended already cannot be killed.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
