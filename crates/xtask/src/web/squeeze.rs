//! Brotli and gzip beside each file, so that the server only chooses.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Already small, or too small to matter.
const AS_IT_IS: [&str; 1] = ["png"];

/// Where the small ones are.
pub fn beside(path: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|kind| PathBuf::from(format!("{}.{kind}", path.display())))
}

/// Makes the small ones that are not there yet; gives those that are.
pub fn squeeze(path: &Path) -> Result<Vec<PathBuf>> {
    if path.extension().is_some_and(|kind| AS_IT_IS.iter().any(|each| kind == *each)) {
        return Ok(Vec::new());
    }
    let [br, gz] = beside(path);
    if !br.exists() || !gz.exists() {
        let bytes = std::fs::read(path)?;
        std::fs::write(&gz, gzip(&bytes)?)?;
        std::fs::write(&br, brotli(&bytes)?)?;
    }
    Ok(vec![br, gz])
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
