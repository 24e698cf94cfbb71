use leptos::prelude::*;

use super::{Glyph, Icon, glyph};

/// Nothing here yet: something kind, and what will appear.
#[component]
pub fn Empty(
    /// The kind word.
    #[prop(into)]
    title: String,
    /// What will appear here, or what to do.
    #[prop(optional, into)]
    hint: String,
    /// Its picture.
    #[prop(default = glyph::SUN)]
    icon: Glyph,
    /// The act that fills it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=icon />
            <p class="empty-title">{title}</p>
            <p class="empty-hint">{hint}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
