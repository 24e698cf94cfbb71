use hidamari_domain::attendance::{ClassCounts, FacilityCounts};
use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::policy::ActionKey;
use hidamari_domain::time::Moment;
use leptos::prelude::*;

use super::counts::Counts;
use crate::app::dates;
use crate::office::{Desk, facility_link};
use crate::ui::{ButtonKind, Glyph, Icon, LinkButton, Note, glyph};
use crate::words::attendance::office as w;

/// How many stand beside each other before the rest is only counted.
const SHOWN: usize = 5;

/// Something that needs an act: children of a facility who are neither here nor known to be absent.
#[derive(Clone, PartialEq, Eq)]
pub struct Act {
    facility: FacilityId,
    name: String,
    unconfirmed: u32,
    uncalled: u32,
    since: Option<Moment>,
    may_read_names: bool,
    classes: Vec<(ClassId, String, u32)>,
}

/// A class with reports that nobody has taken note of.
#[derive(Clone, PartialEq, Eq)]
pub struct News {
    facility: FacilityId,
    class: ClassId,
    name: String,
    reports: u32,
    may_read_names: bool,
}

/// The classes of a facility with new reports; of many facilities none, because reading them is the nursery's.
pub fn news(facilities: &[FacilityCounts]) -> Vec<News> {
    let [facility] = facilities else { return Vec::new() };
    let waiting = facility.classes.iter().filter(|class| class.new_reports > 0);
    let news = |class: &ClassCounts| News {
        facility: facility.id,
        class: class.id,
        name: class.name.clone(),
        reports: class.new_reports,
        may_read_names: facility.may_read_names,
    };
    waiting.map(news).collect()
}

/// What is new from families, each with the way to read it.
pub fn reports(all: &[News]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let line = |news: &News| {
        let href = facility_link(news.facility, &["/classes/", &news.class.to_string()].concat());
        let look = news.may_read_names.then(|| view! { <LinkButton href>{w::read_reports()}</LinkButton> });
        line("part", glyph::MAIL, news.name.clone(), w::reports_count(news.reports), look.into_any())
    };
    view! {
        <section class="section acts-section" aria-label=w::news()>
            <h2>{w::news()}</h2>
            <div class="acts">{all.iter().map(line).collect::<Vec<_>>()}</div>
        </section>
    }
    .into_any()
}

/// The facilities with children not yet confirmed, the most first.
pub fn to_do(facilities: &[FacilityCounts]) -> Vec<Act> {
    let act = |facility: &FacilityCounts| {
        let waiting = facility.classes.iter().filter(|class| class.unconfirmed > 0);
        Act {
            facility: facility.id,
            name: facility.name.clone(),
            unconfirmed: Counts::of_facility(facility).unconfirmed,
            uncalled: facility.classes.iter().map(|class| class.uncalled).sum(),
            since: facility.unconfirmed_since,
            may_read_names: facility.may_read_names,
            classes: waiting.map(|class| (class.id, class.name.clone(), class.unconfirmed)).collect(),
        }
    };
    let mut all: Vec<Act> = facilities.iter().map(act).filter(|act| act.unconfirmed > 0).collect();
    all.sort_by_key(|act| core::cmp::Reverse(act.unconfirmed));
    all
}

/// The first line of the day: what needs an act, each with its act beside it. `expected` children are still to come.
pub fn acts(desk: Desk, all: &[Act], expected: u32, only: Option<FacilityId>) -> AnyView {
    let total: u32 = all.iter().map(|act| act.unconfirmed).sum();
    if total == 0 {
        let words = if expected > 0 { w::nothing_yet(expected) } else { w::all_confirmed().to_owned() };
        return view! { <Note tone="leaf" icon=glyph::CHECK><p class="note-title">{words}</p></Note> }.into_any();
    }
    let lines: Vec<AnyView> = match (only, all.first()) {
        (Some(_), Some(act)) => telephone(desk, act).into_iter().chain(classes(act)).collect(),
        _ => all.iter().take(SHOWN).map(|act| facility(desk, act)).collect(),
    };
    let rest = all.len().saturating_sub(SHOWN);
    let heading = if only.is_some() { w::to_do(total) } else { w::to_do_in(total, all.len()) };
    let more = (only.is_none() && rest > 0).then(|| view! { <p class="act-rest muted">{w::more_facilities(rest)}</p> });
    view! {
        <section class="section acts-section" aria-label=w::acts()>
            <h2>{heading}</h2>
            <div class="acts">{lines} {more}</div>
        </section>
    }
    .into_any()
}

fn facility(desk: Desk, act: &Act) -> AnyView {
    let phone = desk.facility(act.facility).and_then(|facility| facility.form.phone);
    let call = phone.map(|phone| {
        view! { <LinkButton href=["tel:", phone.as_ref()].concat() icon=glyph::PHONE>{w::call()}</LinkButton> }
    });
    let look = act.may_read_names.then(|| {
        view! { <LinkButton href=facility_link(act.facility, "")>{w::look()}</LinkButton> }
    });
    let since = act.since.map(|since| w::unconfirmed_since(dates::time(since)));
    let uncalled = (act.uncalled > 0).then(|| w::uncalled(act.uncalled));
    let more: Vec<String> =
        [Some(w::unconfirmed_count(act.unconfirmed)), since, uncalled].into_iter().flatten().collect();
    line("alert", glyph::MARK_ALERT, act.name.clone(), more.join("　"), view! { {call} {look} }.into_any())
}

/// The way to the list of those to be telephoned.
fn telephone(desk: Desk, act: &Act) -> Option<AnyView> {
    let may = desk.may(ActionKey::ReadCallList, act.facility);
    may.then(|| {
        let href = facility_link(act.facility, "/calls");
        let way = view! { <LinkButton href kind=ButtonKind::Primary icon=glyph::PHONE>{w::telephone()}</LinkButton> };
        let words = if act.uncalled > 0 { w::uncalled(act.uncalled) } else { w::all_called().to_owned() };
        line("alert", glyph::PHONE, w::calls().to_owned(), words, way.into_any())
    })
}

fn classes(act: &Act) -> Vec<AnyView> {
    let line_of = |(class, name, count): &(ClassId, String, u32)| {
        let href = facility_link(act.facility, &["/classes/", &class.to_string()].concat());
        let look = act.may_read_names.then(|| view! { <LinkButton href>{w::names()}</LinkButton> });
        unconfirmed(name.clone(), *count, look.into_any())
    };
    act.classes.iter().map(line_of).collect()
}

fn unconfirmed(name: String, count: u32, acts: AnyView) -> AnyView {
    line("alert", glyph::MARK_ALERT, name, w::unconfirmed_count(count), acts)
}

fn line(mark: &'static str, glyph: Glyph, name: String, what: String, acts: AnyView) -> AnyView {
    view! {
        <div class="act" data-mark=mark>
            <Icon glyph />
            <span class="act-words"><span>{name}</span> <strong>{what}</strong></span>
            <span class="push">{acts}</span>
        </div>
    }
    .into_any()
}
