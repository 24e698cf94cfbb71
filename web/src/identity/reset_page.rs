use hidamari_domain::identity::{ConfirmReset, Reset};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Password, Text};
use leptos::prelude::*;

use super::asking::{Asking, password_fault};
use super::entrance::{at, porch};
use crate::app::send;
use crate::ui::live::live;
use crate::ui::{ButtonKind, Empty, ErrorNote, Form, LinkButton, glyph};
use crate::words::identity::{self as words, reset as w};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Asking,
    Done,
    Expired,
}

/// A new password, by the token in the address.
pub fn reset_page(token: String) -> AnyView {
    let password = RwSignal::new(String::new());
    let step = RwSignal::new(Step::Asking);
    let asking = Asking::new();
    let act = Callback::new(move |()| change(&token, &password.get_untracked(), asking, step));
    let form = move || {
        view! {
            <p class="muted prose">{w::new_hint()}</p>
            <Form on_submit=act>
                {asking.new_password("password", password, words::new_password())} {asking.act(w::new_act())}
            </Form>
        }
        .into_any()
    };
    let page = live(move || match step.get() {
        Step::Asking => form(),
        Step::Done => done(),
        Step::Expired => expired(),
    });
    porch(w::new_title(), "", page)
}

fn done() -> AnyView {
    view! {
        <div role="status">
            <Empty icon=glyph::CHECK title=w::done() hint=w::done_hint()>
                {way("", w::back())}
            </Empty>
        </div>
    }
    .into_any()
}

fn expired() -> AnyView {
    view! { <div class="stack"><ErrorNote title=w::expired() /> {way("/reset", w::again())}</div> }.into_any()
}

fn way(path: &str, words: &'static str) -> AnyView {
    view! {
        <LinkButton href=at(path) kind=ButtonKind::Primary>
            {words}
        </LinkButton>
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
