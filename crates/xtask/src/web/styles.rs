//! From `styles/<face>.css` and what it imports to one small file.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// Browsers of spring 2022: the first with cascade layers and `dialog`.
const BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(98 << 16),
    ie: None,
    ios_saf: Some((15 << 16) | (4 << 8)),
    opera: None,
    safari: Some((15 << 16) | (4 << 8)),
    samsung: None,
};

/// One style sheet, readable while developing.
pub fn bundle(entry: &Path, dev: bool) -> Result<String> {
    let files = FileProvider::new();
    let targets = Targets::from(BROWSERS);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|problem| anyhow!("{}: {problem}", entry.display()))?;
    if !dev {
        sheet.minify(MinifyOptions { targets, ..Default::default() }).map_err(|problem| anyhow!("{problem}"))?;
    }
    let printed = sheet
        .to_css(PrinterOptions { minify: !dev, targets, ..Default::default() })
        .map_err(|problem| anyhow!("{problem}"))?;
    Ok(printed.code)
}
