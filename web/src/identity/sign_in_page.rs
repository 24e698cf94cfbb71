use hidamari_domain::identity::{Credentials, SignIn};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Email, Password};
use leptos::prelude::*;

use super::asking::{Asking, email_fault};
use super::entrance::{at, is_office, porch};
use crate::app::{Said, send, session};
use crate::ui::Form;
use crate::words::identity::{self as words, sign_in as w};

/// E-mail address and password.
pub fn sign_in_page() -> AnyView {
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asking = Asking::new();
    let (hint, join) =
        if is_office() { (w::office_hint(), w::office_join()) } else { (w::family_hint(), w::family_join()) };
    let act = move || sign_in(&email.get_untracked(), &password.get_untracked(), asking);
    let form = view! {
        <Form on_submit=act>
            {asking.email(email, "")} {asking.password("password", password, words::password())} {asking.act(w::act())}
        </Form>
        <nav class="sign-in-ways">
            <a href=at("/reset")>{w::forgotten()}</a>
            <a href=at("/join")>{join}</a>
        </nav>
    };
    porch(w::title(), hint, form.into_any())
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
