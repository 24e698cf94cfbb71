use hidamari_domain::attendance::{CallList, NewCall, ReadCallList, RecordCall, Standing, ToCall};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::reports::reports;
use crate::app::{dates, fetch, on_change, send};
use crate::attendance::calling::{asked, calls, contacts};
use crate::office::{
    Desk, act, facility_link, loaded, nothing, page, page_head, person, reading_is_recorded, staff_only, way,
};
use crate::ui::{ButtonKind, Load, Mark, StateMark, glyph};
use crate::words::attendance::calls as w;
use crate::words::attendance::reports as r;

/// Whom to telephone: every child of a facility who neither came nor was reported. It empties as they are found.
pub fn calls_page(desk: Desk, facility: FacilityId) -> AnyView {
    let list = fetch::<ReadCallList>(move || Some((facility, Nothing {})));
    on_change(move |change| match change {
        Change::Attendance { child, state, .. } if state.standing != Standing::Expected => {
            list.state.update(|list| {
                if let Load::Ready(list) = list {
                    list.children.retain(|each| each.child != *child);
                }
            });
            list.overtaken();
        }
        Change::Attendance { facility: of, .. } | Change::Report { facility: of, .. } if *of == facility => {
            list.again.run(());
        }
        Change::Reset => list.again.run(()),
        _ => {}
    });
    let empty =
        move || view! { {head(desk, facility)} {nothing(glyph::CHECK, w::nobody(), w::nobody_hint())} }.into_any();
    let ready = move |found: &CallList| {
        let cards = found.children.iter().map(|child| card(desk, child, list.again)).collect::<Vec<_>>();
        view! {
            {head(desk, facility)}
            <p>{w::how(found.children.len())}</p>
            {reading_is_recorded()}
            <div class="to-call-list">{cards}</div>
        }
        .into_any()
    };
    page(
        view! {
            {staff_only()}
            {list.heading(w::title())}
            {loaded(list, |list| list.children.is_empty(), empty, ready)}
        }
        .into_any(),
    )
}

fn head(desk: Desk, facility: FacilityId) -> AnyView {
    let back = if desk.sole().is_some() { "/office".to_owned() } else { facility_link(facility, "") };
    page_head(w::title(), way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::back(), back))
}

fn card(desk: Desk, found: &ToCall, again: Callback<()>) -> AnyView {
    let child = found.child;
    let log = Callback::new(move |call: NewCall| {
        send::<RecordCall>(child, call, move |answer| {
            desk.say(answer.map_or_else(|refusal| refusal.sentence, |_| w::logged().to_owned()));
            again.run(());
        });
    });
    let is_due = found.call_from <= desk.clock.minute();
    let when = if is_due { w::call_now().to_owned() } else { w::call_from(dates::time(found.call_from)) };
    let enter = act(ButtonKind::Primary, Some(glyph::MAIL), w::enter(), move || {
        desk.ask(r::title(), move || reports(desk, child, again));
    });
    view! {
        <article class="card to-call">
            <header class="row">
                {person(&found.name, &found.kana)}
                <span class="muted">{found.class_name.clone()}</span>
                <StateMark mark=Mark::Alert word=w::since(dates::time(found.since)) />
                <strong>{when}</strong>
                <span class="push">{enter}</span>
            </header>
            {found.brought.map(|at| view! { <p class="brought"><strong>{w::brought(dates::time(at))}</strong></p> })}
            {asked(&found.asked)}
            {contacts(&found.contacts, Some(log))}
            {calls(&found.calls)}
        </article>
    }
    .into_any()
}
