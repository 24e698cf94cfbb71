//! Days and moments as they travel in answers: `2026-11-22`, and in UTC `2026-11-22T09:38:08.162285Z`.
//!
//! For the answers that a phone reads. chrono reads every form of a date there is, and that weighs as much as a page.

use core::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime};
use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::Moment;

/// Reads a day.
///
/// # Errors
/// When it is none.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    deserializer.deserialize_str(Read(parse_day))
}

/// Reads a moment.
///
/// # Errors
/// When it is none.
pub fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    deserializer.deserialize_str(Read(parse_moment))
}

/// Reads a day that may be null. Where it may be missing, the field needs `default` too.
///
/// # Errors
/// When it is something else.
pub fn day_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    deserializer.deserialize_option(IfAny(Read(parse_day)))
}

/// Reads a moment that may be null. Where it may be missing, the field needs `default` too.
///
/// # Errors
/// When it is something else.
pub fn moment_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    deserializer.deserialize_option(IfAny(Read(parse_moment)))
}

struct Read<T>(fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Read<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day or a moment")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("no such day or moment"))
    }
}

struct IfAny<T>(Read<T>);

impl<'de, T> Visitor<'de> for IfAny<T> {
    type Value = Option<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }
    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }
    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self.0).map(Some)
    }
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)
}

fn parse_moment(text: &str) -> Option<Moment> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, part) = time.split_once('.').unwrap_or((time, ""));
    let (hour, rest) = time.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let seconds = digits(hour, 2)? * 3600 + digits(minute, 2)? * 60 + digits(second, 2)?;
    let length = u32::try_from(part.len()).ok().filter(|length| *length <= 9)?;
    let nanos = if part.is_empty() { 0 } else { digits(part, part.len())? * 10_u32.pow(9 - length) };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)?;
    Some(DateTime::from_naive_utc_and_offset(parse_day(day)?.and_time(time), chrono::Utc))
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::{parse_day, parse_moment};

    #[test]
    fn what_chrono_writes_is_read() -> Result<(), Box<dyn std::error::Error>> {
        for text in ["2026-11-22T09:38:08.162285Z", "2026-01-01T00:00:00Z", "2024-02-29T23:59:59.999Z"] {
            assert_eq!(parse_moment(text), text.parse().ok());
            assert_eq!(serde_json::to_string(&parse_moment(text))?, format!("\"{text}\""));
        }
        assert_eq!(parse_day("2024-02-29"), "2024-02-29".parse().ok());
        Ok(())
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T9:38:08Z",
            "2026-11-22T25:38:08Z",
            "2026-11-22T09:38:08",
            "2026-11-22T09:38:08.1234567890Z",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
        for text in ["", "2026-2-3", "2026-02-30", "+026-02-03", "2026-02-03-04", "2026/02/03"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
