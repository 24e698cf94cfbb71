//! What the forms of identity ask for.

use hidamari_domain::value::{Email, Name, Password, Refused};
use leptos::prelude::*;

pub use crate::app::Asking;
use crate::ui::{PasswordField, TextField};
use crate::words::identity as w;

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
}
