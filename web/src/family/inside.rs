use hidamari_domain::attendance::OwnChild;
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::home_page::home_page;
use super::settings_page::settings_page;
use crate::attendance::family::{Mine, days_page, given_name, plan_page};
use crate::delivery::{delivery_page, follow_messages};
use crate::identity::{Ward, account_page, people_page};
use crate::ui::live::live;
use crate::ui::{AsyncView, Empty, Icon, LinkButton, Place, Places, Route, after_a_while, glyph};
use crate::words::family as w;

/// What there is for someone signed in: the page by the address, and the bar below it.
pub fn inside(route: Route) -> AnyView {
    let mine = Mine::follow();
    let place = |href, icon, label| Place { href, icon, label, count: Signal::stored(0) };
    let places = vec![
        place("/family", glyph::HOUSE, w::today()),
        place("/family/days", glyph::CALENDAR_DAYS, w::days()),
        place("/family/settings", glyph::SETTINGS, w::settings()),
    ];
    view! {
        <main class="page">{live(move || page(&route.path().get(), mine))}</main>
        <div hidden>{after_a_while(move || follow_messages(route))}</div>
        <Places label=w::places() places />
    }
    .into_any()
}

fn page(path: &str, mine: Mine) -> AnyView {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [""] => home_page(mine),
        ["days"] => days(None, mine),
        ["days", child] => match child.parse() {
            Ok(child) => days(Some(child), mine),
            Err(_) => missing(),
        },
        ["plan", child] => match child.parse() {
            Ok(child) => plan_page(child),
            Err(_) => missing(),
        },
        ["settings"] => settings_page(mine),
        ["settings", "delivery"] => view! { {back()} {delivery_page()} }.into_any(),
        ["settings", "account"] => view! { {back()} {account_page()} }.into_any(),
        ["settings", "people"] => view! { {back()} {people(mine)} }.into_any(),
        _ => missing(),
    }
}

/// The days of one child; of the first, when none is named.
fn days(child: Option<ChildId>, mine: Mine) -> AnyView {
    let page = move |children_of_mine: Memo<Vec<OwnChild>>| {
        let shown = Memo::new(move |_| {
            let children = children_of_mine.read();
            let wanted = |each: &&OwnChild| child.is_none_or(|child| each.id == child);
            children.iter().find(wanted).map(|child| child.id)
        });
        live(move || match shown.get() {
            Some(child) => days_page(children_of_mine, child, mine.clock),
            None => missing(),
        })
    };
    let nobody = || view! { <h1 class="unseen">{w::days()}</h1> {no_children()} }.into_any();
    view! {
        {mine.found.heading(w::days())}
        <AsyncView state=mine.found.state retry=mine.found.again is_empty=Vec::is_empty empty=nobody let:children>
            {page(children)}
        </AsyncView>
    }
    .into_any()
}

fn people(mine: Mine) -> AnyView {
    let page = |children: Memo<Vec<OwnChild>>| {
        let children = children.get_untracked().into_iter().filter(|child| child.may_invite_family);
        let wards = children.map(|child| Ward { id: child.id, name: given_name(&child.name).to_owned() }).collect();
        people_page(wards)
    };
    view! {
        {mine.found.heading(w::people())}
        <AsyncView state=mine.found.state retry=mine.found.again let:children>
            {page(children)}
        </AsyncView>
    }
    .into_any()
}

/// No child yet, and the way to one.
pub fn no_children() -> AnyView {
    view! {
        <Empty title=w::no_children() hint=w::no_children_hint()>
            <LinkButton href="/family/join">{w::join()}</LinkButton>
        </Empty>
    }
    .into_any()
}

fn back() -> AnyView {
    view! {
        <a class="back" href="/family/settings">
            <Icon glyph=glyph::CHEVRON_LEFT />
            {w::back_to_settings()}
        </a>
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <h1 class="unseen">{w::missing()}</h1>
        <Empty icon=glyph::SEARCH title=w::missing() hint=w::missing_hint()>
            <LinkButton href="/family">{w::to_today()}</LinkButton>
        </Empty>
    }
    .into_any()
}
