//! The colours of `web/styles/tokens.css`: can each text be read on its ground, by day and by night?

use std::collections::BTreeMap;

use super::Violation;

/// Where the colours are.
pub const FILE: &str = "web/styles/tokens.css";

/// A text and its ground.
const READ: [(&str, &str); 25] = [
    ("ink", "ground"),
    ("ink", "ground-warm"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("on-leaf", "leaf"),
    ("on-leaf", "leaf-strong"),
    ("on-sun", "sun"),
    ("on-alarm", "alarm"),
    ("surface", "plum"),
    ("leaf", "surface"),
    ("sky", "ground"),
    ("sky", "surface"),
    ("alarm", "surface"),
    ("alarm", "ground"),
    ("slate", "surface"),
    ("plum", "surface"),
    ("leaf-deep", "leaf-soft"),
    ("alarm-deep", "alarm-soft"),
    ("slate-deep", "slate-soft"),
    ("sun-deep", "sun-soft"),
    ("plum-deep", "plum-soft"),
    ("sky-deep", "sky-soft"),
];

/// The edge of a control and its ground.
const SEEN: [(&str, &str); 2] = [("line", "ground"), ("line", "surface")];

type Colours = BTreeMap<String, [f64; 3]>;

/// Pairs that are too faint, in light or in dark.
pub fn violations(css: &str) -> Vec<Violation> {
    let (light, dark) = css.split_once("@media").unwrap_or((css, ""));
    let day = colours(light);
    let mut night = day.clone();
    night.extend(colours(dark));
    let faint = |name: &str, colours: &Colours| {
        let pairs = READ.iter().map(|pair| (pair, 4.5)).chain(SEEN.iter().map(|pair| (pair, 3.0)));
        pairs.filter_map(|(pair, least)| too_faint(name, colours, *pair, least)).collect::<Vec<_>>()
    };
    let mut found = faint("light", &day);
    found.extend(faint("dark", &night));
    found
}

fn too_faint(name: &str, colours: &Colours, (text, ground): (&str, &str), least: f64) -> Option<Violation> {
    let rule = match (colours.get(text), colours.get(ground)) {
        (Some(one), Some(other)) => {
            let has = contrast(*one, *other);
            (has < least).then(|| format!("{name}: {text} on {ground} has {has:.1}, less than {least}"))?
        }
        _ => format!("{name}: {text} or {ground} is not there"),
    };
    Some(Violation::new(FILE, rule))
}

fn colours(css: &str) -> Colours {
    css.lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.to_owned(), channels(value.trim().strip_prefix('#')?.strip_suffix(';')?)?))
        })
        .collect()
}

fn channels(hex: &str) -> Option<[f64; 3]> {
    let wide: String =
        if hex.len() == 3 { hex.chars().flat_map(|sign| [sign, sign]).collect() } else { hex.to_owned() };
    let channel = |at: usize| u8::from_str_radix(wide.get(at..at + 2)?, 16).ok().map(|value| f64::from(value) / 255.0);
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// WCAG 2.2: the ratio of the relative luminances.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    let luminance =
        |[red, green, blue]: [f64; 3]| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::{channels, contrast, violations};

    #[test]
    fn black_on_white_is_twenty_one() {
        let ratio = channels("000").zip(channels("ffffff")).map(|(black, white)| contrast(black, white));
        assert!(ratio.is_some_and(|ratio| (ratio - 21.0).abs() < 0.01));
    }

    #[test]
    fn a_faint_text_is_found_in_its_mode() {
        let css = ":root {\n--ink: #000;\n--ground: #fff;\n}\n@media (x) {\n--ink: #ddd;\n}";
        let found: Vec<String> = violations(css).iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|line| line.contains("dark: ink on ground has 1.4")));
        assert!(!found.iter().any(|line| line.contains("light: ink on ground")));
    }
}
