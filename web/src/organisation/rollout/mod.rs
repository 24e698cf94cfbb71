//! The rollout matrix: which capability is on where, and setting many at once.

mod bulk;
mod matrix;

use chrono::Datelike;
use hidamari_domain::contract::Nothing;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{FacilityRollout, ReadRollout, Switch};
use leptos::prelude::*;

use crate::app::{Fetched, dates, fetch, on_change};
use crate::office::{Desk, loaded, nothing, page, page_head};
use crate::ui::{Mark, glyph};
use crate::words::organisation::rollout as w;

/// The screen: where one is, what is known, and the places of the switches that are chosen.
#[derive(Clone, Copy)]
struct Rollout {
    desk: Desk,
    known: Fetched<Vec<FacilityRollout>>,
    chosen: RwSignal<Vec<String>>,
}

/// Facility × capability.
pub fn rollout_page(desk: Desk) -> AnyView {
    let known = fetch::<ReadRollout>(|| Some(((), Nothing {})));
    on_change(move |change| {
        if matches!(change, Change::Roster { .. } | Change::Reset) {
            known.again.run(());
        }
    });
    let rollout = Rollout { desk, known, chosen: RwSignal::new(Vec::new()) };
    let empty = || nothing(glyph::LIST_CHECKS, w::nothing(), w::nothing_hint());
    page(
        view! {
            {page_head(w::title(), ().into_any())}
            {loaded(known, Vec::is_empty, empty, move |all| ready(rollout, all))}
            {bulk::bulk(rollout)}
        }
        .into_any(),
    )
}

fn ready(rollout: Rollout, all: &[FacilityRollout]) -> AnyView {
    let may_change = all.iter().any(|facility| facility.may_change);
    view! {
        <p class="muted">{if may_change { w::how() } else { w::read_only() }}</p>
        {matrix::matrix(rollout, all)}
    }
    .into_any()
}

/// A switch's state: shape and words.
fn state_of(switch: &Switch) -> (Mark, String) {
    let today = dates::local_day(dates::now());
    match switch.on_from {
        None => (Mark::Outline, w::off().to_owned()),
        Some(_) if switch.is_on(today) => (Mark::Filled, w::on().to_owned()),
        Some(from) if from.year() == today.year() => (Mark::Part, w::on_from(dates::day(from))),
        Some(from) => (Mark::Part, w::on_from(dates::full_day(from))),
    }
}

/// By what a switch is chosen.
fn place(switch: &Switch) -> String {
    [switch.capability.key(), " ", &switch.facility.to_string()].concat()
}
