use leptos::prelude::*;

use super::field::{Around, fresh_id};
use super::live::{live, text};
use super::{Icon, glyph};
use crate::words::ui as w;

/// A secret that its owner may look at while typing.
#[component]
pub fn PasswordField(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How to choose it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// `current-password`, `new-password` or `one-time-code`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// The keyboard to show: `numeric` for a PIN.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// Says that it cannot be left out; in a form that asks only for such things, no field says so.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let around = Around { id: fresh_id(), label, hint, error, required };
    let kind = move || if shown.get() { "text" } else { "password" };
    let turn = move || if shown.get() { w::hide_password() } else { w::show_password() };
    let eye = move || {
        let glyph = if shown.get() { glyph::EYE_OFF } else { glyph::EYE };
        view! { <Icon glyph /> }.into_any()
    };
    let input = view! {
        <div class="input-with-button">
            <input
                class="input"
                id=around.id.clone()
                type=text(move || kind().to_owned())
                inputmode=inputmode
                autocomplete=autocomplete
                maxlength="200"
                autocapitalize="none"
                spellcheck="false"
                aria-required="true"
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button
                type="button"
                class="button button-plain"
                aria-label=text(move || turn().to_owned())
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {live(eye)}
            </button>
        </div>
    };
    around.frame(input.into_any())
}
