//! Telephoning guardians: whom in which order, and what came of it.

use hidamari_domain::attendance::{Asked, Call, CallResult, Contact, NewCall};
use hidamari_domain::id::CallId;
use hidamari_domain::value::Name;
use leptos::prelude::*;
use uuid::Uuid;

use crate::app::{dates, phone};
use crate::ui::{Button, Icon, glyph};
use crate::words::attendance::calls as w;

/// Guardians in calling order. With somewhere to log it, each has a press for what came of the call.
#[must_use]
pub fn contacts(contacts: &[Contact], log: Option<Callback<NewCall>>) -> AnyView {
    if contacts.is_empty() {
        return view! { <p class="muted">{w::no_contacts()}</p> }.into_any();
    }
    let contact = |contact: &Contact| {
        let results = log.map(|log| results(&contact.name, log));
        view! {
            <li>
                <p>
                    <strong>{contact.name.clone()}</strong>
                    " "
                    <small>{contact.relation.clone()}</small>
                </p>
                <div class="calls">{contact.phones.iter().map(|each| number(each)).collect::<Vec<_>>()}</div>
                {results}
            </li>
        }
    };
    view! { <ol class="contacts">{contacts.iter().map(contact).collect::<Vec<_>>()}</ol> }.into_any()
}

fn number(number: &str) -> AnyView {
    let href = ["tel:", number].concat();
    view! {
        <a class="button button-quiet call" href=href>
            <Icon glyph=glyph::PHONE />
            <span>{phone::spaced(number)}</span>
        </a>
    }
    .into_any()
}

fn results(name: &str, log: Callback<NewCall>) -> AnyView {
    let Ok(called) = Name::parse(name) else { return ().into_any() };
    let press = |result: CallResult| {
        let called = called.clone();
        let with = w::with(name);
        let press = move || log.run(NewCall { id: CallId(Uuid::now_v7()), called: called.clone(), result });
        view! {
            <Button on_press=press>
                {word(result)}
                <span class="unseen">{with}</span>
            </Button>
        }
    };
    let presses: Vec<_> = CallResult::ALL.iter().map(|result| press(*result)).collect();
    let label = w::result_of(name);
    view! { <div class="call-results" role="group" aria-label=label>{presses}</div> }.into_any()
}

/// Who was asked by push and mail, and how far that has come; nothing when nobody was.
#[must_use]
pub fn asked(asked: &[Asked]) -> AnyView {
    if asked.is_empty() {
        return ().into_any();
    }
    let line = |asked: &Asked| {
        let state = match (asked.opened_at, asked.accepted) {
            (Some(at), _) => w::opened(dates::time(at)),
            (None, true) => w::arrived_unopened().to_owned(),
            (None, false) => w::not_arrived().to_owned(),
        };
        view! {
            <li>
                <span>{w::asked_to(dates::time(asked.at), &asked.to)}</span>
                <small>{state}</small>
            </li>
        }
    };
    view! { <ul class="call-log" aria-label=w::asked()>{asked.iter().map(line).collect::<Vec<_>>()}</ul> }.into_any()
}

/// What came of the calls, the newest first; nothing when there were none.
#[must_use]
pub fn calls(calls: &[Call]) -> AnyView {
    if calls.is_empty() {
        return ().into_any();
    }
    let line = |call: &Call| {
        view! {
            <li>
                <time>{dates::time(call.at)}</time>
                <strong>{word(call.result)}</strong>
                <small>{w::whom_and_by(&call.by, &call.called)}</small>
            </li>
        }
    };
    view! { <ul class="call-log" aria-label=w::log()>{calls.iter().map(line).collect::<Vec<_>>()}</ul> }.into_any()
}

fn word(result: CallResult) -> &'static str {
    match result {
        CallResult::Reached => w::reached(),
        CallResult::MessageLeft => w::message_left(),
        CallResult::NoAnswer => w::no_answer(),
    }
}
