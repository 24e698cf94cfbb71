//! A small disk in memory that can be filled to the last block.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::database::Database;

const SIZE: &str = "size=96m";

/// A file system of its own; unmounted when it is dropped.
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts it, which needs root, in a user namespace of one's own if not elsewhere.
    pub fn mount() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("hidamari_full_{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(&folder).status();
        match mounted {
            Ok(status) if status.success() => Ok(Self { folder }),
            other => Err(format!("a small disk cannot be mounted: {other:?}")),
        }
    }

    /// A database on it.
    pub fn database(&self) -> Database {
        Database::on_sqlite(&self.folder)
    }

    /// Takes all room that is left.
    pub fn fill(&self) {
        let mut file = File::options().create(true).append(true).open(self.ballast()).expect("a file");
        for size in [1 << 20, 4_096, 1] {
            let block = vec![0; size];
            while file.write_all(&block).is_ok() {}
        }
    }

    /// Gives it back.
    pub fn make_room(&self) {
        fs::remove_file(self.ballast()).expect("the file that takes the room");
    }

    fn ballast(&self) -> PathBuf {
        Path::new(&self.folder).join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Whatever is left goes with the memory.
        drop(Command::new("umount").arg("--lazy").arg(&self.folder).status());
        drop(fs::remove_dir(&self.folder));
    }
}
