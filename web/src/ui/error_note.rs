use leptos::prelude::*;

use super::{Button, Glyph, Icon, glyph};
use crate::words::ui as w;

/// What happened and what to do next, read out once.
#[component]
pub fn ErrorNote(
    /// What happened.
    #[prop(into)]
    title: String,
    /// What to do next.
    #[prop(optional, into)]
    hint: String,
    /// Tries again.
    #[prop(optional_no_strip, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="note" data-tone="alarm" role="alert">
            <Icon glyph=glyph::CIRCLE_ALERT />
            <div>
                <p class="note-title">{title}</p>
                <p>{hint}</p>
                {retry.map(|retry| view! { <Button icon=glyph::REFRESH_CW on_press=retry>{w::retry()}</Button> })}
            </div>
        </div>
    }
    .into_any()
}

/// A remark that is not an error: `tone` is `sky`, `sun`, `leaf`, `slate` or `plum`.
#[component]
pub fn Note(
    /// Its colour.
    #[prop(default = "sky")]
    tone: &'static str,
    /// Its outline.
    #[prop(default = glyph::INFO)]
    icon: Glyph,
    /// The remark.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="note" data-tone=tone>
            <Icon glyph=icon />
            <div>{children()}</div>
        </div>
    }
    .into_any()
}
