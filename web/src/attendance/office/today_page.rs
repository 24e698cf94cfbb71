use core::time::Duration;

use hidamari_domain::attendance::{FacilityCounts, Overview, ReadOverview};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::counts::Counts;
use super::{acts, sheet, table};
use crate::app::{dates, fetch, on_change};
use crate::office::{Desk, loaded, nothing, page, page_head};
use crate::ui::live::{live, text};
use crate::ui::{Button, Load, glyph};
use crate::words::attendance::office as w;

/// Marks come in bursts at the gate; one look for all of them is enough.
const GATHER: Duration = Duration::from_millis(600);

/// Today: what needs an act, then the counts of every facility, or of one with its classes.
pub fn today_page(desk: Desk, only: Option<FacilityId>) -> AnyView {
    let overview = fetch::<ReadOverview>(|| Some(((), Nothing {})));
    let waiting = StoredValue::new(false);
    on_change(move |change| {
        let ours = match change {
            Change::Attendance { facility, .. } | Change::Counts { facility } | Change::Roster { facility } => {
                only.is_none_or(|id| id == *facility)
            }
            Change::Reset => true,
        };
        if ours && !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(
                move || {
                    if waiting.try_set_value(false).is_none() {
                        overview.again.run(());
                    }
                },
                GATHER,
            );
        }
    });
    let shown = Signal::derive(move || match overview.state.get() {
        Load::Ready(mut overview) => {
            overview.facilities.retain(|facility| only.is_none_or(|id| id == facility.id));
            Load::Ready(overview)
        }
        other => other,
    });
    page(
        view! {
            {loaded(
                shown,
                overview.again,
                |overview: &Overview| overview.facilities.iter().all(|each| each.classes.is_empty()),
                || nothing(glyph::SUN, w::nothing(), w::nothing_hint()),
                move |overview| ready(desk, overview, only),
            )}
        }
        .into_any(),
    )
}

fn ready(desk: Desk, overview: ReadSignal<Overview>, only: Option<FacilityId>) -> AnyView {
    let title = only.and_then(|_| overview.with_untracked(|all| all.facilities.first().map(|one| one.name.clone())));
    let save = move || overview.with_untracked(sheet::save);
    let acts = view! {
        <p class="muted">
            {text(move || overview.with(|all| w::as_of(dates::time(all.now))))}
        </p>
        <Button icon=glyph::DOWNLOAD on_press=save>{w::save_csv()}</Button>
    }
    .into_any();
    let unconfirmed = Memo::new(move |_| overview.with(|all| unconfirmed(&all.facilities)));
    view! {
        {page_head(title.unwrap_or_else(|| w::title().to_owned()), acts)}
        {live(move || acts::acts(desk, &unconfirmed.get(), only))}
        {table::table(overview, only)}
    }
    .into_any()
}

/// The facilities with children not yet confirmed, the most first.
fn unconfirmed(facilities: &[FacilityCounts]) -> Vec<acts::Act> {
    let act = |facility: &FacilityCounts| acts::Act {
        facility: facility.id,
        name: facility.name.clone(),
        unconfirmed: Counts::of_facility(facility).unconfirmed,
        may_read_names: facility.may_read_names,
        classes: facility
            .classes
            .iter()
            .filter(|class| class.unconfirmed > 0)
            .map(|class| (class.id, class.name.clone(), class.unconfirmed))
            .collect(),
    };
    let mut all: Vec<acts::Act> = facilities.iter().map(act).filter(|act| act.unconfirmed > 0).collect();
    all.sort_by_key(|act| core::cmp::Reverse(act.unconfirmed));
    all
}
