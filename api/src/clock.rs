//! The clock is given, not taken: tests and the demonstration move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use hidamari_domain::time::Moment;

/// The server's clock and the facilities' time zone.
#[derive(Clone, Debug)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    zone: Tz,
}

impl Clock {
    /// The real time in a zone.
    pub fn new(zone: Tz) -> Self {
        Self { offset_seconds: Arc::default(), zone }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        let now = Utc::now() + TimeDelta::seconds(self.offset_seconds.load(Ordering::Relaxed));
        // The databases keep microseconds: an answer must equal what a later read gives.
        now - TimeDelta::nanoseconds(i64::from(now.timestamp_subsec_nanos() % 1000))
    }

    /// The facilities' local day of a moment.
    pub fn day(&self, moment: Moment) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }

    /// The facilities' local time of day of a moment.
    pub fn time(&self, moment: Moment) -> NaiveTime {
        moment.with_timezone(&self.zone).time()
    }

    /// The moment at which a local day's time of day is reached.
    pub fn moment(&self, day: NaiveDate, time: NaiveTime) -> Moment {
        day.and_time(time)
            .and_local_timezone(self.zone)
            .earliest()
            .map_or_else(Utc::now, |local| local.with_timezone(&Utc))
    }

    /// Moves the clock by some seconds from the real time.
    pub fn shift(&self, seconds: i64) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
    }
}
