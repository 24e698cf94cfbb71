use leptos::prelude::*;

use super::{dates, session};
use crate::ui::{ConnectionBanner, online};

/// Says once when the server cannot be reached, and from when the page is.
#[component]
pub fn Connection(
    /// How many things wait to be sent.
    #[prop(optional, into)]
    unsent: Signal<usize>,
) -> impl IntoView {
    let (session, online) = (session(), online());
    let reached = Signal::derive(move || online.get() && session.since().is_none());
    let since = Signal::derive(move || {
        let since = session.since()?;
        let is_today = dates::local_day(since) == dates::local_day(dates::now());
        Some(if is_today { dates::time(since) } else { dates::day_and_time(since) })
    });
    view! { <ConnectionBanner online=reached unsent since /> }.into_any()
}
