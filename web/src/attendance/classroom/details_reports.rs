//! What guardians have reported of a child's day, and taking note of it.

use hidamari_client::new_operation;
use hidamari_domain::attendance::{AcceptReport, Report};
use hidamari_domain::contract::Nothing;
use leptos::prelude::*;

use super::hand::Hand;
use crate::app::{dates, said};
use crate::attendance::report;
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, ErrorNote, glyph};
use crate::words::attendance::reports as w;

/// The reports; nothing when there are none.
pub fn reports(hand: Hand, all: &[Report]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let failed = RwSignal::new(String::new());
    let line = |found: &Report| {
        let (child, id) = (found.child, found.id);
        let accept = move || {
            failed.set(String::new());
            hand.boards.tablet.call::<AcceptReport>(new_operation(), &(child, id), &Nothing {}, move |answer| {
                // The stream tells what it did.
                if let Err(error) = answer {
                    failed.try_set(said(error).sentence);
                }
            });
        };
        let act = match found.accepted_at {
            Some(at) => view! { <small>{w::noted_at(dates::time(at))}</small> }.into_any(),
            None => view! {
                <Button kind=ButtonKind::Primary icon=glyph::CHECK on_press=accept>
                    {w::accept()}
                </Button>
            }
            .into_any(),
        };
        report::line(found, act)
    };
    let wrong = move || match failed.get() {
        title if title.is_empty() => ().into_any(),
        title => view! { <ErrorNote title /> }.into_any(),
    };
    view! {
        <section class="section">
            <h4>{w::title()}</h4>
            <ul class="reports">{all.iter().map(line).collect::<Vec<_>>()}</ul>
            {live(wrong)}
        </section>
    }
    .into_any()
}
