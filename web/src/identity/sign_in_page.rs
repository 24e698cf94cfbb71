use hidamari_domain::identity::{Credentials, SignIn};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Email, Password};
use leptos::prelude::*;

use super::asking::{Asking, email_fault};
use super::entrance::{Porch, at, is_office};
use crate::app::{Said, send, session};
use crate::ui::{Button, ButtonKind, Form, PasswordField, TextField};
use crate::words::identity::{self as words, sign_in as w};

/// E-mail address and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let (hint, join) =
        if is_office() { (w::office_hint(), w::office_join()) } else { (w::family_hint(), w::family_join()) };
    let act = move || sign_in(&email.get_untracked(), &password.get_untracked(), asking);
    view! {
        <Porch title=w::title() hint=Signal::stored(hint.to_owned())>
            <Form on_submit=act>
                <TextField
                    label=words::email()
                    value=email
                    kind="email"
                    autocomplete="username"
                    maxlength=254
                    error=asking.error("email")
                />
                <PasswordField label=words::password() value=password required=false error=asking.error("password") />
                {asking.note()}
                <Button kind=ButtonKind::Primary submit=true busy=asking.busy>
                    {w::act()}
                </Button>
            </Form>
            <nav class="sign-in-ways">
                <a href=at("/reset")>{w::forgotten()}</a>
                <a href=at("/join")>{join}</a>
            </nav>
        </Porch>
    }
    .into_any()
}

fn sign_in(email: &str, password: &str, asking: Asking) {
    if !asking.allows([("email", email_fault(email))]) {
        return;
    }
    // What cannot be a password is simply a wrong one.
    let (Ok(email), Ok(password)) = (Email::parse(email), Password::parse(password)) else {
        return asking.refuse(wrong());
    };
    asking.begin();
    send::<SignIn>((), Credentials { face: session().face(), email, password }, move |answer| match answer {
        Ok(me) => session().enter(me),
        Err(said) if said.code == Some(Code::WrongCredentials) => asking.refuse(wrong()),
        Err(said) => asking.refuse(said),
    });
}

fn wrong() -> Said {
    Said { sentence: w::wrong().to_owned(), ..Said::default() }
}
