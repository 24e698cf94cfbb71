use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use super::desk::Desk;
use super::parts::facility_link;
use super::search::search;
use crate::app::{dates, session};
use crate::ui::live::{attribute, live, so};
use crate::ui::{Glyph, Icon, Load, glyph};
use crate::words::office as w;
use crate::words::shell;

/// The bar over every screen: where one is, what day it is, search, and the screens one may see.
pub fn header(desk: Desk) -> AnyView {
    let names = Memo::new(move |_| names(desk));
    view! {
        <header class="office-bar">
            <a class="brand" href="/office">
                <Icon glyph=glyph::SUN />
                <span>{shell::brand()}</span>
            </a>
            {live(move || scope(desk, names.get()))} {live(today)} {live(move || search(desk))}
            <a
                class="own"
                href="/office/account"
                aria-current=attribute(move || desk.route.is_at("/office/account", true).then(|| "page".to_owned()))
            >
                <Icon glyph=glyph::USER_ROUND />
                <span>{move || session().me().map(|me| me.name)}</span>
            </a>
            {live(move || places(desk))}
        </header>
    }
    .into_any()
}

fn today() -> AnyView {
    let day = session().me().map(|me| dates::day(dates::local_day(me.now)));
    view! { <p class="office-day"><span class="muted">{w::today()}</span> <time>{day}</time></p> }.into_any()
}

fn names(desk: Desk) -> Vec<(FacilityId, String)> {
    desk.facilities.state.with(|state| match state {
        Load::Ready(all) => all.iter().map(|each| (each.id, each.form.name.as_ref().to_owned())).collect(),
        _ => Vec::new(),
    })
}

fn scope(desk: Desk, names: Vec<(FacilityId, String)>) -> AnyView {
    match names.as_slice() {
        [] => ().into_any(),
        [(_, only)] => view! { <p class="scope-sole"><strong>{only.clone()}</strong></p> }.into_any(),
        _ => choice(desk, names),
    }
}

fn choice(desk: Desk, names: Vec<(FacilityId, String)>) -> AnyView {
    let scope = desk.scope();
    let option = move |value: Option<FacilityId>, label: String| {
        view! {
            <option
                value=value.map(|id| id.to_string()).unwrap_or_default()
                prop:selected=so(move || scope.get() == value)
            >
                {label}
            </option>
        }
    };
    let ward = session().me().and_then(|me| me.roles.into_iter().find(|role| role.role.is_ward()));
    let all = ward.map_or_else(|| w::all_facilities().to_owned(), |ward| w::ward_and_all(ward.municipality_name));
    let mut options = vec![option(None, all)];
    options.extend(names.into_iter().map(|(id, name)| option(Some(id), name)));
    view! {
        <select
            class="input scope"
            aria-label=w::scope()
            on:change=move |event| desk.route.go(&address_for(desk, event_target_value(&event).parse().ok()))
        >
            {options}
        </select>
    }
    .into_any()
}

/// The same screen of another facility; a single child's or class's leads to the list it is in.
fn address_for(desk: Desk, facility: Option<FacilityId>) -> String {
    let Some(facility) = facility else { return "/office".to_owned() };
    let path = desk.route.path().get_untracked();
    let section = path.strip_prefix("facilities/").and_then(|rest| rest.split('/').nth(1)).unwrap_or_default();
    let section = if section == "classes" { "" } else { section };
    facility_link(facility, &if section.is_empty() { String::new() } else { ["/", section].concat() })
}

fn places(desk: Desk) -> AnyView {
    let mut links = Vec::new();
    let mut link = |href: String, icon: Glyph, label: &'static str, shown: bool| {
        if shown {
            links.push(place(desk, href, icon, label));
        }
    };
    match desk.scope().get() {
        Some(facility) => {
            let may = |action| desk.may(action, facility);
            let below = |rest| facility_link(facility, rest);
            let is_sole = desk.sole().is_some();
            let start = if is_sole { "/office".to_owned() } else { below("") };
            link(start, glyph::LAYOUT_GRID, w::places::today(), may(ActionKey::ReadOverview));
            link(below("/children"), glyph::USERS_ROUND, w::places::children(), may(ActionKey::ListChildren));
            link(below("/letters"), glyph::MAIL, w::places::letters(), may(ActionKey::InviteGuardians));
            link(below("/staff"), glyph::USER_ROUND, w::places::staff(), may(ActionKey::ManageStaff));
            link(below("/tablets"), glyph::TABLET, w::places::tablets(), may(ActionKey::ManageDevices));
            link(below("/settings"), glyph::SCHOOL, w::places::settings(), may(ActionKey::ManageFacility));
            let rollout = is_sole && desk.may_somewhere(ActionKey::ReadRollout);
            link("/office/rollout".to_owned(), glyph::LIST_CHECKS, w::places::rollout(), rollout);
            link(below("/messages"), glyph::BELL, w::places::messages(), may(ActionKey::ReadMessages));
            link(below("/audit"), glyph::CLIPBOARD_LIST, w::places::audit(), may(ActionKey::ReadAudit));
        }
        None => {
            let may = |action| desk.may_somewhere(action);
            link("/office".to_owned(), glyph::LAYOUT_GRID, w::places::today(), may(ActionKey::ReadOverview));
            link("/office/facilities".to_owned(), glyph::SCHOOL, w::places::facilities(), may(ActionKey::ReadOverview));
            link("/office/rollout".to_owned(), glyph::LIST_CHECKS, w::places::rollout(), may(ActionKey::ReadRollout));
        }
    }
    view! { <nav class="office-nav" aria-label=w::places::label()>{links}</nav> }.into_any()
}

fn place(desk: Desk, href: String, icon: Glyph, label: &'static str) -> AnyView {
    let address = href.clone();
    // The first screen of a facility lies above all its others.
    let within = href.rsplit('/').next().is_some_and(|last| last.parse::<FacilityId>().is_err());
    let here = attribute(move || desk.route.is_at(&address, within).then(|| "page".to_owned()));
    view! {
        <a href=href aria-current=here>
            <Icon glyph=icon />
            <span>{label}</span>
        </a>
    }
    .into_any()
}
