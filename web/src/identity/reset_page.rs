use hidamari_domain::identity::{ConfirmReset, Reset};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Password, Text};
use leptos::prelude::*;

use super::asking::{Asking, password_fault};
use super::entrance::{Porch, at};
use crate::app::send;
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Empty, ErrorNote, Form, LinkButton, PasswordField, glyph};
use crate::words::identity::{self as words, reset as w};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Asking,
    Done,
    Expired,
}

/// A new password, by the token in the address.
#[component]
pub fn ResetPage(
    /// From the link.
    token: String,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let step = RwSignal::new(Step::Asking);
    let asking = Asking::new();
    let act = move || change(&token, &password.get_untracked(), asking, step);
    let act = Callback::new(move |()| act());
    let form = move || {
        view! {
            <Form on_submit=act>
                <PasswordField
                    label=words::new_password()
                    required=false
                    value=password
                    hint=words::password_hint()
                    autocomplete="new-password"
                    error=asking.error("password")
                />
                {asking.note()}
                <Button kind=ButtonKind::Primary submit=true busy=asking.busy>
                    {w::new_act()}
                </Button>
            </Form>
        }
        .into_any()
    };
    let done = || {
        view! {
            <div role="status">
                <Empty icon=glyph::CHECK title=w::done() hint=w::done_hint()>
                    <LinkButton href=at("") kind=ButtonKind::Primary>
                        {w::back()}
                    </LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    };
    let expired = || {
        view! {
            <div class="stack">
                <ErrorNote title=w::expired() />
                <LinkButton href=at("/reset") kind=ButtonKind::Primary>
                    {w::again()}
                </LinkButton>
            </div>
        }
        .into_any()
    };
    let hint = move || if step.get() == Step::Asking { w::new_hint().to_owned() } else { String::new() };
    view! {
        <Porch title=w::new_title() hint=Signal::derive(hint)>
            {live(move || match step.get() {
                Step::Asking => form(),
                Step::Done => done(),
                Step::Expired => expired(),
            })}
        </Porch>
    }
    .into_any()
}

fn change(token: &str, password: &str, asking: Asking, step: RwSignal<Step>) {
    if !asking.allows([("password", password_fault(password))]) {
        return;
    }
    let Ok(token) = Text::parse(token) else { return step.set(Step::Expired) };
    let Ok(password) = Password::parse(password) else { return };
    asking.begin();
    send::<ConfirmReset>((), Reset { token, password }, move |answer| match answer {
        Ok(_) => step.set(Step::Done),
        Err(said) if matches!(said.code, Some(Code::Expired | Code::NotFound | Code::WrongCredentials)) => {
            step.set(Step::Expired);
        }
        Err(said) => asking.refuse(said),
    });
}
