use core::time::Duration;

use leptos::prelude::*;

use super::live::{effect, live};
use super::{Icon, glyph};

/// One line and a small sun: it is done. Goes by itself.
#[component]
pub fn Toast(
    /// What is done; set it to say it.
    said: RwSignal<Option<String>>,
) -> impl IntoView {
    const SHOWN: Duration = Duration::from_secs(4);
    let mut last = None::<TimeoutHandle>;
    effect(move |_| {
        if let Some(last) = last.take() {
            last.clear();
        }
        last =
            said.with(Option::is_some).then(|| set_timeout_with_handle(move || said.set(None), SHOWN).ok()).flatten();
    });
    let line = move || match said.get() {
        None => ().into_any(),
        Some(said) => view! {
            <p class="toast">
                <Icon glyph=glyph::SUN />
                <span>{said}</span>
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="toast-place" role="status">
            {live(line)}
        </div>
    }
    .into_any()
}
