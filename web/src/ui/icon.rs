use leptos::prelude::*;
use leptos::tachys::html::InertElement;

use super::Glyph;

/// An outline beside a word; it says nothing to a screen reader, the word does.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
) -> impl IntoView {
    InertElement::new(glyph.svg())
}
