use hidamari_domain::organisation::DevicePerson;
use hidamari_domain::problem::Code;
use hidamari_domain::value::Pin;
use leptos::prelude::*;

use super::Tablet;
use super::pin_pad::PinPad;
use crate::app::Said;
use crate::organisation::role_name;
use crate::ui::live::{live, text};
use crate::ui::{Avatar, Button, ButtonKind, Empty, focus_on, glyph};
use crate::words::organisation::staff_switch as w;

/// The faces to choose from; of the one chosen, the number pad.
pub fn staff_choice(tablet: Tablet) -> AnyView {
    let chosen = RwSignal::new(None::<DevicePerson>);
    live(move || match chosen.get() {
        None => faces(tablet, chosen),
        Some(person) => number(tablet, person, chosen),
    })
}

fn faces(tablet: Tablet, chosen: RwSignal<Option<DevicePerson>>) -> AnyView {
    let here = tablet.person().get();
    let others = tablet.setup().with(|setup| setup.as_ref().map(|setup| setup.staff.clone())).unwrap_or_default();
    if others.is_empty() {
        return view! { <Empty icon=glyph::KEY_ROUND title=w::nobody() hint=w::nobody_hint() /> }.into_any();
    }
    let face = |person: DevicePerson| {
        let (name, role) = (person.name.clone(), role_name(person.role));
        view! {
            <li>
                <button type="button" class="staff-tile" on:click=move |_| chosen.set(Some(person.clone()))>
                    <Avatar name=name.clone() />
                    <span>{name}</span>
                    <small>{role}</small>
                </button>
            </li>
        }
        .into_any()
    };
    let leave = move || {
        tablet.lock();
        tablet.switching.set(false);
    };
    let now = here.as_ref().map(|person| {
        view! {
            <div class="staff-now">
                <Avatar name=person.name.clone() />
                <p>{w::now(person.name.clone())}</p>
                <Button icon=glyph::LOCK on_press=leave>{w::leave()}</Button>
            </div>
        }
        .into_any()
    });
    let others = others.into_iter().filter(|person| here.as_ref().is_none_or(|here| here.id != person.id));
    view! {
        {now}
        <p class="muted">{if here.is_some() { w::lead_next() } else { w::lead() }}</p>
        <ul class="staff-grid">{others.map(face).collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

fn number(tablet: Tablet, person: DevicePerson, chosen: RwSignal<Option<DevicePerson>>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let name = person.name.clone();
    let another = move || {
        chosen.set(None);
        focus_on(".staff-switch");
    };
    let failed = move |said: Said| {
        busy.set(false);
        typed.set(String::new());
        wrong.set(Some(match said.code {
            Some(Code::WrongCredentials | Code::NotFound) => w::wrong().to_owned(),
            _ => said.sentence,
        }));
    };
    let unlock = move || match Pin::parse(&typed.get_untracked()) {
        Ok(pin) => {
            busy.set(true);
            wrong.set(None);
            tablet.unlock(&person, pin, failed);
        }
        Err(_) => {
            typed.set(String::new());
            wrong.set(Some(w::wrong().to_owned()));
        }
    };
    view! {
        <div class="staff-number">
            <div class="staff-who">
                <Avatar name=name.clone() />
                <h3>{name}</h3>
                <p>{w::number()}</p>
                <p class="field-error" role="alert">{text(move || wrong.get().unwrap_or_default())}</p>
                <Button kind=ButtonKind::Plain icon=glyph::CHEVRON_LEFT on_press=another>
                    {w::another()}
                </Button>
            </div>
            <PinPad typed busy on_typed=unlock />
        </div>
    }
    .into_any()
}
