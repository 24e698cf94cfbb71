//! A short press and a long one on a tile, by finger, mouse or key. The list hears for all its tiles.

use core::time::Duration;

use chrono::TimeDelta;
use hidamari_domain::id::ChildId;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MouseEvent};

use super::hand::Hand;
use crate::app::dates;

/// From here on a press is a long one.
const LONG: Duration = Duration::from_millis(550);
/// A second tap on the same tile within this is the same wet finger.
const ECHO: TimeDelta = TimeDelta::milliseconds(700);
/// A finger that moves further than this scrolls.
const STEADY: i32 = 12;
const HEARD: [&str; 6] = ["pointerdown", "pointermove", "pointerup", "pointercancel", "contextmenu", "click"];

/// What happens to the tiles of a list.
#[derive(Clone, Copy)]
pub struct Press {
    hand: Hand,
    timer: StoredValue<Option<TimeoutHandle>>,
    from: StoredValue<(i32, i32)>,
    is_long: StoredValue<bool>,
    last: StoredValue<Option<(ChildId, Moment)>>,
}

impl Press {
    /// Hears what happens to the tiles within `list`: elements with the child's id in `data-child`.
    pub fn listen(list: &Element, hand: Hand) {
        let press = Self {
            hand,
            timer: StoredValue::new(None),
            from: StoredValue::new((0, 0)),
            is_long: StoredValue::new(false),
            last: StoredValue::new(None),
        };
        on_cleanup(move || press.let_go());
        let hear = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| press.hear(&event));
        for kind in HEARD {
            // Only an object that is no function is refused.
            let _ = list.add_event_listener_with_callback(kind, hear.as_ref().unchecked_ref());
        }
        // It hears as long as the list is there.
        StoredValue::new_local(hear);
    }

    fn hear(self, event: &MouseEvent) {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = pressed.and_then(|pressed| pressed.closest("button[data-child]").ok().flatten());
        let Some(pressed) = pressed else { return self.let_go() };
        let child = pressed.get_attribute("data-child").and_then(|child| child.parse().ok());
        match (event.type_().as_str(), child) {
            ("pointerdown", Some(child)) => self.down(event, child),
            ("pointermove", _) => self.moved(event),
            ("contextmenu", Some(child)) => self.menu(event, child),
            ("click", Some(child)) if pressed.has_attribute("data-look") => self.hand.look_at(child),
            ("click", Some(child)) => self.click(event, child),
            _ => self.let_go(),
        }
    }

    fn down(self, event: &MouseEvent, child: ChildId) {
        self.let_go();
        self.is_long.set_value(false);
        self.from.set_value((event.client_x(), event.client_y()));
        if event.button() == 0 {
            self.timer.set_value(set_timeout_with_handle(move || self.long(child), LONG).ok());
        }
    }

    fn moved(self, event: &MouseEvent) {
        let (x, y) = self.from.get_value();
        if (event.client_x() - x).abs().max((event.client_y() - y).abs()) > STEADY {
            self.let_go();
        }
    }

    fn let_go(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// By finger, mouse, Enter or Space; only the first two count as clicks.
    fn click(self, event: &MouseEvent, child: ChildId) {
        self.let_go();
        let was_long = self.is_long.try_update_value(core::mem::take).unwrap_or_default();
        let now = dates::now();
        // What was taken back since was meant.
        let stands = self.hand.offer.with_untracked(Option::is_some);
        let is_echo = stands && self.last.get_value().is_some_and(|(last, at)| last == child && now - at < ECHO);
        if (event.detail() > 0 && was_long) || (is_echo && !untrack(|| self.hand.is_picking())) {
            return;
        }
        self.last.set_value(Some((child, now)));
        self.hand.press(child);
    }

    /// The right button, the menu key, or a long press where the browser knows one.
    fn menu(self, event: &MouseEvent, child: ChildId) {
        event.prevent_default();
        self.let_go();
        if !self.is_long.get_value() {
            self.long(child);
        }
    }

    fn long(self, child: ChildId) {
        self.is_long.set_value(true);
        self.hand.look_at(child);
    }
}
