//! The folder a face is served from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::face::Face;
use super::squeeze;
use crate::root::Root;

/// A folder being filled. What is already there and still right is left alone; what nobody wrote is removed.
pub struct Dist {
    folder: PathBuf,
    base: String,
    dev: bool,
    kept: BTreeSet<PathBuf>,
}

impl Dist {
    /// Opens the folder of a face.
    pub fn open(root: &Root, face: Face, dev: bool) -> Result<Self> {
        let folder = root.target().join("web").join(face.name());
        std::fs::create_dir_all(folder.join("assets"))?;
        Ok(Self { folder, base: format!("/{}/", face.name()), dev, kept: BTreeSet::new() })
    }

    /// A file that may be kept for ever, because its name changes with its content. Gives its address.
    pub fn asset(&mut self, stem: &str, kind: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("assets/{stem}.{}.{kind}", digest(bytes));
        self.write(&name, bytes)?;
        Ok(format!("{}{name}", self.base))
    }

    /// A file asked for anew each time, under its plain name.
    pub fn plain(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.write(name, bytes)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        if !std::fs::read(&path).is_ok_and(|before| before == bytes) {
            for old in squeeze::beside(&path) {
                remove_if_there(&old)?;
            }
            std::fs::write(&path, bytes)?;
        }
        self.kept.insert(path);
        Ok(())
    }

    /// Compresses what is new, removes what is old, and gives the bytes a browser may ask for.
    pub fn finish(mut self) -> Result<u64> {
        if !self.dev {
            for path in self.kept.clone() {
                self.kept.extend(squeeze::squeeze(&path)?);
            }
        }
        for folder in [self.folder.clone(), self.folder.join("assets")] {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_file() && !self.kept.contains(&path) {
                    std::fs::remove_file(path)?;
                }
            }
        }
        let served =
            self.kept.iter().filter(|path| !squeeze::beside(path).iter().any(|small| self.kept.contains(small)));
        let gzip = |path: &&PathBuf| path.extension().is_some_and(|kind| kind == "gz");
        served.filter(|path| !gzip(path)).map(|path| Ok(std::fs::metadata(path)?.len())).sum()
    }
}

/// A short name for a content.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn remove_if_there(path: &Path) -> Result<()> {
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
