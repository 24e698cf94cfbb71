//! What guardians have reported, on the page with the names: taking note of it, taking it back, entering more.

use hidamari_domain::attendance::{
    AcceptReport, BoardChild, ChildDay, DayQuery, EndReport, EnterReports, NewReports, ReadChildDay, Report,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use crate::app::{Asking, dates, fetch, send};
use crate::attendance::entering::entering;
use crate::attendance::report;
use crate::attendance::report_form::refused;
use crate::attendance::reporting::Reporting;
use crate::office::{Desk, Fields, act, cross, loaded, reading_is_recorded};
use crate::ui::{Button, ButtonKind, glyph};
use crate::words::attendance::reports as w;

/// What is announced of a child, the way to read all of it, and to enter more.
pub fn announced(desk: Desk, facility: FacilityId, child: &BoardChild, again: Callback<()>) -> AnyView {
    let said: Vec<String> = child.reports.iter().map(report::announced).collect();
    let id = child.id;
    let may = desk.may(ActionKey::AcceptReport, facility) && desk.may(ActionKey::EnterReport, facility);
    let read = may.then(|| {
        let is_new = child.reports.iter().any(|report| !report.accepted);
        let kind = if is_new { ButtonKind::Primary } else { ButtonKind::Quiet };
        let label = match (is_new, child.reports.is_empty()) {
            (true, _) => w::read_new(),
            (false, false) => w::read(),
            (false, true) => w::enter(),
        };
        act(kind, Some(glyph::MAIL), label, move || {
            desk.ask(w::title(), move || reports(desk, id, again));
        })
    });
    view! { <div class="row">{cross(&said)} {read}</div> }.into_any()
}

/// What is reported of a child today, and entering more.
pub fn reports(desk: Desk, child: ChildId, again: Callback<()>) -> AnyView {
    let day = fetch::<ReadChildDay>(move || Some((child, DayQuery::default())));
    let fields = Fields::default();
    let deliver = Callback::new(move |(reports, asking): (NewReports, Asking)| {
        send::<EnterReports>((), reports, move |answer| match answer {
            Ok(_) => {
                asking.done();
                desk.done(again, w::entered());
            }
            Err(refusal) => asking.refuse(refused(refusal)),
        });
    });
    let ready = move |day: &ChildDay| {
        let line = |found: &Report| line(desk, fields, found, again);
        view! {
            <p><strong>{day.name.clone()}</strong> " " {day.class_name.clone()}</p>
            <ul class="reports">{day.reports.iter().map(line).collect::<Vec<_>>()}</ul>
            {fields.note()}
            {entering(Reporting::default(), day.day, child, day.name.clone(), deliver)}
        }
        .into_any()
    };
    view! { {reading_is_recorded()} {loaded(day, |_| false, || ().into_any(), ready)} }.into_any()
}

fn line(desk: Desk, fields: Fields, found: &Report, again: Callback<()>) -> AnyView {
    let path = (found.child, found.id);
    let accept = move || fields.send::<AcceptReport>(path, Nothing {}, move |_| desk.done(again, w::accepted()));
    let end = move || fields.send::<EndReport>(path, Nothing {}, move |_| desk.done(again, w::ended()));
    let accepted = match found.accepted_at {
        Some(at) => view! { <small class="muted">{w::noted_at(dates::time(at))}</small> }.into_any(),
        None => view! {
            <Button kind=ButtonKind::Primary icon=glyph::CHECK busy=fields.busy() on_press=accept>
                {w::accept()}
            </Button>
        }
        .into_any(),
    };
    let which = w::withdraw_which(report::what(found));
    let acts = view! {
        {accepted}
        <Button busy=fields.busy() on_press=end>
            {w::end()}
            <span class="unseen">{which}</span>
        </Button>
    };
    report::line(found, view! { <div class="row">{acts}</div> }.into_any())
}
