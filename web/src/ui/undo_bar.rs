use core::time::Duration;

use leptos::prelude::*;

use super::live::{effect, live, text};
use super::{Button, glyph};
use crate::words::ui as w;

/// Something just done that can be taken back.
#[derive(Clone)]
pub struct UndoOffer {
    /// What was done.
    pub done: String,
    /// Takes it back.
    pub undo: Callback<()>,
}

/// Says what was done and offers to take it back for some seconds. The next offer replaces it.
#[component]
pub fn UndoBar(
    /// The offer; set it to make one.
    offer: RwSignal<Option<UndoOffer>>,
    /// For how long.
    #[prop(default = 10)]
    seconds: u32,
    /// What else can be done along with it.
    #[prop(optional, into)]
    also: Option<ViewFn>,
) -> impl IntoView {
    let left = RwSignal::new(0_u32);
    effect(move |_| {
        if offer.with(Option::is_none) {
            return;
        }
        left.set(seconds);
        let tick = move || match left.get_untracked() {
            0 | 1 => offer.set(None),
            more => left.set(more - 1),
        };
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    });
    let take_back = move || {
        if let Some(taken) = offer.try_update(Option::take).flatten() {
            taken.undo.run(());
        }
    };
    let bar = move || {
        match offer.get() {
        None => ().into_any(),
        Some(UndoOffer { done, .. }) => {
            view! {
                <div class="undo-bar">
                    <p>{done}</p>
                    <p class="undo-left" aria-hidden="true">{text(move || w::seconds_left(left.get()))}</p>
                    {also.as_ref().map(ViewFn::run)}
                    <Button icon=glyph::UNDO_2 on_press=take_back>{w::undo()}</Button>
                    <progress max=seconds.to_string() value=text(move || left.get().to_string()) aria-hidden="true"></progress>
                </div>
            }
                .into_any()
        }
    }
    };
    view! { <div class="undo-place" role="status">{live(bar)}</div> }.into_any()
}
