//! `kill -9` at random moments while all tablets write; each time it starts again on the same database.

use std::sync::Arc;
use std::time::Duration;

use crate::check::check;
use crate::cluster::Cluster;
use crate::program::Program;
use crate::rig::{Rig, free_port, wait_for_more};
use crate::site::Site;
use crate::tablets::Tablets;
use crate::tally::Outcome;

/// A kill comes at any moment of so many milliseconds; the start itself takes about fifty.
const MOMENTS: u64 = 250;
/// Within this the service must answer again.
const RETURN: Duration = Duration::from_secs(20);

/// What the kills met.
#[derive(Default)]
struct Met {
    under_way: Vec<usize>,
    while_starting: usize,
    while_idle: usize,
    starts: Vec<Duration>,
    returns: Vec<Duration>,
}

/// Kills the server so many times with writes under way.
pub fn on_sqlite(rig: &Rig, site: &Arc<Site>, kills: usize) -> Outcome {
    run(rig, site, |site, port, tablets, met| {
        let mut program = rig.started(site, port)?;
        while met.under_way.len() < kills {
            kill_at_random(&mut program, tablets, met)?;
            program = rig.start(site, port);
        }
        program.wait_until_ready()?;
        Ok(program)
    })
}

/// Kills the server and PostgreSQL alternately.
pub fn on_postgres(rig: &Rig, site: &Arc<Site>, cluster: &Cluster, kills: usize) -> Outcome {
    run(rig, site, |site, port, tablets, met| {
        let mut program = rig.started(site, port)?;
        while met.under_way.len() < kills {
            if met.under_way.len().is_multiple_of(2) {
                kill_at_random(&mut program, tablets, met)?;
                program = rig.start(site, port);
            } else {
                program.wait_until_ready()?;
                std::thread::sleep(Duration::from_millis(fastrand::u64(..MOMENTS)));
                note(tablets.ledger.under_way(), met);
                cluster.stop_immediately()?;
                cluster.start()?;
                met.returns.push(wait_for_more(&tablets.ledger, 1, RETURN)?);
                if program.has_ended() {
                    return Err("the server ended because its database did".to_owned());
                }
            }
        }
        program.wait_until_ready()?;
        Ok(program)
    })
}

/// Every other kill waits for the start, or a slow machine would never be met at work.
fn kill_at_random(program: &mut Program, tablets: &Tablets, met: &mut Met) -> Result<(), String> {
    if fastrand::bool() {
        program.wait_until_ready()?;
    }
    std::thread::sleep(Duration::from_millis(fastrand::u64(..MOMENTS)));
    if program.has_ended() {
        return Err("the server ended by itself".to_owned());
    }
    let (ready, under_way) = (program.ready_after(), tablets.ledger.under_way());
    program.kill();
    match ready {
        None => met.while_starting += 1,
        Some(after) => {
            met.starts.push(after);
            note(under_way, met);
        }
    }
    Ok(())
}

/// Only a kill with writes under way counts.
fn note(under_way: usize, met: &mut Met) {
    if under_way == 0 {
        met.while_idle += 1;
    } else {
        met.under_way.push(under_way);
    }
}

fn run(
    rig: &Rig,
    site: &Arc<Site>,
    kill: impl FnOnce(&Site, u16, &Tablets, &mut Met) -> Result<Program, String>,
) -> Outcome {
    let port = free_port();
    let tablets = Tablets::start(rig, &format!("http://127.0.0.1:{port}"));
    let mut met = Met::default();
    let killed = kill(site, port, &tablets, &mut met)
        .and_then(|program| wait_for_more(&tablets.ledger, 500, RETURN).map(|_| program));
    let ledger = tablets.finish(rig);
    let stopped = killed.and_then(Program::stop);
    let mut outcome = check(rig, site, &ledger);
    outcome.broken.extend(stopped.err());
    outcome.kills = met.under_way.len();
    outcome.notes.extend(met.told(ledger.interrupted()));
    outcome
}

impl Met {
    fn told(mut self, interrupted: usize) -> Vec<String> {
        self.under_way.sort_unstable();
        self.starts.sort_unstable();
        self.returns.sort_unstable();
        let middle = |times: &[Duration]| (times.get(times.len() / 2).copied(), times.last().copied());
        let all: usize = self.under_way.iter().sum();
        vec![
            format!(
                "writes under way at each of {} kills: {} at the least, {} in the middle, {} at the most, {all} in all; \
                 {interrupted} of all requests were cut off",
                self.under_way.len(),
                self.under_way.first().copied().unwrap_or_default(),
                self.under_way.get(self.under_way.len() / 2).copied().unwrap_or_default(),
                self.under_way.last().copied().unwrap_or_default(),
            ),
            format!(
                "besides, {} kills while it started and {} while nothing was under way",
                self.while_starting, self.while_idle
            ),
            format!("start in the middle and at the most: {:?}", middle(&self.starts)),
            format!("return after the database's end, in the middle and at the most: {:?}", middle(&self.returns)),
        ]
    }
}
