use hidamari_domain::identity::{RequestReset, ResetRequest};
use hidamari_domain::value::Email;
use leptos::prelude::*;

use super::asking::{Asking, email_fault};
use super::entrance::{Porch, at};
use crate::app::{send, session};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Empty, Form, TextField, glyph};
use crate::words::identity::{self as words, reset as w};

/// Asks for a reset link.
#[component]
pub fn ResetRequestPage() -> impl IntoView {
    let email = RwSignal::new(String::new());
    let sent = RwSignal::new(false);
    let asking = Asking::new();
    let act = move || ask(&email.get_untracked(), asking, sent);
    let form = move || {
        view! {
            <Form on_submit=act>
                <TextField
                    label=words::email()
                    value=email
                    kind="email"
                    autocomplete="username"
                    maxlength=254
                    error=asking.error("email")
                />
                {asking.note()}
                <Button kind=ButtonKind::Primary submit=true busy=asking.busy>
                    {w::act()}
                </Button>
            </Form>
        }
        .into_any()
    };
    let told = move || {
        let hint = w::sent_hint(email.get_untracked().trim());
        view! { <div role="status"><Empty icon=glyph::MAIL title=w::sent() hint /></div> }.into_any()
    };
    view! {
        <Porch title=w::title() hint=Signal::derive(move || if sent.get() { String::new() } else { w::hint().to_owned() })>
            {live(move || if sent.get() { told() } else { form() })}
            <nav class="sign-in-ways">
                <a href=at("")>{w::back()}</a>
            </nav>
        </Porch>
    }
    .into_any()
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
