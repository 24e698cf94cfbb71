//! The icons, once, inside the page: Lucide's by `icons/lucide.txt`, and ours beside it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::root::Root;

/// One `<symbol id="i-name">` an icon.
pub fn sprite(root: &Root) -> Result<String> {
    let ours = root.join("web/icons");
    let lucide = root.join("web/node_modules/lucide-static/icons");
    let mut symbols = Vec::new();
    for name in std::fs::read_to_string(ours.join("lucide.txt"))?.split_whitespace() {
        symbols.push(symbol(name, &lucide.join(name).with_extension("svg"))?);
    }
    for entry in std::fs::read_dir(&ours)? {
        let path = entry?.path();
        if let (Some(name), Some("svg")) = (path.file_stem(), path.extension().and_then(|kind| kind.to_str())) {
            symbols.push(symbol(&name.to_string_lossy(), &path)?);
        }
    }
    symbols.sort();
    Ok(format!("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">{}</svg>", symbols.concat()))
}

fn symbol(name: &str, path: &Path) -> Result<String> {
    let svg = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let inside = inside(&svg).with_context(|| format!("{} is not an svg", path.display()))?;
    Ok(format!("<symbol id=\"i-{name}\" viewBox=\"0 0 24 24\">{inside}</symbol>"))
}

fn inside(svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("<svg")?;
    let (_, rest) = rest.split_once('>')?;
    let (shapes, _) = rest.rsplit_once("</svg>")?;
    Some(shapes.lines().map(str::trim).collect::<String>().replace(" />", "/>"))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn only_the_shapes_are_taken() {
        let svg = "<!-- licence -->\n<svg\n class=\"a\"\n>\n  <path d=\"M1 1\" />\n</svg>\n";
        assert_eq!(inside(svg).as_deref(), Some("<path d=\"M1 1\"/>"));
        assert_eq!(inside("<p></p>"), None);
    }
}
