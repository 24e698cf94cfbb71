use hidamari_domain::attendance::{DayState, OwnChild, Status};
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::mine::{BY_NEED, Mine, given_name, status};
use super::{question, today};
use crate::attendance::reporting::report_chips;
use crate::attendance::status::mark;
use crate::ui::live::{live, text};
use crate::ui::{Avatar, ButtonKind, Chip, LinkButton, glyph};
use crate::words::attendance::{family as w, plan as p};

/// A card a child, who needs a look first. The order stays as it was, so nothing moves under a finger.
#[must_use]
pub fn child_cards(children_of_mine: Memo<Vec<OwnChild>>, mine: Mine) -> AnyView {
    let clock = mine.clock;
    let order = Memo::new(move |before: Option<&Vec<ChildId>>| {
        let children = children_of_mine.read();
        let of = |wanted| children.iter().filter(move |child| status(child, clock) == wanted).map(|child| child.id);
        let sorted: Vec<ChildId> = BY_NEED.into_iter().flat_map(of).collect();
        match before {
            Some(before) if before.len() == sorted.len() && before.iter().all(|id| sorted.contains(id)) => {
                before.clone()
            }
            _ => sorted,
        }
    });
    let card = move |id: ChildId| {
        let child = Memo::new(move |_| children_of_mine.read().iter().find(|child| child.id == id).cloned());
        card(child, mine)
    };
    view! {
        <div class="child-cards">{live(move || order.get().into_iter().map(card).collect::<Vec<_>>().into_any())}</div>
    }
    .into_any()
}

fn card(child: Memo<Option<OwnChild>>, mine: Mine) -> AnyView {
    let now = today::of(child, mine.clock);
    let still =
        Memo::new(move |_| Some(OwnChild { state: DayState::EXPECTED, late_at: None, hours: None, ..child.get()? }));
    let asked = Memo::new(move |_| {
        let is_asked = child.with(|child| child.as_ref().is_some_and(|child| child.may_report));
        now.get().filter(|now| is_asked && now.status == Status::Unconfirmed).and_then(|_| still.get())
    });
    let shape = text(move || now.get().map(|now| mark(now.status).name()).unwrap_or_default().to_owned());
    view! {
        <article class="child-card" data-mark=shape>
            {live(move || still.get().map(head).into_any())}
            <div class="child-now" aria-live="polite" aria-atomic="true">
                {live(move || now.get().map(today::said).into_any())}
            </div>
            {live(move || asked.get().map(|child| question(mine, child)).into_any())}
            {live(move || still.get().map(|child| ways(child, mine)).into_any())}
        </article>
    }
    .into_any()
}

fn head(child: OwnChild) -> AnyView {
    view! {
        <header>
            <Avatar name=given_name(&child.name) />
            <div class="name">
                <span class="name-kana">{child.kana}</span>
                <h2 class="name-given">{child.name}</h2>
                <span class="child-place">{[child.facility_name, child.class_name].join("　")}</span>
            </div>
        </header>
    }
    .into_any()
}

fn ways(child: OwnChild, mine: Mine) -> AnyView {
    let call = (!child.facility_phone.is_empty()).then(|| {
        let href = ["tel:", &child.facility_phone].concat();
        view! { <Chip href icon=glyph::PHONE>{w::call(child.facility_name)}</Chip> }
    });
    let plan = child.may_report.then(|| {
        let href = ["/family/plan/", &child.id.to_string()].concat();
        view! { <Chip href icon=glyph::CLOCK>{p::look()}</Chip> }
    });
    view! {
        <LinkButton href=["/family/days/", &child.id.to_string()].concat() kind=ButtonKind::Primary>
            {w::look()}
        </LinkButton>
        {child.may_report.then(|| report_chips(mine.reporting, child.id))}
        <div class="chips">{plan} {call}</div>
    }
    .into_any()
}
