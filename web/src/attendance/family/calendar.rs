use chrono::{Datelike, Days, NaiveDate};
use hidamari_domain::attendance::{OwnDay, Standing, Status};
use leptos::prelude::*;

use crate::app::dates;
use crate::attendance::status;
use crate::ui::{Mark, StateMark};
use crate::words::attendance::family as w;

/// How many days are shown at once.
pub const SPAN: u64 = 31;

/// What a day was, at a glance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glance {
    Nothing,
    Attended,
    Absent,
    Now(Status),
}

fn glance(day: NaiveDate, days: &[OwnDay]) -> Glance {
    let known = days.iter().find(|known| known.day == day).map(|known| known.state.standing);
    match known.unwrap_or(Standing::Expected) {
        Standing::Expected => Glance::Nothing,
        Standing::Here | Standing::Left => Glance::Attended,
        Standing::Absent => Glance::Absent,
    }
}

/// The days up to `last` by weeks, each with its shape; the words and times are in the table below it. `now` is today's
/// status.
pub fn calendar(days: &[OwnDay], last: NaiveDate, today: NaiveDate, now: Option<Status>) -> AnyView {
    let first = last - Days::new(SPAN - 1);
    let start = first - Days::new(u64::from(first.weekday().num_days_from_sunday()));
    let weeks = (last.signed_duration_since(start).num_days() / 7) + 1;
    let cell = |day: NaiveDate| {
        if day < first || day > last {
            return view! { <td></td> }.into_any();
        }
        let glance = now.filter(|_| day == today).map_or_else(|| glance(day, days), Glance::Now);
        cell(day, glance, day == first || day.day() == 1, day == today)
    };
    let row = |week: u64| {
        let cells = (0..7).map(|weekday| cell(start + Days::new(week * 7 + weekday))).collect::<Vec<_>>();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let head =
        (0..7).map(|weekday| view! { <th scope="col">{dates::weekday(start + Days::new(weekday))}</th> }.into_any());
    view! {
        <table class="calendar">
            <caption class="unseen">{w::period(dates::day(first), dates::day(last))}</caption>
            <thead>
                <tr>{head.collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>{(0..weeks.unsigned_abs()).map(row).collect::<Vec<_>>()}</tbody>
        </table>
        {counts(days)}
    }
    .into_any()
}

fn cell(day: NaiveDate, glance: Glance, names_month: bool, is_today: bool) -> AnyView {
    let number = if names_month { dates::short_day(day) } else { day.day().to_string() };
    let (mark, word) = match glance {
        Glance::Nothing => (None, w::no_record()),
        Glance::Attended => (Some(Mark::Filled), w::attended()),
        Glance::Absent => (Some(Mark::Dash), w::absent_word()),
        Glance::Now(now) => (Some(status::mark(now)), status::word(now)),
    };
    view! {
        <td data-mark=mark.map(Mark::name) aria-current=is_today.then_some("date")>
            <span class="calendar-day">{number}</span>
            {match mark {
                Some(mark) => view! { <StateMark mark word /> }.into_any(),
                None => view! { <span class="unseen">{word}</span> }.into_any(),
            }}
        </td>
    }
    .into_any()
}

fn counts(days: &[OwnDay]) -> AnyView {
    let count = |is: fn(&OwnDay) -> bool| days.iter().filter(|day| is(day)).count();
    let attended = count(|day| matches!(day.state.standing, Standing::Here | Standing::Left));
    let absent = count(|day| day.state.standing == Standing::Absent);
    view! {
        <p class="row">
            <StateMark mark=Mark::Filled word=w::days_attended(attended) />
            <StateMark mark=Mark::Dash word=w::days_absent(absent) />
        </p>
    }
    .into_any()
}
