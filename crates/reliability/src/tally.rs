//! The count over everything that was tried.

use std::process::ExitCode;

/// What one part came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Kills with writes under way.
    pub kills: usize,
    /// Connections cut with a write under way.
    pub cuts: usize,
    /// Marks whose write was answered with success.
    pub acknowledged: usize,
    /// Of these, those that are not there, or not as they were sent.
    pub lost: usize,
    /// Marks, operations or audit lines there more often than once.
    pub doubled: usize,
    /// Everything else that must not be.
    pub broken: Vec<String>,
    /// What a reader wants to know beside the verdict.
    pub notes: Vec<String>,
}

impl Outcome {
    /// Whether everything is as it must be.
    pub fn is_sound(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.broken.is_empty()
    }
}

/// All parts together.
#[derive(Default)]
pub struct Tally {
    kills: usize,
    cuts: usize,
    acknowledged: usize,
    lost: usize,
    doubled: usize,
    broken: usize,
}

impl Tally {
    /// Adds a part and tells of it.
    pub fn add(&mut self, part: &str, outcome: Outcome) {
        for note in &outcome.notes {
            println!("{part}: {note}");
        }
        for fault in &outcome.broken {
            println!("{part}: BROKEN: {fault}");
        }
        println!(
            "{part}: {} acknowledged, {} lost, {} doubled, {} broken",
            outcome.acknowledged,
            outcome.lost,
            outcome.doubled,
            outcome.broken.len(),
        );
        self.kills += outcome.kills;
        self.cuts += outcome.cuts;
        self.acknowledged += outcome.acknowledged;
        self.lost += outcome.lost;
        self.doubled += outcome.doubled;
        self.broken += outcome.broken.len();
    }

    /// The last line. Nothing acknowledged is no success either.
    pub fn conclude(&self) -> ExitCode {
        if self.broken > 0 {
            println!("{} things are broken; they are told above", self.broken);
        }
        println!(
            "reliability: {} kills, {} cuts, {} acknowledged, {} lost, {} doubled",
            self.kills, self.cuts, self.acknowledged, self.lost, self.doubled,
        );
        let is_good = self.lost == 0 && self.doubled == 0 && self.broken == 0 && self.acknowledged > 0;
        if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
