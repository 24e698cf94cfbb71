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
}

impl Clock {
    /// Starts it; it runs as long as the page.
    #[must_use]
    pub fn start() -> Self {
        let clock = Self { ahead: StoredValue::new(TimeDelta::zero()), shown: RwSignal::new(dates::now()) };
        let _ = set_interval_with_handle(move || clock.tick(), Duration::from_secs(1));
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

    /// Hours and minutes now, for the wall.
    #[must_use]
    pub fn minute(self) -> Signal<String> {
        text(move || dates::time(self.shown.get()))
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
