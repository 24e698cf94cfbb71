use leptos::prelude::*;

use super::Said;
use crate::ui::live::{attribute, live};
use crate::ui::{Button, ButtonKind, ErrorNote};

/// A form that asks something of the server: whether it waits, and what came back wrong.
#[derive(Clone, Copy)]
pub struct Asking {
    /// The answer is not here yet.
    pub busy: RwSignal<bool>,
    said: RwSignal<Said>,
}

impl Default for Asking {
    fn default() -> Self {
        Self::new()
    }
}

impl Asking {
    /// Nothing is asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), said: RwSignal::default() }
    }

    /// The form is being sent.
    pub fn begin(self) {
        self.said.set(Said::default());
        self.busy.set(true);
    }

    /// The answer was no.
    pub fn refuse(self, said: Said) {
        self.busy.set(false);
        self.said.set(said);
    }

    /// The answer was yes.
    pub fn done(self) {
        self.busy.set(false);
        self.said.set(Said::default());
    }

    /// Marks fields before anything is sent; false when there are any.
    pub fn allows(self, faults: impl IntoIterator<Item = (&'static str, Option<&'static str>)>) -> bool {
        let faults = faults.into_iter().filter_map(|(field, fault)| Some((field.to_owned(), fault?.to_owned())));
        let fields: Vec<_> = faults.collect();
        let is_right = fields.is_empty();
        self.said.set(Said { fields, ..Said::default() });
        is_right
    }

    /// The sentence under a field.
    #[must_use]
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        attribute(move || self.said.with(|said| said.field(field)))
    }

    /// The sentence above the button, unless a field says it.
    #[must_use]
    pub fn note(self) -> AnyView {
        live(move || {
            let title =
                self.said.with(|said| if said.fields.is_empty() { said.sentence.clone() } else { String::new() });
            if title.is_empty() { ().into_any() } else { view! { <ErrorNote title /> }.into_any() }
        })
    }

    /// What came back wrong, and the button that sends.
    #[must_use]
    pub fn act(self, words: &'static str) -> AnyView {
        view! {
            {self.note()}
            <Button kind=ButtonKind::Primary submit=true busy=self.busy>
                {words}
            </Button>
        }
        .into_any()
    }
}
