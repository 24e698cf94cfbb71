//! `xtask size`: what a person waits for at the first visit.

use std::path::Path;

use anyhow::{Context, Result};

use crate::root::Root;
use crate::web::face::Face;

/// Prints one line a file and the sum of each face; false when a face is over its budget.
pub fn weigh(root: &Root) -> Result<bool> {
    let mut sums = Vec::new();
    let mut within = true;
    for face in Face::ALL {
        let folder = root.target().join("web").join(face.name());
        let mut sum = 0;
        for (name, bytes) in first_load(&folder)? {
            println!("{:>9} kB  {}/{name}", kilobytes(bytes), face.name());
            sum += bytes;
        }
        let over = sum > face.budget();
        if over {
            println!("{} is over its budget of {} kB", face.name(), face.budget() / 1000);
        }
        within &= !over;
        sums.push(format!("{} {} kB", face.name(), kilobytes(sum)));
    }
    println!("size: {}", sums.join(", "));
    Ok(within)
}

fn first_load(folder: &Path) -> Result<Vec<(String, u64)>> {
    let assets = folder.join("assets");
    let missing = || format!("{} is not built for people yet: run `xtask web` first", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&assets).with_context(missing)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if [".wasm", ".js", ".css"].iter().any(|kind| name.ends_with(kind)) {
            let squeezed = assets.join(format!("{name}.br"));
            found.push((name, std::fs::metadata(squeezed).with_context(missing)?.len()));
        }
    }
    found.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(found)
}

fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::kilobytes;

    #[test]
    fn a_begun_tenth_counts_whole() {
        assert_eq!(kilobytes(140_000), "140.0");
        assert_eq!(kilobytes(140_001), "140.1");
        assert_eq!(kilobytes(99), "0.1");
    }
}
