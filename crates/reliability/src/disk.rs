//! A disk that is full, and one that fails: clear refusals, nothing acknowledged is lost, and the service returns by
//! itself when the fault is gone.

use std::sync::Arc;
use std::time::Duration;

use crate::check::check;
use crate::filled::SmallDisk;
use crate::ledger::Ledger;
use crate::program::Program;
use crate::rig::{Rig, free_port, wait_for, wait_for_more};
use crate::site::Site;
use crate::tablets::Tablets;
use crate::tally::Outcome;
use crate::traced::{Failing, inject};

/// How long a fault lasts.
const FAULT: Duration = Duration::from_secs(2);
/// Within this the service must answer again, and a fault must be met.
const RETURN: Duration = Duration::from_secs(20);
/// Answers that were on their way when the fault began have come.
const SETTLED: Duration = Duration::from_millis(300);

/// Fills the disk under a running server, twice; the second time it is killed while the disk is full.
pub fn full(rig: &Rig) -> Outcome {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(broken) => return Outcome { broken: vec![broken], ..Outcome::default() },
    };
    let site = rig.site(disk.database());
    tried(rig, &site, |port, tablets, notes| {
        let mut program = rig.started(&site, port)?;
        wait_for_more(&tablets.ledger, 500, RETURN)?;
        for is_killed in [false, true] {
            let before = told(&tablets.ledger, 507);
            disk.fill();
            if !wait_for(RETURN, || told(&tablets.ledger, 507) > before) {
                return Err("the disk is full and nobody was told so (507)".to_owned());
            }
            std::thread::sleep(FAULT);
            if is_killed {
                program.kill();
            }
            disk.make_room();
            program = if is_killed { rig.started(&site, port)? } else { program };
            let after = wait_for_more(&tablets.ledger, 500, RETURN)?;
            notes.push(format!("500 writes were taken within {after:?} of there being room again"));
        }
        Ok(program)
    })
}

/// Every fsync fails, then every third, then every one again when the server is killed.
pub fn failing_fsync(rig: &Rig, site: &Arc<Site>) -> Outcome {
    tried(rig, site, |port, tablets, notes| {
        let mut program = rig.started(site, port)?;
        for (failing, is_killed) in [(Failing::All, false), (Failing::EveryThird, false), (Failing::All, true)] {
            wait_for_more(&tablets.ledger, 500, RETURN)?;
            let before = told(&tablets.ledger, 503);
            let fault = inject(program.id(), failing)?;
            if !wait_for(RETURN, || told(&tablets.ledger, 503) > before) {
                return Err("fsync fails and nobody was told so (503)".to_owned());
            }
            std::thread::sleep(SETTLED);
            let acknowledged = tablets.ledger.count();
            std::thread::sleep(FAULT);
            let meanwhile = tablets.ledger.count() - acknowledged;
            if failing == Failing::All && meanwhile > 0 {
                return Err(format!("{meanwhile} writes were acknowledged while every fsync failed"));
            }
            notes.push(format!("{failing:?} fsync failing: {meanwhile} writes acknowledged meanwhile"));
            if is_killed {
                program.kill();
                program = rig.started(site, port)?;
            }
            drop(fault);
            let after = wait_for_more(&tablets.ledger, 500, RETURN)?;
            notes.push(format!("500 writes were taken within {after:?} of the fault's end"));
        }
        Ok(program)
    })
}

fn told(ledger: &Ledger, status: u16) -> usize {
    ledger.refusals().get(&status).copied().unwrap_or_default()
}

fn tried(
    rig: &Rig,
    site: &Arc<Site>,
    with_faults: impl FnOnce(u16, &Tablets, &mut Vec<String>) -> Result<Program, String>,
) -> Outcome {
    let (port, mut notes) = (free_port(), Vec::new());
    let tablets = Tablets::start(rig, &format!("http://127.0.0.1:{port}"));
    let returned = with_faults(port, &tablets, &mut notes);
    let ledger = tablets.finish(rig);
    let stopped = returned.and_then(Program::stop);
    let mut outcome = check(rig, site, &ledger);
    outcome.broken.extend(stopped.err());
    outcome.notes.splice(0..0, notes);
    outcome
}
