use core::time::Duration;

use chrono::TimeDelta;
use hidamari_domain::time::Moment;
use leptos::ev;
use leptos::prelude::*;

use crate::app::dates;
use crate::organisation::device::Tablet;

/// After so long without a touch the tablet is nobody's any more.
const LOCKS: TimeDelta = TimeDelta::minutes(2);
/// After so long it sleeps: names are not left on a wall where anyone passes.
const SLEEPS: TimeDelta = TimeDelta::minutes(5);

/// How long nobody has touched the tablet.
#[derive(Clone, Copy)]
pub struct Idle {
    last: StoredValue<Moment>,
    asleep: RwSignal<bool>,
}

impl Idle {
    /// Watches as long as the page lives.
    pub fn watch(tablet: Tablet) -> Self {
        let idle = Self { last: StoredValue::new(dates::now()), asleep: RwSignal::new(false) };
        let touched = move || idle.last.set_value(dates::now());
        let _ = window_event_listener(ev::pointerdown, move |_| touched());
        let _ = window_event_listener(ev::keydown, move |_| touched());
        let look = move || {
            let quiet = dates::now() - idle.last.get_value();
            if quiet >= LOCKS && tablet.person().with_untracked(Option::is_some) {
                tablet.switching.set(false);
                tablet.lock();
            }
            if quiet >= SLEEPS && !idle.asleep.get_untracked() {
                idle.asleep.set(true);
            }
        };
        let _ = set_interval_with_handle(look, Duration::from_secs(1));
        idle
    }

    /// Whether the tablet sleeps.
    pub fn asleep(self) -> bool {
        self.asleep.get()
    }

    /// Hides the names at once.
    pub fn sleep_now(self) {
        self.asleep.set(true);
    }

    /// Somebody is there again.
    pub fn wake(self) {
        self.last.set_value(dates::now());
        if self.asleep.get_untracked() {
            self.asleep.set(false);
        }
    }
}
