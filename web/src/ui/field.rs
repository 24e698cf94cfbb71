//! What all fields share: a label, a hint, an error, and the wires between them.

use core::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::live::{attribute, flag, text};
use crate::words::ui as w;

/// One of several values to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A value and its label.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A form that never leaves the page; its fields say themselves what is wrong.
#[component]
pub fn Form(
    /// What sending does.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}

/// An id no other element has.
pub(super) fn fresh_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    suffixed("u", &LAST.fetch_add(1, Ordering::Relaxed).to_string())
}

/// The texts around an input, and its id.
#[derive(Clone)]
pub(super) struct Around {
    pub id: String,
    pub label: String,
    pub hint: String,
    pub error: Signal<Option<String>>,
    pub required: bool,
}

impl Around {
    /// Its hint, and its error while there is one.
    pub fn described_by(&self) -> Signal<Option<String>> {
        let hint = (!self.hint.is_empty()).then(|| suffixed(&self.id, "-hint"));
        let (both, error) = (self.id_of_both(), self.error);
        attribute(move || if error.with(Option::is_some) { Some(both.clone()) } else { hint.clone() })
    }

    fn id_of_both(&self) -> String {
        let error = suffixed(&self.id, "-error");
        if self.hint.is_empty() { error } else { suffixed(&suffixed(&self.id, "-hint "), &error) }
    }

    /// `aria-invalid`, while there is an error.
    pub fn invalid(&self) -> Signal<Option<String>> {
        let error = self.error;
        flag(move || error.with(Option::is_some))
    }

    /// `aria-required`.
    pub fn required(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    /// Label above, input, error below.
    pub fn frame(self, input: AnyView) -> AnyView {
        let (hint_id, error_id) = (suffixed(&self.id, "-hint"), suffixed(&self.id, "-error"));
        let error = self.error;
        view! {
            <div class="field">
                <label for=self.id>
                    {self.label} {self.required.then(|| view! { <span class="field-required">{w::required()}</span> })}
                </label>
                <p class="field-hint" id=hint_id>{self.hint}</p>
                {input}
                <p class="field-error" id=error_id aria-live="polite">{text(move || error.get().unwrap_or_default())}</p>
            </div>
        }
        .into_any()
    }
}

fn suffixed(start: &str, end: &str) -> String {
    let mut whole = String::from(start);
    whole.push_str(end);
    whole
}
