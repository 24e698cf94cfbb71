use leptos::prelude::*;

/// Yes or no, with the whole line to press.
#[component]
pub fn CheckField(
    /// What is agreed to when checked.
    #[prop(into)]
    label: String,
    /// Whether it is.
    checked: RwSignal<bool>,
    /// What that means.
    #[prop(optional, into)]
    hint: String,
    /// Hears each change.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=checked
                on:change=move |event| {
                    let agreed = event_target_checked(&event);
                    checked.set(agreed);
                    if let Some(on_change) = on_change {
                        on_change.run(agreed);
                    }
                }
            />
            <span>{label} <small class="field-hint">{hint}</small></span>
        </label>
    }
    .into_any()
}
