use leptos::ev;
use leptos::prelude::*;

use super::live::when;
use super::{Icon, glyph};
use crate::words::ui as w;

/// Whether the browser believes it has a network.
#[must_use]
pub fn online() -> ReadSignal<bool> {
    let (online, set_online) = signal(window().navigator().on_line());
    let gained = window_event_listener(ev::online, move |_| set_online.set(true));
    let lost = window_event_listener(ev::offline, move |_| set_online.set(false));
    on_cleanup(move || {
        gained.remove();
        lost.remove();
    });
    online
}

/// Says once, in one bar, that the network is gone, from when the page is, and how much waits on this device.
#[component]
pub fn ConnectionBanner(
    /// Whether the network is there.
    #[prop(into)]
    online: Signal<bool>,
    /// How many things wait to be sent.
    #[prop(optional, into)]
    unsent: Signal<usize>,
    /// From when the page is.
    #[prop(optional, into)]
    since: Signal<Option<String>>,
) -> impl IntoView {
    let gone = move || {
        let since = since.get().map_or_else(|| w::offline_hint().to_owned(), w::offline_since);
        view! {
            <p class="connection-line">
                <Icon glyph=glyph::WIFI_OFF />
                <strong>{w::offline()}</strong>
                <span>{since}</span>
            </p>
        }
        .into_any()
    };
    let waiting = move || {
        view! {
            <p class="connection-line" data-mark="unsent">
                <Icon glyph=glyph::MARK_UNSENT />
                <span>{w::unsent(unsent.get())}</span>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="connection" role="status">
            {when(move || !online.get(), gone)} {when(move || { unsent.get() > 0 }, waiting)}
        </div>
    }
    .into_any()
}
