use core::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use hidamari_domain::time::Moment;
use leptos::prelude::*;

use super::dates;
use crate::ui::live::text;

/// The server's clock as far as this device knows it: its own, set right by what the server last said.
#[derive(Clone, Copy)]
pub struct Clock {
    ahead: StoredValue<TimeDelta>,
    shown: RwSignal<Moment>,
    minute: Memo<Moment>,
}

impl Clock {
    /// Starts it; it runs as long as what it is part of.
    #[must_use]
    pub fn start() -> Self {
        let shown = RwSignal::new(dates::now());
        let minute = Memo::new(move |_| {
            let now = shown.get();
            now - TimeDelta::milliseconds(now.timestamp_millis().rem_euclid(60_000))
        });
        let clock = Self { ahead: StoredValue::new(TimeDelta::zero()), shown, minute };
        if let Ok(ticking) = set_interval_with_handle(move || clock.tick(), Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
        clock
    }

    /// The server has said what time it is.
    pub fn heard(self, server: Moment) {
        self.ahead.set_value(server - dates::now());
        self.tick();
    }

    /// The moment now.
    #[must_use]
    pub fn now(self) -> Moment {
        dates::now() + self.ahead.get_value()
    }

    /// The minute that has begun, for what changes with the time of day.
    #[must_use]
    pub fn minute(self) -> Moment {
        self.minute.get()
    }

    /// Hours and minutes now, for the wall.
    #[must_use]
    pub fn hours_and_minutes(self) -> Signal<String> {
        text(move || dates::time(self.minute.get()))
    }

    /// The day in Japan now.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        dates::local_day(self.shown.get())
    }

    fn tick(self) {
        self.shown.set(self.now());
    }
}
