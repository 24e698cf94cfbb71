//! Network cuts between the tablets and the server: each write is recorded exactly once.

use std::sync::Arc;
use std::time::Duration;

use crate::check::check;
use crate::program::Program;
use crate::proxy::Proxy;
use crate::rig::{Rig, free_port, wait_for, wait_for_more};
use crate::site::Site;
use crate::tablets::Tablets;
use crate::tally::Outcome;

/// Cuts so many times.
pub fn run(rig: &Rig, site: &Arc<Site>, cuts: usize) -> Outcome {
    let port = free_port();
    let program = match rig.started(site, port) {
        Ok(program) => program,
        Err(broken) => return Outcome { broken: vec![broken], ..Outcome::default() },
    };
    let (proxy, origin) = rig.runtime.block_on(Proxy::open(format!("127.0.0.1:{port}"), cuts));
    let tablets = Tablets::start(rig, &origin);
    let is_cut = wait_for(Duration::from_secs(600), || proxy.is_done());
    let returned = wait_for_more(&tablets.ledger, 500, Duration::from_secs(20));
    let ledger = tablets.finish(rig);
    let stopped = returned.and_then(|_| Program::stop(program));
    let mut outcome = check(rig, site, &ledger);
    outcome.broken.extend(stopped.err());
    if !is_cut {
        outcome.broken.push("there were too few exchanges to cut".to_owned());
    }
    outcome.cuts = proxy.cuts().values().sum();
    outcome.notes.push(format!("{:?}; {} requests never got an answer", proxy.cuts(), ledger.interrupted()));
    outcome
}
