//! Small things a tablet knows again when it starts. A browser that keeps nothing starts with what is usual.

use chrono::TimeDelta;
use hidamari_domain::id::ClassId;
use leptos::prelude::window;

/// Under which the class that is shown is kept.
pub const CLASS: &str = "hidamari-class";
/// Under which it is kept by how many milliseconds the server's clock is ahead of the device's.
pub const AHEAD: &str = "hidamari-ahead";

/// The class that was shown last.
pub fn class() -> Option<ClassId> {
    kept(CLASS)?.parse().ok()
}

/// How far the server's clock was ahead of the device's.
pub fn ahead() -> Option<TimeDelta> {
    TimeDelta::try_milliseconds(kept(AHEAD)?.parse().ok()?)
}

/// Keeps one of them.
pub fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

fn kept(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}
