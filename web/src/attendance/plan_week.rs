//! The form of a child's week.

use chrono::{Datelike, NaiveDate};
use hidamari_domain::attendance::{Hours, NewWeek, Plan, SetWeek, Week};
use leptos::prelude::*;

use super::planning::{Planning, read_hours};
use super::report_form::refused;
use crate::app::{Asking, dates, send};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, CheckField, Form, TextField};
use crate::words::attendance::plan as w;

/// What is typed of a weekday.
#[derive(Clone, Copy)]
struct Row {
    place: usize,
    comes: RwSignal<bool>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

/// The week from a day on. Made once, so that what is half typed stays when a day is changed below.
pub fn week_form(planning: Planning, plan: &Plan) -> AnyView {
    let asking = Asking::new();
    let usual = plan.week.iter().flat_map(|week| week.0).flatten().next().unwrap_or_else(|| usual(plan.opening));
    let rows: Vec<(NaiveDate, Row)> = open_weekdays(plan).into_iter().map(|day| (day, row(plan, usual, day))).collect();
    let valid_from = RwSignal::new(plan.open_from.to_string());
    let lines: Vec<_> = rows.iter().map(|(day, row)| line(*day, *row)).collect();
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let submit = move |()| {
        let mut week = Week::default();
        let is_right = rows.iter().filter(|row| row.comes.get_untracked()).all(|row| {
            let hours = read_hours(&row.from.get_untracked(), &row.until.get_untracked());
            if let Some(place) = week.0.get_mut(row.place) {
                *place = hours;
            }
            hours.is_some()
        });
        let from = valid_from.get_untracked().parse().ok();
        let faults = [
            ("week", (!is_right).then_some(w::wrong_times())),
            ("valid_from", from.is_none().then_some(w::wrong_day())),
        ];
        if !asking.allows(faults) {
            return;
        }
        let Some(valid_from) = from else { return };
        asking.begin();
        send::<SetWeek>(planning.child, NewWeek { valid_from, week }, move |answer| match answer {
            Ok(plan) => {
                asking.done();
                planning.done(plan);
            }
            Err(refusal) => asking.refuse(refused(refusal)),
        });
    };
    let wrong = asking.error("week");
    let note = move || wrong.get().map(|words| view! { <p class="field-error">{words}</p> }).into_any();
    view! {
        <section class="card section" aria-labelledby="plan-week">
            <h2 id="plan-week">{w::week()}</h2>
            <Form on_submit=Callback::new(submit)>
                <div class="plan-week">{lines}</div>
                {live(note)}
                <TextField label=w::valid_from() value=valid_from kind="date" error=asking.error("valid_from") />
                {asking.note()}
                <Button kind=ButtonKind::Primary submit=true busy=asking.busy>{w::set_week()}</Button>
            </Form>
        </section>
    }
    .into_any()
}

/// The first day of each weekday on which the facility is open.
fn open_weekdays(plan: &Plan) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for day in plan.days.iter().filter(|day| !day.is_closed).map(|day| day.day) {
        if !days.iter().any(|other| other.weekday() == day.weekday()) {
            days.push(day);
        }
    }
    days.sort_by_key(|day| day.weekday().num_days_from_monday());
    days
}

fn row(plan: &Plan, usual: Hours, day: NaiveDate) -> Row {
    let planned = plan.week.map(|week| week.on(day));
    let hours = planned.flatten().unwrap_or(usual);
    Row {
        place: day.weekday().num_days_from_monday() as usize,
        comes: RwSignal::new(planned.is_none_or(|hours| hours.is_some())),
        from: RwSignal::new(hours.from().to_string()),
        until: RwSignal::new(hours.until().to_string()),
    }
}

/// Most children come from half past eight to half past five, as far as the facility is open.
fn usual(opening: Hours) -> Hours {
    "08:30-17:30"
        .parse()
        .ok()
        .filter(|hours: &Hours| opening.from() <= hours.from() && hours.until() <= opening.until())
        .unwrap_or(opening)
}

fn line(day: NaiveDate, row: Row) -> AnyView {
    let weekday = dates::weekday(day);
    let times = move || {
        row.comes
            .get()
            .then(|| {
                view! {
                    <TextField label=w::from_on(weekday) value=row.from kind="time" />
                    <TextField label=w::until_on(weekday) value=row.until kind="time" />
                }
            })
            .into_any()
    };
    view! {
        <fieldset class="plan-row">
            <legend class="unseen">{w::weekday(weekday)}</legend>
            <CheckField label=w::weekday(weekday) checked=row.comes />
            {live(times)}
        </fieldset>
    }
    .into_any()
}
