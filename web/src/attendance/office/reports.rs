//! What guardians have reported, on the page with the names, and taking note of it.

use hidamari_domain::attendance::{AcceptReport, BoardChild, ChildDay, DayQuery, ReadChildDay, Report};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use crate::app::{dates, fetch};
use crate::attendance::report;
use crate::office::{Desk, Fields, act, cross, loaded, reading_is_recorded, words};
use crate::ui::{Button, ButtonKind, glyph};
use crate::words::attendance::reports as w;

/// What is announced of a child, and the way to read all of it.
pub fn announced(desk: Desk, facility: FacilityId, child: &BoardChild, again: Callback<()>) -> AnyView {
    if child.reports.is_empty() {
        return words("");
    }
    let said: Vec<String> = child.reports.iter().map(report::announced).collect();
    let id = child.id;
    let read = desk.may(ActionKey::AcceptReport, facility).then(|| {
        let is_new = child.reports.iter().any(|report| !report.accepted);
        let kind = if is_new { ButtonKind::Primary } else { ButtonKind::Quiet };
        act(kind, Some(glyph::MAIL), if is_new { w::read_new() } else { w::read() }, move || {
            desk.ask(w::title(), move || reports(desk, id, again));
        })
    });
    view! { <div class="row">{cross(&said)} {read}</div> }.into_any()
}

fn reports(desk: Desk, child: ChildId, again: Callback<()>) -> AnyView {
    let day = fetch::<ReadChildDay>(move || Some((child, DayQuery::default())));
    let fields = Fields::default();
    let ready = move |day: &ChildDay| {
        let line = |found: &Report| line(desk, fields, found, again);
        view! {
            <p><strong>{day.name.clone()}</strong> " " {day.class_name.clone()}</p>
            <ul class="reports">{day.reports.iter().map(line).collect::<Vec<_>>()}</ul>
        }
        .into_any()
    };
    view! { {reading_is_recorded()} {loaded(day, |_| false, || ().into_any(), ready)} {fields.note()} }.into_any()
}

fn line(desk: Desk, fields: Fields, found: &Report, again: Callback<()>) -> AnyView {
    let path = (found.child, found.id);
    let accept = move || fields.send::<AcceptReport>(path, Nothing {}, move |_| desk.done(again, w::accepted()));
    let act = match found.accepted_at {
        Some(at) => view! { <small class="muted">{w::noted_at(dates::time(at))}</small> }.into_any(),
        None => view! {
            <Button kind=ButtonKind::Primary icon=glyph::CHECK busy=fields.busy() on_press=accept>
                {w::accept()}
            </Button>
        }
        .into_any(),
    };
    report::line(found, act)
}
