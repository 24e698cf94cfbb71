use leptos::prelude::*;

use super::live::live;
use super::{Glyph, Icon};

/// A quiet second way, as large as a thumb. A link when it goes somewhere, a button when it does something.
#[component]
pub fn Chip(
    /// Where it goes.
    #[prop(optional, into)]
    href: Option<String>,
    /// What pressing does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// An outline before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let inside = view! {
        {icon.map(|glyph| view! { <Icon glyph /> })}
        <span>{children()}</span>
    }
    .into_any();
    let press = move |_| {
        if let Some(act) = on_press {
            act.run(());
        }
    };
    match href {
        Some(href) => view! { <a class="chip" href=href>{inside}</a> }.into_any(),
        None => view! { <button type="button" class="chip" on:click=press>{inside}</button> }.into_any(),
    }
}

/// A small count beside a word; nothing at zero.
#[component]
pub fn Badge(
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    live(move || match count.get() {
        0 => ().into_any(),
        count => view! { <span class="badge">{count.to_string()}</span> }.into_any(),
    })
}
