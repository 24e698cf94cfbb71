use std::collections::BTreeSet;

use chrono::NaiveTime;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, DayKind};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageAttendanceRules;

use super::unknown;
use crate::db::schema::{attendance_rules, facility};
use crate::db::types::Key;
use crate::db::{Conn, directly};
use crate::failure::Failure;

/// A facility's rules as they are kept.
pub type RulesRow = (NaiveTime, i32, i32, NaiveTime, String);

/// The columns of a [`RulesRow`].
pub const RULES: (
    attendance_rules::cutoff,
    attendance_rules::call_after,
    attendance_rules::lock_days,
    attendance_rules::lock_at,
    attendance_rules::off_on,
) = (
    attendance_rules::cutoff,
    attendance_rules::call_after,
    attendance_rules::lock_days,
    attendance_rules::lock_at,
    attendance_rules::off_on,
);

/// The rules of a row; without one, what is usual.
pub fn rules_of(row: Option<RulesRow>) -> Result<AttendanceRules, Failure> {
    let Some((cutoff, call_after, lock_days, lock_at, off_on)) = row else { return Ok(AttendanceRules::usual()) };
    let kind = |key| DayKind::from_key(key).ok_or_else(|| unknown("kind of day", key));
    let off_on: BTreeSet<DayKind> = off_on.split_whitespace().map(kind).collect::<Result<_, _>>()?;
    let number = |kept: i32| u16::try_from(kept).unwrap_or_default();
    Ok(AttendanceRules { cutoff, call_after: number(call_after), lock_days: number(lock_days), lock_at, off_on })
}

/// What the facility has settled.
pub fn rules(conn: &mut Conn, permit: &Permit<ManageAttendanceRules>) -> Result<AttendanceRules, Failure> {
    let row = attendance_rules::table.find(Key(*permit.subject())).select(RULES).first(conn).optional()?;
    rules_of(row)
}

/// When the facility opens and closes.
pub fn hours(conn: &mut Conn, permit: &Permit<ManageAttendanceRules>) -> Result<(NaiveTime, NaiveTime), Failure> {
    Ok(facility::table.find(Key(*permit.subject())).select((facility::opens, facility::closes)).first(conn)?)
}

/// Settles it anew.
pub fn set_rules(
    conn: &mut Conn,
    permit: &Permit<ManageAttendanceRules>,
    rules: &AttendanceRules,
) -> Result<(), Failure> {
    let settled = (
        attendance_rules::cutoff.eq(rules.cutoff),
        attendance_rules::call_after.eq(i32::from(rules.call_after)),
        attendance_rules::lock_days.eq(i32::from(rules.lock_days)),
        attendance_rules::lock_at.eq(rules.lock_at),
        attendance_rules::off_on.eq(rules.off_on_text()),
    );
    let insert = diesel::insert_into(attendance_rules::table)
        .values((attendance_rules::facility_id.eq(Key(*permit.subject())), settled.clone()))
        .on_conflict(attendance_rules::facility_id)
        .do_update()
        .set(settled);
    directly!(conn, |conn| insert.execute(conn))?;
    Ok(())
}
