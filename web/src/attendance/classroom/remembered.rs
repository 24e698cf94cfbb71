//! What a tablet knows again when it starts.

use chrono::TimeDelta;
use hidamari_domain::id::ClassId;

use crate::offline::word;

/// Under which the class that is shown is kept.
pub const CLASS: &str = "hidamari-class";
/// Under which it is kept by how many milliseconds the server's clock is ahead of the device's.
pub const AHEAD: &str = "hidamari-ahead";

/// The class that was shown last.
pub fn class() -> Option<ClassId> {
    word(CLASS)?.parse().ok()
}

/// How far the server's clock was ahead of the device's.
pub fn ahead() -> Option<TimeDelta> {
    TimeDelta::try_milliseconds(word(AHEAD)?.parse().ok()?)
}
