//! Dates as people and spreadsheets write them.

use chrono::{Days, NaiveDate};

use super::normal;

/// The names of the eras and the year before their first.
const ERAS: &[(&[&str], i32)] = &[
    (&["令和", "令", "R", "r"], 2018),
    (&["平成", "平", "H", "h"], 1988),
    (&["昭和", "昭", "S", "s"], 1925),
    (&["大正", "大", "T", "t"], 1911),
    (&["明治", "明", "M", "m"], 1867),
];

/// The serial numbers taken for dates: those of five digits, 1927 to 2173. Shorter ones are more likely
/// something else.
const SERIALS: core::ops::RangeInclusive<u64> = 10_000..=99_999;

/// A day from 2024-04-01, 2024/4/1, 2024.4.1, 2024年4月1日, 20240401, R6.4.1, 令和6年4月1日, 令和元年4月1日, or a
/// spreadsheet's serial number; a time or a weekday behind it is passed over. `None` for all else and for days
/// that do not exist.
pub fn parse(raw: &str) -> Option<NaiveDate> {
    let text = normal::text(raw);
    let text = without_tail(&text);
    if let Some(day) = serial_or_compact(text) {
        return day;
    }
    let (year_before_first, rest) = era(text);
    let (year, rest) = year(rest, year_before_first.is_some())?;
    let (month, rest) = part(rest, &["年", "-", "/", ".", " "])?;
    let (day, rest) = part(rest, &["月", "-", "/", ".", " "])?;
    let ended = matches!(rest.trim(), "" | "日" | "日生" | "日生まれ" | "生");
    if !ended {
        return None;
    }
    usual(NaiveDate::from_ymd_opt(year_before_first.unwrap_or_default().checked_add(year)?, month, day)?)
}

/// Without the time or the weekday behind a date.
fn without_tail(text: &str) -> &str {
    let text = text.split_once('(').map_or(text, |(date, _)| date).trim_end();
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') && date.len() >= 6 => date,
        _ => text,
    }
}

/// All digits: a compact date or a serial number. `Some(None)` when it looks like one and is no day.
fn serial_or_compact(text: &str) -> Option<Option<NaiveDate>> {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if whole.len() == 5 && is_digits(fraction) => whole,
        Some(_) => return None,
        None => text,
    };
    if !is_digits(whole) {
        return None;
    }
    let number: u64 = whole.parse().ok()?;
    Some(match whole.len() {
        8 => NaiveDate::parse_from_str(whole, "%Y%m%d").ok().and_then(usual),
        5 if SERIALS.contains(&number) => NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number)),
        _ => None,
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Days in the lifetimes of those in a roster and of what is planned for them.
fn usual(day: NaiveDate) -> Option<NaiveDate> {
    let (first, last) = (NaiveDate::from_ymd_opt(1868, 1, 1)?, NaiveDate::from_ymd_opt(2199, 12, 31)?);
    (first..=last).contains(&day).then_some(day)
}

fn era(text: &str) -> (Option<i32>, &str) {
    let named = ERAS.iter().flat_map(|(names, before)| names.iter().map(move |name| (*name, *before)));
    named
        .filter_map(|(name, before)| {
            text.strip_prefix(name).map(|rest| (Some(before), rest.trim_start_matches(['.', ' '])))
        })
        .next()
        .unwrap_or((None, text))
}

fn year(text: &str, of_era: bool) -> Option<(i32, &str)> {
    if of_era && let Some(rest) = text.strip_prefix('元') {
        return Some((1, rest));
    }
    let (digits, rest) = digits(text);
    let usual_length = if of_era { 1..=2 } else { 4..=4 };
    let year: i32 = digits.parse().ok()?;
    (usual_length.contains(&digits.len()) && year > 0).then_some((year, rest))
}

/// A number of one or two digits behind one of the separators.
fn part<'a>(text: &'a str, separators: &[&str]) -> Option<(u32, &'a str)> {
    let rest = separators
        .iter()
        .find_map(|separator| text.trim_start().strip_prefix(separator).or_else(|| text.strip_prefix(separator)))?;
    let (digits, rest) = digits(rest.trim_start());
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok())?.map(|number| (number, rest))
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at(end)
}
