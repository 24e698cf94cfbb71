//! National holidays (国民の祝日に関する法律, as it stands since 2022).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether a day is a national holiday: one that the law names, a substitute for one on a Sunday (3条2項), or a day
/// between two (3条3項). The equinoxes are those of the astronomers' formula, good for 1980 to 2099; the official days
/// are announced each February for the year after and have never differed from it.
pub fn is_national_holiday(day: NaiveDate) -> bool {
    is_named(day) || is_substitute(day) || is_between(day)
}

fn is_named(day: NaiveDate) -> bool {
    let is_nth_monday = |nth| day.weekday() == Weekday::Mon && day.day0() / 7 + 1 == nth;
    match (day.month(), day.day()) {
        (1, 1) | (2, 11 | 23) | (4, 29) | (5, 3..=5) | (8, 11) | (11, 3 | 23) => true,
        (1 | 10, _) => is_nth_monday(2),
        (7, _) => is_nth_monday(3),
        (3, date) => date == equinox(208_431, day.year()),
        (9, date) => date == equinox(232_488, day.year()) || is_nth_monday(3),
        _ => false,
    }
}

/// The day of the month; `base` is its place in 1980, in ten-thousandths of a day.
fn equinox(base: u32, year: i32) -> u32 {
    let since = u32::try_from(year - 1980).unwrap_or_default();
    (base * 100 + 242_194 * since) / 1_000_000 - since / 4
}

/// The first day after a holiday on a Sunday that is not one itself.
fn is_substitute(day: NaiveDate) -> bool {
    let mut before = day.iter_days().rev().skip(1).take_while(|before| is_named(*before));
    !is_named(day) && before.any(|before| before.weekday() == Weekday::Sun)
}

fn is_between(day: NaiveDate) -> bool {
    let is_named_beside = |beside: Option<NaiveDate>| beside.is_some_and(is_named);
    is_named_beside(day.checked_sub_days(Days::new(1))) && is_named_beside(day.checked_add_days(Days::new(1)))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::is_national_holiday;

    /// From PyPI's jpholiday 1.0.3: `jpholiday.between(date(2022, 1, 1), date(2051, 12, 31))`.
    const KNOWN: &str = include_str!("holidays.txt");

    #[test]
    fn the_holidays_are_those_of_the_calendar() {
        let first = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap_or_default();
        let found: Vec<String> = first
            .iter_days()
            .take_while(|day| day.year() < 2052)
            .filter(|day| is_national_holiday(*day))
            .map(|day| day.to_string())
            .collect();
        assert_eq!(found, KNOWN.lines().collect::<Vec<_>>());
    }
}
