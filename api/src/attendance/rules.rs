//! What a facility settles about its attendance.

use hidamari_domain::attendance::{AttendanceRules, ReadAttendanceRules, SetAttendanceRules};

use super::store;
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// What is settled.
pub fn read(work: &mut Work<'_>, ask: Ask<ReadAttendanceRules>) -> Result<AttendanceRules, Failure> {
    store::rules(work.conn, &ask.permit)
}

/// Settles it anew.
pub fn set(work: &mut Work<'_>, ask: Ask<SetAttendanceRules>) -> Result<AttendanceRules, Failure> {
    let (opens, closes) = store::hours(work.conn, &ask.permit)?;
    if !(opens..closes).contains(&ask.body.cutoff) {
        return Err(Failure::told("cutoff", "order", "開所時間のあいだの時刻にしてください。"));
    }
    if ask.body.call_after > AttendanceRules::CALL_AFTER {
        return Err(Failure::told("call_after", "order", "0分から60分までにしてください。"));
    }
    if ask.body.lock_days > AttendanceRules::LOCK_DAYS {
        return Err(Failure::told("lock_days", "order", "0日前から14日前までにしてください。"));
    }
    store::set_rules(work.conn, &ask.permit, &ask.body)?;
    work.roster_changed(ask.permit.places());
    Ok(ask.body)
}
