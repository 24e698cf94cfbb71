use leptos::prelude::*;

use super::live::when;
use super::{Button, Icon, glyph};
use crate::words::ui as w;

/// Offers the new version that the service worker holds ready (see `public/boot.js`). Nothing changes until the
/// person agrees, and nothing is offered while something is unsent.
#[component]
pub fn UpdateBanner(
    /// Something is still unsent.
    #[prop(optional, into)]
    hold: Signal<bool>,
) -> impl IntoView {
    let root = || document().document_element();
    let ready = RwSignal::new(root().is_some_and(|root| root.has_attribute("data-update")));
    let told = window_event_listener_untyped("hidamari:update", move |_| ready.set(true));
    on_cleanup(move || told.remove());
    let agree = || {
        if let Ok(event) = web_sys::Event::new("hidamari:activate") {
            // The only answer is whether somebody prevented it; nobody does.
            let _ = window().dispatch_event(&event);
        }
    };
    let banner = move || {
        view! {
            <div class="update-banner" role="status">
                <Icon glyph=glyph::SUN />
                <p>{w::update_ready()}</p>
                <Button on_press=agree>{w::update()}</Button>
            </div>
        }
        .into_any()
    };
    when(move || ready.get() && !hold.get(), banner)
}
