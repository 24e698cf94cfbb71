//! Days and times as people read them. Japan has had no summer time since 1951, so its clock is nine hours before UTC.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use hidamari_domain::time::Moment;

use crate::words::dates as w;

const AHEAD: TimeDelta = TimeDelta::hours(9);

/// The clock in Japan.
#[must_use]
pub fn local_time(moment: Moment) -> NaiveDateTime {
    moment.naive_utc() + AHEAD
}

/// The day in Japan.
#[must_use]
pub fn local_day(moment: Moment) -> NaiveDate {
    local_time(moment).date()
}

/// When that day began.
#[must_use]
pub fn dawn(moment: Moment) -> Moment {
    local_day(moment).and_time(NaiveTime::MIN).and_utc() - AHEAD
}

/// 8:05.
#[must_use]
pub fn time(moment: Moment) -> String {
    let local = local_time(moment);
    let mut text = local.hour().to_string();
    text.push_str(if local.minute() < 10 { ":0" } else { ":" });
    text.push_str(&local.minute().to_string());
    text
}

/// 7:15, for a time of day that is set.
#[must_use]
pub fn time_of_day(time: NaiveTime) -> String {
    let text = time.to_string();
    let text = text.strip_prefix('0').unwrap_or(&text);
    text.rsplit_once(':').map_or(text, |(minutes, _)| minutes).to_owned()
}

/// 7月3日(木).
#[must_use]
pub fn day(day: NaiveDate) -> String {
    w::day(day.day(), day.month(), weekday(day))
}

/// 7/3, for where there is little room.
#[must_use]
pub fn short_day(day: NaiveDate) -> String {
    w::short_day(day.day(), day.month())
}

/// 2026年7月3日(金).
#[must_use]
pub fn full_day(day: NaiveDate) -> String {
    w::full_day(day.day(), day.month(), weekday(day), day.year())
}

/// 令和8年7月3日(金); from before the era, as [`full_day`].
#[must_use]
pub fn era_day(day: NaiveDate) -> String {
    let reiwa = NaiveDate::from_ymd_opt(2019, 5, 1).unwrap_or_default();
    match day.year() - 2018 {
        _ if day < reiwa => full_day(day),
        1 => w::first_era_day(day.day(), day.month(), weekday(day)),
        year => w::era_day(day.day(), day.month(), weekday(day), year),
    }
}

/// 7月3日(木) 8:05.
#[must_use]
pub fn day_and_time(moment: Moment) -> String {
    w::day_and_time(day(local_day(moment)), time(moment))
}

/// 木.
#[must_use]
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Sun => w::sunday(),
        Weekday::Mon => w::monday(),
        Weekday::Tue => w::tuesday(),
        Weekday::Wed => w::wednesday(),
        Weekday::Thu => w::thursday(),
        Weekday::Fri => w::friday(),
        Weekday::Sat => w::saturday(),
    }
}

/// The moment now, by this device's clock.
#[must_use]
pub fn now() -> Moment {
    Moment::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}
