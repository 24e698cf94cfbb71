use leptos::prelude::*;

use super::field::{Choice, fresh_id};

/// One of a few, as large chips that show all there is.
#[component]
pub fn ChoiceChips(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// The value chosen.
    value: RwSignal<String>,
    /// What there is to choose from.
    choices: Vec<Choice>,
) -> impl IntoView {
    let name = fresh_id();
    let chip = |Choice { value: each, label }: Choice| {
        let (mine, kept) = (each.clone(), each.clone());
        view! {
            <label class="chip chip-choice">
                <input
                    type="radio"
                    name=name.clone()
                    value=each
                    prop:checked=Signal::derive(move || value.get() == mine)
                    on:change=move |_| value.set(kept.clone())
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="choice">
            <legend>{label}</legend>
            <div class="chips">{choices.into_iter().map(chip).collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}
