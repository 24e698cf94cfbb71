use hidamari_domain::value::{Email, Name, Password, Refused};
use leptos::prelude::*;

use crate::app::Said;
use crate::ui::live::{attribute, live};
use crate::ui::{Button, ButtonKind, ErrorNote, PasswordField, TextField};
use crate::words::identity as w;

/// A form that asks something of the server: whether it waits, and what came back wrong.
#[derive(Clone, Copy)]
pub struct Asking {
    /// The answer is not here yet.
    pub busy: RwSignal<bool>,
    said: RwSignal<Said>,
}

impl Asking {
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
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        attribute(move || self.said.with(|said| said.field(field)))
    }

    /// The sentence above the button, unless a field says it.
    fn note(self) -> AnyView {
        live(move || {
            let title =
                self.said.with(|said| if said.fields.is_empty() { said.sentence.clone() } else { String::new() });
            if title.is_empty() { ().into_any() } else { view! { <ErrorNote title /> }.into_any() }
        })
    }
}

/// What is wrong with an e-mail address.
pub fn email_fault(text: &str) -> Option<&'static str> {
    Email::parse(text).err().map(|refused| match refused {
        Refused::Empty => w::email_missing(),
        _ => w::email_wrong(),
    })
}

/// What is wrong with a password to be.
pub fn password_fault(text: &str) -> Option<&'static str> {
    Password::parse(text).err().map(|refused| match refused {
        Refused::TooLong => w::password_long(),
        _ => w::password_short(),
    })
}

/// What is wrong with a name.
pub fn name_fault(text: &str) -> Option<&'static str> {
    Name::parse(text).err().map(|refused| match refused {
        Refused::Empty => w::name_missing(),
        _ => w::name_wrong(),
    })
}

impl Asking {
    /// Asks for an e-mail address, as the field `email`.
    pub fn email(self, value: RwSignal<String>, hint: &'static str) -> AnyView {
        let error = self.error("email");
        view! { <TextField label=w::email() value hint error kind="email" autocomplete="username" maxlength=254 /> }
            .into_any()
    }

    /// Asks for a name, as the field `name`.
    pub fn name(self, value: RwSignal<String>, label: &'static str, hint: &'static str) -> AnyView {
        let error = self.error("name");
        view! { <TextField label value hint error autocomplete="name" maxlength=60 /> }.into_any()
    }

    /// Asks for a password that there is.
    pub fn password(self, field: &'static str, value: RwSignal<String>, label: &'static str) -> AnyView {
        self.secret(field, value, label, "", "current-password")
    }

    /// Asks for a password to be.
    pub fn new_password(self, field: &'static str, value: RwSignal<String>, label: &'static str) -> AnyView {
        self.secret(field, value, label, w::password_hint(), "new-password")
    }

    fn secret(
        self,
        field: &'static str,
        value: RwSignal<String>,
        label: &'static str,
        hint: &'static str,
        autocomplete: &'static str,
    ) -> AnyView {
        let error = self.error(field);
        view! { <PasswordField label value hint error autocomplete required=false /> }.into_any()
    }

    /// What came back wrong, and the button that sends.
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
