//! From when on nobody knows where a child is, by the facility's clock.

use chrono::NaiveDate;
use hidamari_domain::attendance::{AttendanceRules, Planned, unconfirmed_from};
use hidamari_domain::time::Moment;

use crate::clock::Clock;

/// From when on a child of whom nothing is recorded is unconfirmed; `None` when not expected.
pub fn cutoff(clock: &Clock, rules: &AttendanceRules, planned: Planned, day: NaiveDate) -> Option<Moment> {
    planned.cutoff(rules, day).map(|time| clock.moment(day, time))
}

/// Since when a child of whom nothing is recorded is unconfirmed today; `None` when it is not yet. Who is reported
/// `late` is not before that time.
pub fn since(
    clock: &Clock,
    rules: &AttendanceRules,
    planned: Planned,
    late: Option<Moment>,
    now: Moment,
) -> Option<Moment> {
    unconfirmed_from(cutoff(clock, rules, planned, clock.day(now)), late).filter(|since| *since <= now)
}
