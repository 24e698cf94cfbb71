//! What a facility has settled about its attendance, a part of its settings.

use hidamari_domain::attendance::{AttendanceRules, DayKind, ReadAttendanceRules, SetAttendanceRules};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::ActionKey;
use hidamari_domain::value::Refused;
use leptos::prelude::*;

use crate::app::{Fetched, dates, fetch};
use crate::office::{Desk, Fields, act, cross, fact, loaded, section_head, typed, typed_time};
use crate::ui::{ButtonKind, CheckField, glyph};
use crate::words::attendance::rules as w;

/// What is settled, and the way to change it; nothing where the capability is off.
pub fn attendance_rules(desk: Desk, facility: FacilityId) -> AnyView {
    if !desk.may(ActionKey::ManageAttendanceRules, facility) {
        return ().into_any();
    }
    let rules = fetch::<ReadAttendanceRules>(move || Some((facility, Nothing {})));
    let ready = move |found: &AttendanceRules| facts(desk, facility, rules, found);
    loaded(rules, |_| false, || ().into_any(), ready)
}

fn facts(desk: Desk, facility: FacilityId, rules: Fetched<AttendanceRules>, found: &AttendanceRules) -> AnyView {
    let again = found.clone();
    let ask = move || {
        let found = again.clone();
        desk.ask(w::title(), move || form(desk, facility, rules, &found));
    };
    let days: Vec<String> = found.off_on.iter().map(|kind| word(*kind).to_owned()).collect();
    let days = if days.is_empty() { w::never_off().to_owned() } else { cross(&days) };
    view! {
        <section class="card">
            {section_head(w::title(), act(ButtonKind::Quiet, Some(glyph::PENCIL), w::change(), ask))}
            <dl class="facility-facts">
                {fact(w::cutoff(), w::from(dates::time_of_day(found.cutoff)))}
                {fact(w::call_after(), w::minutes(found.call_after))}
                {fact(w::lock(), w::lock_until(found.lock_days, dates::time_of_day(found.lock_at)))} {fact(w::off_on(), days)}
            </dl>
        </section>
    }
    .into_any()
}

fn form(desk: Desk, facility: FacilityId, rules: Fetched<AttendanceRules>, found: &AttendanceRules) -> AnyView {
    let (fields, cutoff) = (Fields::default(), typed_time(found.cutoff));
    let (call_after, lock_days) = (typed(found.call_after.to_string()), typed(found.lock_days.to_string()));
    let lock_at = typed_time(found.lock_at);
    let days: Vec<(DayKind, RwSignal<bool>)> =
        DayKind::ALL.iter().map(|kind| (*kind, RwSignal::new(found.off_on.contains(kind)))).collect();
    let check = |(kind, checked): &(DayKind, RwSignal<bool>)| {
        view! { <CheckField label=word(*kind) checked=*checked /> }
    };
    let inside = view! {
        {fields.line("cutoff", w::cutoff(), cutoff).kind("time").hint(w::cutoff_hint()).required().view()}
        {fields.line("call_after", w::call_after_minutes(), call_after).kind("number").hint(w::call_after_hint()).required().view()}
        {fields.line("lock_days", w::lock_days(), lock_days).kind("number").hint(w::lock_days_hint()).required().view()}
        {fields.line("lock_at", w::lock_at(), lock_at).kind("time").required().view()}
        <fieldset class="choice">
            <legend>{w::off_on()}</legend>
            <p class="field-hint">{w::off_on_hint()}</p>
            <div class="check-grid">{days.iter().map(check).collect::<Vec<_>>()}</div>
        </fieldset>
    };
    fields.frame(inside.into_any(), w::change_act(), Some(desk.dialog), move || {
        let number = |typed: RwSignal<String>| typed.get_untracked().trim().parse::<u16>().map_err(|_| Refused::Shape);
        let times = (fields.take_time("cutoff", cutoff), fields.take_time("lock_at", lock_at));
        let numbers = (fields.take("call_after", number(call_after)), fields.take("lock_days", number(lock_days)));
        let ((Some(cutoff), Some(lock_at)), (Some(call_after), Some(lock_days))) = (times, numbers) else { return };
        let off_on = days.iter().filter(|(_, off)| off.get_untracked()).map(|(kind, _)| *kind).collect();
        let settled = AttendanceRules { cutoff, call_after, lock_days, lock_at, off_on };
        fields.send::<SetAttendanceRules>(facility, settled, move |_| desk.done(rules.again, w::changed()));
    })
}

fn word(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Monday => w::monday(),
        DayKind::Tuesday => w::tuesday(),
        DayKind::Wednesday => w::wednesday(),
        DayKind::Thursday => w::thursday(),
        DayKind::Friday => w::friday(),
        DayKind::Saturday => w::saturday(),
        DayKind::Sunday => w::sunday(),
        DayKind::Holiday => w::holiday(),
    }
}
