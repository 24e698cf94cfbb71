//! Time as the nursery lives it. A fiscal year (年度) runs from 1 April to 31 March.

mod holiday;
pub mod wire;

pub use holiday::is_national_holiday;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// A moment, in UTC, on the wire as RFC 3339.
pub type Moment = DateTime<Utc>;

/// Days and moments of other years are slips of the pen, and not every database can keep them.
const YEARS: core::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads a day of the years 1900 to 2199.
///
/// # Errors
/// When it is none.
pub fn day<'de, D: Deserializer<'de>>(input: D) -> Result<NaiveDate, D::Error> {
    within_years(NaiveDate::deserialize(input)?)
}

/// Reads a day of the years 1900 to 2199, or nothing.
///
/// # Errors
/// When it is none.
pub fn some_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<NaiveDate>, D::Error> {
    Option::deserialize(input)?.map(within_years).transpose()
}

/// Reads a moment of the years 1900 to 2199.
///
/// # Errors
/// When it is none.
pub fn moment<'de, D: Deserializer<'de>>(input: D) -> Result<Moment, D::Error> {
    within_years(Moment::deserialize(input)?)
}

/// Reads a moment of the years 1900 to 2199, or nothing.
///
/// # Errors
/// When it is none.
pub fn some_moment<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Moment>, D::Error> {
    Option::deserialize(input)?.map(within_years).transpose()
}

fn within_years<T: Datelike, E: Error>(time: T) -> Result<T, E> {
    if YEARS.contains(&time.year()) { Ok(time) } else { Err(E::custom("shape")) }
}

/// A fiscal year, named by the calendar year in which its April lies. 2000 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct FiscalYear(#[cfg_attr(feature = "schema", schemars(range(min = 2000, max = 2199)))] pub i32);

impl FiscalYear {
    /// The fiscal year that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// Its first day, 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or_default()
    }

    /// Its last day, 31 March.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).unwrap_or_default()
    }
}

/// The age class (年齢クラス), 0 to 5: the age on 1 April of the fiscal year (児童福祉施設の設備及び運営に関する基準 33条).
///
/// By Japanese law an age is reached at the end of the birthday's eve (年齢計算ニ関スル法律), so those born
/// from 2 April to 1 April of the next year share a class. `None` before birth and from school age (6) on.
pub fn age_class(birth: NaiveDate, year: FiscalYear) -> Option<u8> {
    let reached = birth.checked_sub_days(Days::new(1))?;
    let april = year.first_day();
    let mut age = april.year() - reached.year();
    if (reached.month(), reached.day()) >= (april.month(), april.day()) {
        age -= 1;
    }
    // A child born after 1 April joins during the year, in class 0.
    if age < 0 && FiscalYear::of(birth) == year {
        age = 0;
    }
    u8::try_from(age).ok().filter(|age| *age <= 5)
}

#[cfg(test)]
mod tests {
    use super::{FiscalYear, age_class};
    use chrono::NaiveDate;

    fn class(birth: (i32, u32, u32), year: i32) -> Option<u8> {
        age_class(NaiveDate::from_ymd_opt(birth.0, birth.1, birth.2)?, FiscalYear(year))
    }

    #[test]
    fn a_class_runs_from_2_april_to_1_april() {
        assert_eq!(class((2020, 4, 2), 2026), Some(5));
        assert_eq!(class((2021, 4, 1), 2026), Some(5));
        assert_eq!(class((2021, 4, 2), 2026), Some(4));
        assert_eq!(class((2020, 4, 1), 2026), None);
        assert_eq!(class((2026, 5, 1), 2026), Some(0));
        assert_eq!(class((2024, 2, 29), 2026), Some(2));
        assert_eq!(class((2028, 1, 1), 2026), None);
    }

    #[test]
    fn a_fiscal_year_turns_on_1_april() {
        let day = |m, d| FiscalYear::of(NaiveDate::from_ymd_opt(2027, m, d).unwrap_or_default());
        assert_eq!(day(3, 31), FiscalYear(2026));
        assert_eq!(day(4, 1), FiscalYear(2027));
    }
}
