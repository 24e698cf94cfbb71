//! `xtask size`: what a person waits for at the first visit.

use anyhow::{Context, Result};

use crate::root::Root;
use crate::web::bind::work;
use crate::web::face::Face;
use crate::web::split::parts;

/// Prints one line a file and the sum of each face's first load; false when a face is over its budget.
pub fn weigh(root: &Root) -> Result<bool> {
    let mut sums = Vec::new();
    let mut within = true;
    for face in Face::ALL {
        let (first, later) = first_load(root, face)?;
        for file in &first {
            println!("{:>9} kB  {}/{}", kilobytes(file.bytes), face.name(), file.name);
        }
        let sum = |files: &[File]| files.iter().map(|file| file.bytes).sum();
        println!("{:>9} kB  {}, {} files that come later", kilobytes(sum(&later)), face.name(), later.len());
        let sum = sum(&first);
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

struct File {
    name: String,
    bytes: u64,
    is_first: bool,
}

/// What a newcomer's first load needs, and the rest. Whoever is signed in has had it all fetched by the service worker;
/// what they would load without it is only told.
fn first_load(root: &Root, face: Face) -> Result<(Vec<File>, Vec<File>)> {
    let load = |part| -> Result<(Vec<_>, Vec<_>)> {
        Ok(files(root, face, part)?.into_iter().partition(|file: &File| file.is_first))
    };
    if let Some(part) = face.working_part() {
        let bytes = load(part)?.0.iter().map(|file| file.bytes).sum();
        println!("{:>9} kB  {} of someone signed in whose browser has kept nothing", kilobytes(bytes), face.name());
    }
    load(face.newcomers_part())
}

/// What a face may load, the largest first; first of all what `part` needs.
fn files(root: &Root, face: Face, part: &str) -> Result<Vec<File>> {
    let missing = || format!("{} is not built for people yet: run `xtask web` first", face.name());
    let parts = parts(&work(root, face, false)).with_context(missing)?;
    let newcomer = parts.get(part).with_context(missing)?;
    let assets = root.target().join("web").join(face.name()).join("assets");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&assets).with_context(missing)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if [".wasm", ".js", ".css"].iter().any(|kind| name.ends_with(kind)) {
            let bytes = std::fs::metadata(assets.join(format!("{name}.br"))).with_context(missing)?.len();
            let stem = name.split('.').next().unwrap_or_default();
            let is_part = parts.values().flatten().any(|part| part == stem);
            let is_first = !is_part || newcomer.iter().any(|part| part == stem);
            found.push(File { name, bytes, is_first });
        }
    }
    found.sort_by_key(|file| std::cmp::Reverse(file.bytes));
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
