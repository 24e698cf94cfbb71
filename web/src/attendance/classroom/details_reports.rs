//! What guardians have reported of a child's day: taking note of it, taking it back, entering more.

use hidamari_client::{CallError, new_operation};
use hidamari_domain::attendance::{AcceptReport, ChildDay, EndReport, EnterReports, NewReports, Report};
use hidamari_domain::contract::Nothing;
use leptos::prelude::*;

use super::hand::Hand;
use super::words;
use crate::app::{Asking, dates, said};
use crate::attendance::entering::entering;
use crate::attendance::report;
use crate::attendance::report_form::refused;
use crate::attendance::reporting::Reporting;
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, ErrorNote, glyph};
use crate::words::attendance::reports as w;

/// The reports; nothing when there are none.
pub fn reports(hand: Hand, all: &[Report]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let tablet = hand.boards.tablet;
    let failed = RwSignal::new(String::new());
    // The stream tells what it did.
    let told = move |answer: Result<Nothing, CallError>| {
        if let Err(error) = answer {
            failed.try_set(said(error).sentence);
        }
    };
    let line = |found: &Report| {
        let path = (found.child, found.id);
        let accept = move || {
            failed.set(String::new());
            tablet.call::<AcceptReport>(new_operation(), &path, &Nothing {}, told);
        };
        let end = move || {
            failed.set(String::new());
            tablet.call::<EndReport>(new_operation(), &path, &Nothing {}, told);
        };
        let accepted = match found.accepted_at {
            Some(at) => view! { <small>{w::noted_at(dates::time(at))}</small> }.into_any(),
            None => view! {
                <Button kind=ButtonKind::Primary icon=glyph::CHECK on_press=accept>
                    {w::accept()}
                </Button>
            }
            .into_any(),
        };
        let which = w::withdraw_which(report::what(found));
        let acts = view! {
            {accepted}
            <Button on_press=end>
                {w::end()}
                <span class="unseen">{which}</span>
            </Button>
        };
        report::line(found, view! { <div class="row">{acts}</div> }.into_any())
    };
    view! {
        <section class="section">
            <h4>{w::title()}</h4>
            <ul class="reports">{all.iter().map(line).collect::<Vec<_>>()}</ul>
            {live(move || wrong(failed.get()))}
        </section>
    }
    .into_any()
}

/// The way to enter more. Made once for a child, so that what is half typed stays when something changes.
pub fn enter(hand: Hand, day: &ChildDay) -> AnyView {
    let (tablet, reporting) = (hand.boards.tablet, Reporting::default());
    let deliver = Callback::new(move |(reports, asking): (NewReports, Asking)| {
        tablet.call::<EnterReports>(new_operation(), &(), &reports, move |answer| match answer {
            Ok(_) => {
                asking.done();
                reporting.what.set(None);
            }
            Err(error) => asking.refuse(refused(said(error))),
        });
    });
    entering(reporting, day.day, day.child, words::given(&day.name).to_owned(), deliver)
}

/// What could not be done; nothing while all is well.
pub fn wrong(title: String) -> AnyView {
    if title.is_empty() { ().into_any() } else { view! { <ErrorNote title /> }.into_any() }
}
