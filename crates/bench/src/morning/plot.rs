//! Latency over offered load, as an SVG made by hand.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use super::Step;

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 480.0;
const MARGIN: f64 = 60.0;
/// The latencies at the bottom and the top, in milliseconds: four decades.
const LEAST: f64 = 0.1;
const DECADES: i32 = 5;
const LINES: [(&str, f64, &str); 3] = [("p50", 0.5, "#0b6e4f"), ("p99", 0.99, "#b5651d"), ("p99.9", 0.999, "#8b1e3f")];

/// Draws the steps into the target folder.
pub fn draw(steps: &[Step]) -> PathBuf {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let path = folder.join("load-morning.svg");
    std::fs::write(&path, svg(steps)).expect("a drawing");
    path
}

fn svg(steps: &[Step]) -> String {
    let most = steps.iter().map(|step| f64::from(step.offered)).fold(1.0, f64::max);
    let x = |offered: f64| MARGIN + offered / most * (WIDTH - 2.0 * MARGIN);
    let y = |millis: f64| {
        let share = (millis.max(LEAST) / LEAST).log10() / f64::from(DECADES);
        HEIGHT - MARGIN - share.min(1.0) * (HEIGHT - 2.0 * MARGIN)
    };
    let mut drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\
         <text x=\"{MARGIN}\" y=\"24\" font-size=\"15\">Latency from the due moment over offered load, server on one \
         core</text><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">requests a second, offered</text>\n",
        WIDTH / 2.0,
        HEIGHT - 16.0,
    );
    for decade in 0..=DECADES {
        let millis = LEAST * 10f64.powi(decade);
        let at = y(millis);
        let _ = writeln!(
            drawing,
            "<path d=\"M{MARGIN} {at:.1}H{:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{millis} ms</text>",
            WIDTH - MARGIN,
            MARGIN - 6.0,
            at + 4.0,
        );
    }
    for step in steps {
        let at = x(f64::from(step.offered));
        let _ = writeln!(
            drawing,
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}{}</text>",
            HEIGHT - MARGIN + 18.0,
            step.offered,
            if step.is_held() { "" } else { " ×" },
        );
    }
    for (number, (name, share, colour)) in (0..).zip(LINES) {
        let at = |step: &Step| (x(f64::from(step.offered)), y(millis(step.taken.at(share))));
        let points: Vec<String> = steps.iter().map(at).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            drawing,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>",
            points.join(" "),
            WIDTH - MARGIN + 6.0,
            MARGIN + 18.0 * f64::from(number),
        );
    }
    drawing.push_str("</svg>\n");
    drawing
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
