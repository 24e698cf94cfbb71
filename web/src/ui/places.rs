use leptos::prelude::*;

use super::live::attribute;
use super::route::Route;
use super::{Badge, Glyph, Icon};

/// A place the bar leads to.
#[derive(Clone)]
pub struct Place {
    /// Its address.
    pub href: &'static str,
    /// Its outline.
    pub icon: Glyph,
    /// Its name.
    pub label: &'static str,
    /// How many new things wait there.
    pub count: Signal<usize>,
}

/// The places of a face, where the thumb is (`bottom-bar`), or along the top (`office-nav`).
#[component]
pub fn Places(
    /// How it looks.
    #[prop(default = "bottom-bar")]
    class: &'static str,
    /// What the bar is, for those who hear it.
    label: &'static str,
    /// Where it leads.
    places: Vec<Place>,
) -> impl IntoView {
    let route = Route::here();
    let link = |Place { href, icon, label, count }: Place| {
        let here = move || route.is_some_and(|route| route.is_at(href, true));
        view! {
            <a href=href aria-current=attribute(move || here().then(|| "page".to_owned()))>
                <Icon glyph=icon />
                <span>{label}</span>
                <Badge count />
            </a>
        }
        .into_any()
    };
    view! { <nav class=class aria-label=label>{places.into_iter().map(link).collect::<Vec<_>>()}</nav> }.into_any()
}
