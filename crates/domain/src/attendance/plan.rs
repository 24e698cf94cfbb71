use core::fmt;
use core::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::AttendanceRules;
use crate::id::{ChildId, ClassId};

/// Planned times (予定) of a day: from arrival to departure, local time, to the minute; `08:30-17:30` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    from: u16,
    until: u16,
}

impl Hours {
    /// From one time to a later one; `None` when it is not later. Seconds are dropped.
    pub fn new(from: NaiveTime, until: NaiveTime) -> Option<Self> {
        let minutes = |time: NaiveTime| u16::try_from(time.num_seconds_from_midnight() / 60).ok();
        let hours = Self { from: minutes(from)?, until: minutes(until)? };
        (hours.from < hours.until).then_some(hours)
    }

    /// The arrival.
    pub fn from(self) -> NaiveTime {
        time(self.from)
    }

    /// The departure.
    pub fn until(self) -> NaiveTime {
        time(self.until)
    }

    /// Whether the child is there at a time.
    pub fn includes(self, time: NaiveTime) -> bool {
        self.from() <= time && time < self.until()
    }
}

fn time(minutes: u16) -> NaiveTime {
    NaiveTime::from_hms_opt(u32::from(minutes / 60), u32::from(minutes % 60), 0).unwrap_or_default()
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |f: &mut fmt::Formatter<'_>, minutes: u16| write!(f, "{:02}:{:02}", minutes / 60, minutes % 60);
        two(f, self.from)?;
        f.write_str("-")?;
        two(f, self.until)
    }
}

impl FromStr for Hours {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let minutes = |text: &str| {
            let (hours, minutes) = text.split_once(':')?;
            let number = |text: &str| (text.len() == 2).then(|| text.parse::<u32>().ok())?;
            NaiveTime::from_hms_opt(number(hours)?, number(minutes)?, 0)
        };
        let (from, until) = text.split_once('-').ok_or(())?;
        Self::new(minutes(from).ok_or(())?, minutes(until).ok_or(())?).ok_or(())
    }
}

/// On the wire as it is written.
macro_rules! as_text {
    ($name:ident: $pattern:expr, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(|()| D::Error::custom("shape"))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "examples": [$example] })
            }
        }
    };
}

as_text!(Hours: format!("^{TIME}-{TIME}$"), "08:30-17:30");
as_text!(Week: format!("^({TIME}-{TIME}|-)( ({TIME}-{TIME}|-)){{6}}$"), "08:30-17:30 - 08:30-17:30 - - - -");
as_text!(Planned: format!("^({TIME}-{TIME}|off|unknown)$"), "08:30-17:30");

/// A time of day in a pattern.
#[cfg(feature = "schema")]
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// A week: seven times, Monday first; `-` on the days on which the child does not come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Week(pub [Option<Hours>; 7]);

impl Week {
    /// The times of a day.
    pub fn on(&self, day: NaiveDate) -> Option<Hours> {
        let place = day.weekday().num_days_from_monday();
        usize::try_from(place).ok().and_then(|place| self.0.get(place).copied().flatten())
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, hours) in self.0.iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            match hours {
                Some(hours) => write!(f, "{space}{hours}")?,
                None => write!(f, "{space}-")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Week {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut words = text.split(' ');
        let mut week = Self::default();
        for hours in &mut week.0 {
            *hours = match words.next().ok_or(())? {
                "-" => None,
                word => Some(word.parse()?),
            };
        }
        if words.next().is_none() { Ok(week) } else { Err(()) }
    }
}

/// What is planned of a child's day: times, `off` or `unknown`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Planned {
    /// Nobody has said anything: the child comes whenever the facility expects children.
    #[default]
    Unknown,
    /// The child does not come.
    Off,
    /// From when to when.
    Times(Hours),
}

impl Planned {
    /// What a day of its own, or else the week, says.
    pub fn of(own: Option<Self>, week: Option<&Week>, day: NaiveDate) -> Self {
        match (own, week) {
            (Some(own), _) => own,
            (None, Some(week)) => week.on(day).into(),
            (None, None) => Self::Unknown,
        }
    }

    /// The times, if there are any.
    pub const fn hours(self) -> Option<Hours> {
        match self {
            Self::Times(hours) => Some(hours),
            Self::Unknown | Self::Off => None,
        }
    }

    /// From when on a child of whom nothing is recorded is unconfirmed: the cut-off, or when the child is planned to
    /// come, if that is later. `None` on a day on which the child is not expected.
    pub fn cutoff(self, rules: &AttendanceRules, day: NaiveDate) -> Option<NaiveTime> {
        match self {
            _ if !rules.expects_on(day) => None,
            Self::Off => None,
            Self::Unknown => Some(rules.cutoff),
            Self::Times(hours) => Some(rules.cutoff.max(hours.from())),
        }
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::Off => f.write_str("off"),
            Self::Times(hours) => hours.fmt(f),
        }
    }
}

impl FromStr for Planned {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "unknown" => Ok(Self::Unknown),
            "off" => Ok(Self::Off),
            hours => hours.parse().map(Self::Times),
        }
    }
}

impl From<Option<Hours>> for Planned {
    fn from(hours: Option<Hours>) -> Self {
        hours.map_or(Self::Off, Self::Times)
    }
}

/// A meal of the day (handbook 2.10), at the usual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meal {
    /// 昼食, 11:30.
    Lunch,
    /// おやつ, 15:00.
    Snack,
    /// 補食, 18:30.
    Supper,
}

impl Meal {
    /// Whether somebody who is there for these hours eats it.
    pub fn is_for(self, hours: Hours) -> bool {
        let (hour, minute) = match self {
            Self::Lunch => (11, 30),
            Self::Snack => (15, 0),
            Self::Supper => (18, 30),
        };
        NaiveTime::from_hms_opt(hour, minute, 0).is_some_and(|time| hours.includes(time))
    }
}

/// A new weekly pattern (a dated version: what was planned of earlier days stays).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewWeek {
    /// From this day on; today or later, for guardians not before the first day that is open to them.
    #[serde(deserialize_with = "crate::time::day")]
    pub valid_from: NaiveDate,
    /// The week.
    pub week: Week,
}

/// Days that differ from the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewDays {
    /// 1 to 31 days.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 31)))]
    #[serde(deserialize_with = "crate::contract::some::<{ NewDays::MOST }, _, _>")]
    pub days: Vec<NewDay>,
}

impl NewDays {
    /// Days in one request, at the most.
    pub const MOST: usize = 31;
    /// How far ahead days are planned one by one.
    pub const DAYS_AHEAD: u64 = 62;
}

/// A day that differs from the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewDay {
    /// The day, at most 62 days ahead.
    #[serde(deserialize_with = "crate::time::day")]
    pub day: NaiveDate,
    /// What is planned; `unknown`: as in the week again.
    pub planned: Planned,
}

/// What is planned of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// The child.
    pub child: ChildId,
    /// 氏名.
    pub name: String,
    /// When the facility opens, and when it closes.
    pub opening: Hours,
    /// The first day that the reader may change.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub open_from: NaiveDate,
    /// The newest week, which may begin later; nothing when nobody has said anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<Week>,
    /// Today and the 31 days after it.
    pub days: Vec<PlannedDay>,
}

/// What is planned of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedDay {
    /// The day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// What is planned.
    pub planned: Planned,
    /// Whether it differs from the week.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub is_own: bool,
    /// Whether the facility expects nobody.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub is_closed: bool,
}

/// How many children a facility expects on the seven days from one on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expected {
    /// The classes, youngest first.
    pub classes: Vec<ExpectedClass>,
    /// The days.
    pub days: Vec<ExpectedDay>,
}

/// A class, as far as its expected children are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpectedClass {
    /// The class.
    pub id: ClassId,
    /// Its name.
    pub name: String,
}

/// How many are expected on a day. Who is reported absent is not; of whom nothing is planned eats lunch and snack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpectedDay {
    /// The day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// Whether the facility expects nobody.
    pub is_closed: bool,
    /// Children by class, in the order of the classes.
    pub children: Vec<u32>,
    /// 昼食.
    pub lunches: u32,
    /// おやつ.
    pub snacks: u32,
    /// 補食.
    pub suppers: u32,
}
