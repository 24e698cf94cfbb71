use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser::is_unreached;
use crate::offline::{keep_word, word};
use crate::ui::live::when;
use crate::ui::{Button, ButtonKind, LinkButton};
use crate::words::delivery as w;

/// Where it is kept that the person wants to hear no more of it.
const LATER: &str = "hidamari-delivery-later";

/// On a phone that could be told and is not: one sentence and the way there, until it is waved away.
pub fn invitation() -> AnyView {
    let shown = RwSignal::new(false);
    if word(LATER).is_none() {
        spawn_local(async move {
            let is_unreached = is_unreached().await;
            // The person may have gone on to another page.
            let _ = shown.try_set(is_unreached);
        });
    }
    let wave_away = move || {
        keep_word(LATER, "1");
        shown.set(false);
    };
    let card = move || {
        view! {
            <aside class="card reachable" aria-label=w::title()>
                <p>{w::invitation()}</p>
                <div class="row">
                    <LinkButton href="/family/settings/delivery" kind=ButtonKind::Quiet>{w::to_settings()}</LinkButton>
                    <Button kind=ButtonKind::Plain on_press=wave_away>{w::later()}</Button>
                </div>
            </aside>
        }
        .into_any()
    };
    when(move || shown.get(), card)
}
