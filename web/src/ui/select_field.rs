use leptos::prelude::*;

use super::field::{Around, Choice, fresh_id};
use super::live::live;
use crate::words::ui as w;

/// One of a list too long for chips.
#[component]
pub fn SelectField(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// The value chosen; empty means not yet.
    value: RwSignal<String>,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How to choose.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It cannot be left out.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let around = Around { id: fresh_id(), label, hint, error, required };
    let option = move |Choice { value: each, label }: Choice| {
        let chosen = value.with(|value| *value == each);
        view! { <option value=each selected=chosen>{label}</option> }
    };
    let options = move || {
        let not_yet = Choice::new("", w::choose());
        core::iter::once(not_yet).chain(choices.get()).map(option).collect::<Vec<_>>().into_any()
    };
    let input = view! {
        <select
            class="input"
            id=around.id.clone()
            aria-required=around.required()
            aria-invalid=around.invalid()
            aria-describedby=around.described_by()
            on:change=move |event| value.set(event_target_value(&event))
        >
            {live(options)}
        </select>
    };
    around.frame(input.into_any())
}
