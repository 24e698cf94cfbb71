use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{DaysQuery, OwnChild, OwnDay, ReadOwnChildDays};
use hidamari_domain::id::ChildId;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::calendar::{SPAN, calendar};
use super::day_table::day_table;
use super::mine::given_name;
use super::today;
use crate::app::{Clock, dates, fetch, on_change};
use crate::ui::live::{live, text, when};
use crate::ui::{AsyncView, Button, glyph};
use crate::words::attendance::family as w;

/// A child's days: today in words, 31 days at a glance, and their times.
#[must_use]
pub fn days_page(children_of_mine: Memo<Vec<OwnChild>>, child: ChildId, clock: Clock) -> AnyView {
    let found = move || children_of_mine.read().iter().find(|each| each.id == child).cloned();
    let known = Memo::new(move |_| found());
    let today = Memo::new(move |_| known.get().map_or_else(|| dates::local_day(dates::now()), |child| child.day));
    let now = today::of(known, clock);
    let until = RwSignal::new(None::<NaiveDate>);
    let last = Memo::new(move |_| until.get().unwrap_or(today.get()));
    let days = fetch::<ReadOwnChildDays>(move || Some((child, DaysQuery { until: until.get() })));
    on_change(move |change| match change {
        Change::Attendance { child: of, .. } if *of != child => {}
        Change::Counts { .. } => {}
        _ => days.again.run(()),
    });
    let turn = move |until_day: NaiveDate| until.set((until_day < today.get_untracked()).then_some(until_day));
    let earlier = move || turn(last.get_untracked() - Days::new(SPAN));
    let later = move || turn(last.get_untracked() + Days::new(SPAN));
    let name = text(move || {
        known.with(|child| child.as_ref().map(|child| w::days_of(given_name(&child.name))).unwrap_or_default())
    });
    let month = move |all: Memo<Vec<OwnDay>>| {
        live(move || {
            let days = all.read();
            view! {
                <section class="card month">{calendar(&days, last.get(), today.get(), now.get().map(|now| now.status))}</section>
                {day_table(&days)}
            }
            .into_any()
        })
    };
    view! {
        <h1>{name}</h1>
        {live(move || siblings(&children_of_mine.read(), child))}
        <section class="card" aria-labelledby="today">
            <h2 id="today">{w::today()}</h2>
            <div class="child-now" aria-live="polite" aria-atomic="true">
                {live(move || now.get().map(today::said).into_any())}
            </div>
        </section>
        <div class="section">
            <h2>
                {text(move || w::period(dates::day(last.get() - Days::new(SPAN - 1)), dates::day(last.get())))}
            </h2>
            <AsyncView state=days.state retry=days.again let:all>
                {month(all)}
            </AsyncView>
            <div class="row day-turn">
                <Button icon=glyph::CHEVRON_LEFT on_press=earlier>{w::earlier()}</Button>
                {when(move || until.with(Option::is_some), move || {
                    view! { <Button icon=glyph::CHEVRON_RIGHT on_press=later>{w::later()}</Button> }.into_any()
                })}
            </div>
        </div>
    }
    .into_any()
}

/// The way to the other children, when there are any.
fn siblings(children: &[OwnChild], shown: ChildId) -> AnyView {
    if children.len() < 2 {
        return ().into_any();
    }
    let link = |child: &OwnChild| {
        let href = ["/family/days/", &child.id.to_string()].concat();
        let here = (child.id == shown).then_some("page");
        view! { <a class="chip" href=href aria-current=here>{given_name(&child.name).to_owned()}</a> }.into_any()
    };
    view! {
        <nav class="chips" aria-label=w::children()>{children.iter().map(link).collect::<Vec<_>>()}</nav>
    }
    .into_any()
}
