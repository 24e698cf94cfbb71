//! The icons in the sprite that `xtask web` paints into every page.

use std::path::Path;

use crate::text::identifier;

/// One constant an icon: the words of `lucide.txt` and the files of ours beside it.
pub fn constants(icons: &Path) -> Result<String, String> {
    let list = icons.join("lucide.txt");
    let text = std::fs::read_to_string(&list).map_err(|problem| format!("{}: {problem}", list.display()))?;
    let mut names: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    for entry in std::fs::read_dir(icons).map_err(|problem| format!("{}: {problem}", icons.display()))? {
        let file = entry.map_err(|problem| problem.to_string())?.file_name().to_string_lossy().into_owned();
        names.extend(file.strip_suffix(".svg").map(str::to_owned));
    }
    names.sort();
    names.iter().map(|name| constant(name)).collect()
}

fn constant(name: &str) -> Result<String, String> {
    let rust = identifier(&name.replace('-', "_"))?.to_uppercase();
    let svg = format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-{name}\"></use></svg>");
    Ok(format!("/// `{name}`.\npub const {rust}: Glyph = Glyph({svg:?});\n"))
}
