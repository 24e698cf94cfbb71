//! The page, its manifest and its service worker.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::bind::Bound;
use super::dist::{Dist, digest};
use super::face::Face;
use super::sprite::sprite;
use super::styles::bundle;
use super::template::fill;
use crate::root::Root;

const GROUND: &str = "#FFFDF8";
const GROUND_DARK: &str = "#1B1A17";

/// Writes all files of a face; the page last, so that what it names is there.
pub fn write(root: &Root, face: Face, bound: &Bound, dist: &mut Dist, dev: bool) -> Result<()> {
    let text = |path: String| {
        let path = root.join("web").join(path);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let name = face.name();
    let words = Words::read(&text("locales/ja/shell.json".into())?, face)?;

    let css = dist.asset(name, "css", bundle(&root.join(format!("web/styles/{name}.css")), dev)?.as_bytes())?;
    let wasm = dist.asset(name, "wasm", &bound.wasm)?;
    let mut glue = bound.glue.clone();
    let (mut later, mut newcomers, mut working) = (Vec::new(), Vec::new(), Vec::new());
    for part in &bound.later {
        let address = dist.asset(&part.name, "wasm", &part.wasm)?;
        glue = glue.replace(&format!("./{}.wasm", part.name), &address);
        if part.is_for_newcomers {
            newcomers.push(address.clone());
        }
        if part.is_for_work {
            working.push(address.clone());
        }
        later.push(address);
    }
    let glue = dist.asset("glue", "js", glue.as_bytes())?;
    let (newcomers, working) = (newcomers.join(" "), working.join(" "));
    let named =
        [("glue", glue.as_str()), ("wasm", &wasm), ("face", name), ("newcomers", &newcomers), ("working", &working)];
    let boot = fill(&text("public/boot.js".into())?, &named)?;
    let boot = dist.asset("boot", "js", boot.as_bytes())?;
    let icons = Icons::write(root, face, dist)?;

    let manifest = manifest(face, &words, &icons).to_string();
    dist.plain("manifest.webmanifest", manifest.as_bytes())?;

    let shell = fill(&text(format!("shell/{name}.html"))?, &words.places())?;
    let sprite = sprite(root)?;
    let mut places = words.places();
    places.extend([
        ("face", name),
        ("css", &css),
        ("wasm", &wasm),
        ("glue", &glue),
        ("boot", &boot),
        ("icon", &icons.svg),
        ("touch_icon", &icons.small),
        ("ground", GROUND),
        ("ground_dark", GROUND_DARK),
        ("shell", shell.trim()),
        ("sprite", &sprite),
    ]);
    let page = fill(&text("index.html".into())?, &places)?;

    let start = format!("/{name}/");
    let shell = [&start, &css, &wasm, &glue, &boot, &icons.svg];
    let cached = shell.into_iter().chain(&later).map(String::as_str).collect::<Vec<_>>().join(" ");
    let version = digest(format!("{cached}{page}").as_bytes());
    let worker = if dev { "public/sw-dev.js" } else { "public/sw.js" };
    let worker = fill(&text(worker.into())?, &[("face", name), ("version", &version), ("shell", &cached)])?;
    dist.plain("sw.js", worker.as_bytes())?;
    dist.plain("index.html", page.as_bytes())
}

struct Icons {
    svg: String,
    small: String,
    large: String,
}

impl Icons {
    fn write(root: &Root, face: Face, dist: &mut Dist) -> Result<Self> {
        let mut icon = |size: &str, kind: &str| {
            let path = root.join(format!("web/public/icons/{}{size}.{kind}", face.name()));
            let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
            dist.asset("icon", kind, &bytes)
        };
        Ok(Self { svg: icon("", "svg")?, small: icon("-192", "png")?, large: icon("-512", "png")? })
    }
}

struct Words {
    brand: String,
    loading: String,
    failed: String,
    no_script: String,
    title: String,
    short: String,
    description: String,
}

impl Words {
    fn read(json: &str, face: Face) -> Result<Self> {
        let all: Value = serde_json::from_str(json)?;
        let word = |key: &str| {
            let found = all.pointer(key).and_then(Value::as_str);
            found.map(str::to_owned).with_context(|| format!("shell.json has no {key}"))
        };
        let own = |key: &str| word(&format!("/{}/{key}", face.name()));
        Ok(Self {
            brand: word("/brand")?,
            loading: word("/loading")?,
            failed: word("/failed")?,
            no_script: word("/no_script")?,
            title: own("title")?,
            short: own("short")?,
            description: own("description")?,
        })
    }

    fn places(&self) -> Vec<(&str, &str)> {
        vec![
            ("brand", &self.brand),
            ("loading", &self.loading),
            ("failed", &self.failed),
            ("no_script", &self.no_script),
            ("title", &self.title),
            ("short", &self.short),
            ("description", &self.description),
        ]
    }
}

fn manifest(face: Face, words: &Words, icons: &Icons) -> Value {
    let start = format!("/{}/", face.name());
    let png = |address: &str, size: &str, purpose: &str| json!({ "src": address, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose });
    json!({
        "id": start,
        "start_url": start,
        "scope": start,
        "name": words.title,
        "short_name": words.short,
        "description": words.description,
        "lang": "ja",
        "dir": "ltr",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            png(&icons.small, "192", "any"),
            png(&icons.large, "512", "any"),
            png(&icons.large, "512", "maskable"),
        ],
    })
}
