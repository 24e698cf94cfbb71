//! The rollout matrix: which capability is on where, and setting many at once.

mod bulk;
mod matrix;

use chrono::Datelike;
use hidamari_domain::contract::Nothing;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{FacilityRollout, ReadRollout, Switch};
use leptos::prelude::*;

use crate::app::{dates, fetch, on_change};
use crate::office::{Desk, loaded, nothing, page, page_head};
use crate::ui::{Mark, glyph};
use crate::words::organisation::rollout as w;

/// A facility and a capability that are chosen to be switched.
type Chosen = RwSignal<Vec<Switch>>;

/// Facility × capability.
pub fn rollout_page(desk: Desk) -> AnyView {
    let rollout = fetch::<ReadRollout>(|| Some(((), Nothing {})));
    on_change(move |change| {
        if matches!(change, Change::Roster { .. } | Change::Reset) {
            rollout.again.run(());
        }
    });
    page(
        view! {
            {page_head(w::title(), ().into_any())}
            {loaded(
                rollout.state,
                rollout.again,
                Vec::is_empty,
                || nothing(glyph::LIST_CHECKS, w::nothing(), w::nothing_hint()),
                move |all| ready(desk, all, rollout.again),
            )}
        }
        .into_any(),
    )
}

fn ready(desk: Desk, all: ReadSignal<Vec<FacilityRollout>>, again: Callback<()>) -> AnyView {
    let chosen: Chosen = RwSignal::new(Vec::new());
    let may_change = all.with_untracked(|all| all.iter().any(|facility| facility.may_change));
    view! {
        <p class="muted">{if may_change { w::how() } else { w::read_only() }}</p>
        {matrix::matrix(all, chosen)}
        {may_change.then(|| bulk::bulk(desk, all, chosen, again))}
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

fn is_same_place(one: &Switch, other: &Switch) -> bool {
    one.facility == other.facility && one.capability == other.capability
}
