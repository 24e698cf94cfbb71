use hidamari_domain::contract::Nothing;
use hidamari_domain::identity::SignOut;
use leptos::prelude::*;

use super::password_dialog::password_dialog;
use super::session_list::session_list;
use crate::app::{send, session};
use crate::ui::{Button, ButtonKind, Toast, glyph};
use crate::words::identity::account as w;

/// One's own sessions and password, and signing out.
#[must_use]
pub fn account_page() -> AnyView {
    let said = RwSignal::new(None::<String>);
    let changing = RwSignal::new(false);
    let leaving = RwSignal::new(false);
    let leave = move || {
        leaving.set(true);
        send::<SignOut>((), Nothing {}, move |answer| match answer {
            Ok(_) => session().leave(),
            Err(refusal) => {
                leaving.set(false);
                said.set(Some(refusal.sentence));
            }
        });
    };
    view! {
        <h1>{w::title()}</h1>
        <section class="section" aria-labelledby="devices">
            <h2 id="devices">{w::devices()}</h2>
            <p class="muted">{w::devices_hint()}</p>
            {session_list(said)}
        </section>
        <section class="section" aria-labelledby="password">
            <h2 id="password">{w::password_title()}</h2>
            <p class="muted">{w::password_hint()}</p>
            <div class="row">
                <Button icon=glyph::KEY_ROUND on_press=move || changing.set(true)>
                    {w::change()}
                </Button>
            </div>
        </section>
        <section class="section">
            <p class="muted">{w::sign_out_hint()}</p>
            <div class="row">
                <Button kind=ButtonKind::Danger icon=glyph::LOG_OUT busy=leaving on_press=leave>
                    {w::sign_out()}
                </Button>
            </div>
        </section>
        {password_dialog(changing, said)}
        <Toast said />
    }
    .into_any()
}
