use leptos::prelude::*;

use super::field::{Around, fresh_id};

/// A line of text. What was typed stays, whatever happens to the request.
#[component]
pub fn TextField(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How to type it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It cannot be left out.
    #[prop(optional)]
    required: bool,
    /// The native type: `text`, `email`, `date`, `time`, `search`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard to show: `numeric`, `decimal`.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters.
    #[prop(default = 200)]
    maxlength: u32,
) -> impl IntoView {
    let around = Around { id: fresh_id(), label, hint, error, required };
    let input = view! {
        <input
            class="input"
            id=around.id.clone()
            type=kind
            inputmode=inputmode
            autocomplete=autocomplete
            maxlength=maxlength.to_string()
            aria-required=around.required()
            aria-invalid=around.invalid()
            aria-describedby=around.described_by()
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    around.frame(input.into_any())
}
