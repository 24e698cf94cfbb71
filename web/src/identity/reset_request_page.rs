use hidamari_domain::identity::{RequestReset, ResetRequest};
use hidamari_domain::value::Email;
use leptos::prelude::*;

use super::asking::{Asking, email_fault};
use super::entrance::{at, porch};
use crate::app::{send, session};
use crate::ui::live::live;
use crate::ui::{Empty, Form, glyph};
use crate::words::identity::reset as w;

/// Asks for a reset link.
pub fn reset_request_page() -> AnyView {
    let email = RwSignal::new(String::new());
    let sent = RwSignal::new(false);
    let asking = Asking::new();
    let act = Callback::new(move |()| ask(&email.get_untracked(), asking, sent));
    let form = move || {
        view! {
            <p class="muted prose">{w::hint()}</p>
            <Form on_submit=act>{asking.email(email, "")} {asking.act(w::act())}</Form>
        }
        .into_any()
    };
    let told = move || {
        let hint = w::sent_hint(email.get_untracked().trim());
        view! { <div role="status"><Empty icon=glyph::MAIL title=w::sent() hint /></div> }.into_any()
    };
    let page = view! {
        {live(move || if sent.get() { told() } else { form() })}
        <nav class="sign-in-ways">
            <a href=at("")>{w::back()}</a>
        </nav>
    };
    porch(w::title(), "", page.into_any())
}

fn ask(email: &str, asking: Asking, sent: RwSignal<bool>) {
    if !asking.allows([("email", email_fault(email))]) {
        return;
    }
    let Ok(email) = Email::parse(email) else { return };
    asking.begin();
    send::<RequestReset>((), ResetRequest { email, face: session().face() }, move |answer| match answer {
        Ok(_) => {
            asking.done();
            sent.set(true);
        }
        Err(said) => asking.refuse(said),
    });
}
