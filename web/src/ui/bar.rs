use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// A share drawn inside a table's cell; the figures beside it are its words.
#[component]
pub fn Bar(
    /// How many.
    part: u32,
    /// Of how many.
    whole: u32,
) -> impl IntoView {
    let percent = part.min(whole) * 100 / whole.max(1);
    let mut svg = String::from(concat!(
        r#"<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">"#,
        r#"<rect class="bar-whole" width="100" height="6"></rect><rect class="bar-part" height="6" width=""#
    ));
    svg.push_str(&percent.to_string());
    svg.push_str(r#""></rect></svg>"#);
    InertElement::new(svg)
}
