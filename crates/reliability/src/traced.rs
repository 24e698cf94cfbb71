//! An fsync that fails, by strace: the call is answered with an error and never reaches the system.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::rig::wait_for;

/// Which calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// Each.
    All,
    /// The first of three.
    EveryThird,
}

/// A fault; gone when it is dropped.
pub struct Fault {
    strace: Child,
}

/// Makes fsync fail in a running process.
pub fn inject(process: u32, failing: Failing) -> Result<Fault, String> {
    let when = if failing == Failing::EveryThird { ":when=1+3" } else { "" };
    let strace = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync"])
        .args(["-e", &format!("inject=fsync,fdatasync:error=EIO{when}"), "-p", &process.to_string()])
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("strace: {error}"))?;
    let mut fault = Fault { strace };
    if wait_for(Duration::from_secs(10), || is_traced(process)) && matches!(fault.strace.try_wait(), Ok(None)) {
        Ok(fault)
    } else {
        Err("strace may not trace here".to_owned())
    }
}

fn is_traced(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|by| by.trim() != "0"))
}

impl Drop for Fault {
    /// strace lets go of the process when it is asked to end.
    fn drop(&mut self) {
        drop(Command::new("kill").args(["-TERM", &self.strace.id().to_string()]).status());
        drop(self.strace.wait());
    }
}
