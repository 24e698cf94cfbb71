//! A short press and a long one, by finger, mouse or key.

use core::time::Duration;

use chrono::TimeDelta;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use web_sys::{MouseEvent, PointerEvent};

use crate::app::dates;

/// From here on a press is a long one.
const LONG: Duration = Duration::from_millis(550);
/// A second tap within this is the same wet finger.
const ECHO: TimeDelta = TimeDelta::milliseconds(700);
/// A finger that moves further than this scrolls.
const STEADY: i32 = 12;

/// What happens to one tile.
#[derive(Clone, Copy)]
pub struct Press {
    short: Callback<()>,
    long: Callback<()>,
    timer: StoredValue<Option<TimeoutHandle>>,
    from: StoredValue<(i32, i32)>,
    is_long: StoredValue<bool>,
    last: StoredValue<Option<Moment>>,
    /// Whether a quick second tap counts.
    pub may_repeat: Memo<bool>,
}

impl Press {
    /// What a short press does, and a long one.
    #[must_use]
    pub fn new(short: Callback<()>, long: Callback<()>, may_repeat: Memo<bool>) -> Self {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        });
        Self {
            short,
            long,
            timer,
            from: StoredValue::new((0, 0)),
            is_long: StoredValue::new(false),
            last: StoredValue::new(None),
            may_repeat,
        }
    }

    /// `pointerdown`.
    pub fn down(self, event: &PointerEvent) {
        self.is_long.set_value(false);
        self.from.set_value((event.client_x(), event.client_y()));
        if event.button() == 0 {
            self.timer.set_value(set_timeout_with_handle(move || self.fire_long(), LONG).ok());
        }
    }

    /// `pointermove`.
    pub fn moved(self, event: &PointerEvent) {
        let (x, y) = self.from.get_value();
        if (event.client_x() - x).abs().max((event.client_y() - y).abs()) > STEADY {
            self.let_go();
        }
    }

    /// `pointerup`, `pointercancel`, `pointerleave`.
    pub fn let_go(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// `click`: by finger, mouse, Enter or Space.
    pub fn click(self, event: &MouseEvent) {
        self.let_go();
        let by_pointer = event.detail() > 0;
        let was_long = self.is_long.try_update_value(core::mem::take).unwrap_or_default();
        if by_pointer && was_long {
            return;
        }
        let now = dates::now();
        let echo = self.last.get_value().is_some_and(|last| now - last < ECHO);
        if echo && !self.may_repeat.get_untracked() {
            return;
        }
        self.last.set_value(Some(now));
        self.short.run(());
    }

    /// `contextmenu`: the right button, the menu key, or a long press where the browser knows one.
    pub fn menu(self, event: &MouseEvent) {
        event.prevent_default();
        if !self.is_long.get_value() {
            self.let_go();
            self.fire_long();
        }
    }

    fn fire_long(self) {
        self.is_long.set_value(true);
        self.long.run(());
    }
}
