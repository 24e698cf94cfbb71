use core::time::Duration;

use hidamari_domain::attendance::{FacilityCounts, Overview, ReadOverview};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use super::counts::Counts;
use super::{acts, sheet, table};
use crate::app::{Clock, Fetched, dates, fetch, on_change};
use crate::office::{Desk, act, facility_link, kept, nothing, page, page_head, way};
use crate::ui::live::{effect, live, text};
use crate::ui::{ButtonKind, Load, glyph};
use crate::words::attendance::office as w;

/// Marks come in bursts at the gate; one look for all of them is enough.
const GATHER: Duration = Duration::from_millis(600);

/// The overview on the screen, of every facility or of one.
#[derive(Clone, Copy)]
pub struct Today {
    overview: Fetched<Overview>,
    pub only: Option<FacilityId>,
}

impl Today {
    /// The facilities on the screen, by name.
    pub fn facilities(self) -> Vec<FacilityCounts> {
        self.overview.state.with(|state| match state {
            Load::Ready(all) => {
                let ours = all.facilities.iter().filter(|each| self.only.is_none_or(|id| id == each.id));
                ours.cloned().collect()
            }
            _ => Vec::new(),
        })
    }

    /// The counts of a facility or class, or of everything on the screen.
    pub fn counts(self, facility: Option<FacilityId>, class: Option<ClassId>) -> Counts {
        let facilities = self.facilities();
        let ours = facilities.iter().filter(|each| facility.is_none_or(|id| id == each.id));
        let classes = ours.flat_map(|each| &each.classes).filter(|each| class.is_none_or(|id| id == each.id));
        classes.map(Counts::of_class).fold(Counts::default(), Counts::and)
    }

    /// From when it is: in words, for the screen and for a file's name.
    fn moment(self) -> (String, String) {
        self.overview.state.with(|state| match state {
            Load::Ready(all) => (w::as_of(dates::time(all.now)), w::file(all.day)),
            _ => Default::default(),
        })
    }
}

/// Today: what needs an act, then the counts of every facility, or of one with its classes.
pub fn today_page(desk: Desk, only: Option<FacilityId>) -> AnyView {
    let overview = fetch::<ReadOverview>(|| Some(((), Nothing {})));
    follow(overview, only);
    look_when_due(overview, desk.clock);
    let today = Today { overview, only };
    let empty = || {
        view! { <h1 class="unseen">{w::title()}</h1> {nothing(glyph::SUN, w::nothing(), w::nothing_hint())} }.into_any()
    };
    let is_empty = |all: &Overview| all.facilities.iter().all(|each| each.classes.is_empty());
    let inside = kept(overview, is_empty, empty, move || ready(desk, today));
    page(view! { {overview.heading(w::title())} {inside} }.into_any())
}

/// Counts change by themselves when a cut-off passes: looked at anew once a minute from then on, until they have.
fn look_when_due(overview: Fetched<Overview>, clock: Clock) {
    effect(move |_| {
        let minute = clock.minute();
        let is_due = overview.state.with_untracked(|state| match state {
            Load::Ready(all) => all.changes_at.is_some_and(|moment| moment <= minute),
            _ => false,
        });
        if is_due {
            overview.again.run(());
        }
    });
}

fn follow(overview: Fetched<Overview>, only: Option<FacilityId>) {
    let waiting = StoredValue::new(false);
    let look = move || {
        // Another screen may be shown by now.
        if waiting.try_set_value(false).is_none() {
            overview.again.run(());
        }
    };
    on_change(move |change| {
        let ours = match change {
            Change::Attendance { facility, .. }
            | Change::Report { facility, .. }
            | Change::Counts { facility }
            | Change::Roster { facility } => only.is_none_or(|id| id == *facility),
            Change::Reset => true,
        };
        if ours && !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(look, GATHER);
        }
    });
}

fn ready(desk: Desk, today: Today) -> AnyView {
    let name = today.only.and_then(|_| untrack(|| today.facilities()).into_iter().next()).map(|one| one.name);
    let save = move || untrack(|| sheet::save(&today.moment().1, &today.facilities()));
    let expected = today.only.filter(|facility| desk.may(ActionKey::ReadExpected, *facility)).map(|facility| {
        way(ButtonKind::Quiet, glyph::CALENDAR_DAYS, w::expected(), facility_link(facility, "/expected"))
    });
    let acts = view! {
        {expected}
        <p class="muted">{text(move || today.moment().0)}</p>
        {act(ButtonKind::Quiet, Some(glyph::DOWNLOAD), w::save_csv(), save)}
    };
    let to_do = Memo::new(move |_| acts::to_do(&today.facilities()));
    let news = Memo::new(move |_| acts::news(&today.facilities()));
    let coming = Memo::new(move |_| today.counts(None, None).expected);
    view! {
        {page_head(name.unwrap_or_else(|| w::title().to_owned()), acts.into_any())}
        {live(move || acts::acts(desk, &to_do.get(), coming.get(), today.only))}
        {live(move || acts::reports(&news.get()))}
        {table::table(today)}
    }
    .into_any()
}
