use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::time::is_national_holiday;

/// A kind of day on which a facility may expect nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 月曜日.
    Monday,
    /// 火曜日.
    Tuesday,
    /// 水曜日.
    Wednesday,
    /// 木曜日.
    Thursday,
    /// 金曜日.
    Friday,
    /// 土曜日.
    Saturday,
    /// 日曜日.
    Sunday,
    /// 祝日, and 年末年始: 29 December to 3 January, as public nurseries close.
    Holiday,
}

impl DayKind {
    /// All kinds, in the order of a week.
    pub const ALL: &'static [Self] = &[
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
        Self::Holiday,
    ];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
            Self::Holiday => "holiday",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// Whether a day is of this kind. A day may be of two.
    pub fn includes(self, day: NaiveDate) -> bool {
        let weekday = match self {
            Self::Monday => Weekday::Mon,
            Self::Tuesday => Weekday::Tue,
            Self::Wednesday => Weekday::Wed,
            Self::Thursday => Weekday::Thu,
            Self::Friday => Weekday::Fri,
            Self::Saturday => Weekday::Sat,
            Self::Sunday => Weekday::Sun,
            Self::Holiday => {
                return is_national_holiday(day) || matches!((day.month(), day.day()), (12, 29..) | (1, ..=3));
            }
        };
        day.weekday() == weekday
    }
}

/// What a facility has settled about its attendance (登降園のきまり).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttendanceRules {
    /// 登園の確認時刻, local time within the opening hours: from then on a child who is neither here nor reported is
    /// unconfirmed. Usually 9:00 to 9:30 (handbook 2.1).
    pub cutoff: NaiveTime,
    /// 電話するまでの時間: so many minutes after a child is unconfirmed somebody telephones; 0 to 60. Until then the
    /// families can answer by themselves.
    #[cfg_attr(feature = "schema", schemars(range(max = 60)))]
    pub call_after: u16,
    /// 予定の締切: guardians may change what is planned of a day until so many days before it, 0 to 14,
    pub lock_days: u16,
    /// and then until this time, local time.
    pub lock_at: NaiveTime,
    /// The days on which nobody is expected.
    pub off_on: BTreeSet<DayKind>,
}

impl AttendanceRules {
    /// The longest `call_after`, in minutes: a child on the way to nobody is missed within the hour.
    pub const CALL_AFTER: u16 = 60;

    /// The most `lock_days`.
    pub const LOCK_DAYS: u16 = 14;

    /// What holds until a facility says otherwise: 9:30, a quarter of an hour later the telephone, plans until five in the
    /// afternoon of the day before, and nobody on Saturdays, Sundays and holidays.
    pub fn usual() -> Self {
        Self {
            cutoff: NaiveTime::from_hms_opt(9, 30, 0).unwrap_or_default(),
            call_after: 15,
            lock_days: 1,
            lock_at: NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default(),
            off_on: [DayKind::Saturday, DayKind::Sunday, DayKind::Holiday].into(),
        }
    }

    /// The days off as they are kept: their names, separated by spaces.
    pub fn off_on_text(&self) -> String {
        self.off_on.iter().map(|kind| kind.key()).collect::<Vec<_>>().join(" ")
    }

    /// The first day whose plan a guardian may change at a local time.
    pub fn open_from(&self, today: NaiveDate, now: NaiveTime) -> NaiveDate {
        let first = today + Days::new(self.lock_days.into());
        if now < self.lock_at { first } else { first + Days::new(1) }
    }

    /// Whether children are expected on a day.
    pub fn expects_on(&self, day: NaiveDate) -> bool {
        !self.off_on.iter().any(|kind| kind.includes(day))
    }
}
