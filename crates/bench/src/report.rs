//! The lines that are read by people and by `just`.

use crate::load::Load;

/// A measured load.
pub fn load(name: &str, load: Load) {
    println!(
        "{name}: {:.0} per second, p50 {:.2} ms, p99 {:.2} ms",
        load.per_second,
        load.p50.as_secs_f64() * 1e3,
        load.p99.as_secs_f64() * 1e3,
    );
}

/// A ratio beside its goal.
pub fn ratio(name: &str, value: f64, goal: &str) {
    println!("ratio {name} {value:.2} goal {goal}");
}

/// The middle one by speed.
pub fn median(mut loads: Vec<Load>) -> Load {
    loads.sort_unstable_by(|a, b| a.per_second.total_cmp(&b.per_second));
    loads[loads.len() / 2]
}
