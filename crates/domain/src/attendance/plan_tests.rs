#![allow(clippy::unwrap_used)]

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{AttendanceRules, DayKind, Hours, Meal, Planned, Week};

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn hours(text: &str) -> Hours {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn hours_are_written_to_the_minute_and_end_after_they_begin() {
    assert_eq!(hours("08:30-17:30").to_string(), "08:30-17:30");
    for wrong in ["17:30-08:30", "08:30-08:30", "8:30-17:30", "08:30", "08:60-09:00", "24:00-25:00", "", "-"] {
        assert!(wrong.parse::<Hours>().is_err(), "{wrong}");
    }
}

#[test]
fn a_day_of_its_own_goes_before_the_week_and_the_week_before_nothing() {
    let week = Week([Some(hours("08:30-17:30")), None, None, None, None, None, None]);
    let (monday, tuesday) = (day("2026-06-08"), day("2026-06-09"));
    assert_eq!(Planned::of(None, Some(&week), monday), Planned::Times(hours("08:30-17:30")));
    assert_eq!(Planned::of(None, Some(&week), tuesday), Planned::Off);
    assert_eq!(Planned::of(Some(Planned::Off), Some(&week), monday), Planned::Off);
    assert_eq!(
        Planned::of(Some(Planned::Times(hours("10:00-12:00"))), None, tuesday),
        Planned::Times(hours("10:00-12:00"))
    );
    assert_eq!(Planned::of(None, None, monday), Planned::Unknown);
}

#[test]
fn who_is_planned_to_come_later_is_unconfirmed_later_and_who_is_not_to_come_never() {
    let rules = AttendanceRules::usual();
    let wednesday = day("2026-06-10");
    let cutoff = |planned: Planned| planned.cutoff(&rules, wednesday);
    assert_eq!(cutoff(Planned::Unknown), Some(time(9, 30)));
    assert_eq!(cutoff(Planned::Times(hours("08:00-17:00"))), Some(time(9, 30)));
    assert_eq!(cutoff(Planned::Times(hours("10:15-17:00"))), Some(time(10, 15)));
    assert_eq!(cutoff(Planned::Off), None);
    assert_eq!(Planned::Times(hours("08:00-17:00")).cutoff(&rules, day("2026-06-13")), None, "a Saturday");
}

#[test]
fn guardians_plan_until_the_lock_time() {
    let rules = AttendanceRules { lock_days: 2, lock_at: time(12, 0), ..AttendanceRules::usual() };
    let today = day("2028-02-27");
    assert_eq!(rules.open_from(today, time(11, 59)), day("2028-02-29"), "a leap day");
    assert_eq!(rules.open_from(today, time(12, 0)), day("2028-03-01"));
    let on_the_day = AttendanceRules { lock_days: 0, ..rules };
    assert_eq!(on_the_day.open_from(day("2027-03-31"), time(12, 0)), day("2027-04-01"));
}

#[test]
fn who_is_there_at_a_meal_eats_it() {
    let eats = |text: &str| [Meal::Lunch, Meal::Snack, Meal::Supper].map(|meal| meal.is_for(hours(text)));
    assert_eq!(eats("08:30-17:30"), [true, true, false]);
    assert_eq!(eats("08:30-11:30"), [false, false, false]);
    assert_eq!(eats("12:00-19:15"), [false, true, true]);
}

fn any_hours() -> impl Strategy<Value = Option<Hours>> {
    proptest::option::of((0u32..1439, 1u32..1440).prop_filter_map("in order", |(from, until)| {
        Hours::new(time(from / 60, from % 60), time(until / 60, until % 60))
    }))
}

fn any_week() -> impl Strategy<Value = Week> {
    proptest::array::uniform7(any_hours()).prop_map(Week)
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..40_000).prop_map(|days| day("1990-01-01") + chrono::TimeDelta::days(days))
}

proptest! {
    #[test]
    fn a_week_is_read_as_it_is_written(week in any_week()) {
        prop_assert_eq!(week.to_string().parse::<Week>(), Ok(week));
        let json = serde_json::to_string(&week).unwrap();
        prop_assert_eq!(serde_json::from_str::<Week>(&json).unwrap(), week);
    }

    #[test]
    fn nobody_is_unconfirmed_before_the_cutoff_or_before_they_are_planned(week in any_week(), day in any_day()) {
        let rules = AttendanceRules { off_on: [DayKind::Sunday].into(), ..AttendanceRules::usual() };
        let planned = Planned::of(None, Some(&week), day);
        match planned.cutoff(&rules, day) {
            None => prop_assert!(!rules.expects_on(day) || planned == Planned::Off),
            Some(cutoff) => {
                prop_assert!(rules.expects_on(day) && cutoff >= rules.cutoff);
                prop_assert!(planned.hours().is_some_and(|hours| cutoff >= hours.from()));
            }
        }
    }

    #[test]
    fn the_first_open_day_never_comes_closer_as_time_passes(
        today in any_day(), minute in 0u32..1438, lock_days in 0u16..15, lock in 0u32..1440,
    ) {
        let rules = AttendanceRules { lock_days, lock_at: time(lock / 60, lock % 60), ..AttendanceRules::usual() };
        let at = |minute: u32| rules.open_from(today, time(minute / 60, minute % 60));
        prop_assert!(at(minute) <= at(minute + 1));
        prop_assert!(at(minute) >= today && at(1439) <= rules.open_from(today.succ_opt().unwrap(), time(0, 0)));
    }
}
