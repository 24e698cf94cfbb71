//! What the tablets know: what they sent, what was acknowledged, what they were told instead.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use hidamari_domain::attendance::NewMark;
use hidamari_domain::id::OperationId;

/// A write as it was sent.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id, the same however often it is sent.
    pub id: OperationId,
    /// What it records.
    pub marks: Vec<NewMark>,
}

/// Shared by all tablets of a part.
#[derive(Default)]
pub struct Ledger {
    acknowledged: Mutex<Vec<Operation>>,
    given_up: Mutex<Vec<Operation>>,
    count: AtomicUsize,
    under_way: AtomicUsize,
    interrupted: AtomicUsize,
    refusals: Mutex<BTreeMap<u16, usize>>,
    unexpected: Mutex<Vec<String>>,
}

/// A request that waits for its answer, as long as this lives.
pub struct UnderWay<'a>(&'a Ledger);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Ledger {
    /// Notes that a request is sent.
    pub fn sending(&self) -> UnderWay<'_> {
        self.under_way.fetch_add(1, Ordering::AcqRel);
        UnderWay(self)
    }

    /// Requests that wait for their answer now.
    pub fn under_way(&self) -> usize {
        self.under_way.load(Ordering::Acquire)
    }

    /// Notes a success.
    pub fn acknowledge(&self, operation: Operation) {
        self.acknowledged.lock().unwrap().push(operation);
        self.count.fetch_add(1, Ordering::AcqRel);
    }

    /// Operations acknowledged so far.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Acquire)
    }

    /// Notes an operation that was never answered: it may be recorded or not.
    pub fn give_up(&self, operation: Operation) {
        self.given_up.lock().unwrap().push(operation);
    }

    /// Notes that no answer came to what was sent.
    pub fn interrupt(&self) {
        self.interrupted.fetch_add(1, Ordering::AcqRel);
    }

    /// Requests that no answer came to.
    pub fn interrupted(&self) -> usize {
        self.interrupted.load(Ordering::Acquire)
    }

    /// Notes a refusal that promises that sending again will help.
    pub fn refuse(&self, status: u16) {
        *self.refusals.lock().unwrap().entry(status).or_default() += 1;
    }

    /// How often each of them came.
    pub fn refusals(&self) -> BTreeMap<u16, usize> {
        self.refusals.lock().unwrap().clone()
    }

    /// Notes an answer that a tablet would not know what to do with.
    pub fn surprise(&self, what: String) {
        self.unexpected.lock().unwrap().push(what);
    }

    /// Those answers, each kind once with its number.
    pub fn surprises(&self) -> Vec<String> {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for what in self.unexpected.lock().unwrap().iter() {
            *kinds.entry(what.clone()).or_default() += 1;
        }
        kinds.into_iter().map(|(what, times)| format!("{times} times {what}")).collect()
    }

    /// What was acknowledged, and what was never answered.
    pub fn close(&self) -> (Vec<Operation>, Vec<Operation>) {
        (self.acknowledged.lock().unwrap().clone(), self.given_up.lock().unwrap().clone())
    }
}
