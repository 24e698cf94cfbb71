use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use hidamari_domain::attendance::{DayState, Mark};
use hidamari_domain::id::{AccountId, ChildId, DeviceId, MarkId, StaffId};
use hidamari_domain::policy::action::RecordAttendance;
use hidamari_domain::policy::{Actor, Permit, Who};

use super::{MarkRow, mark_of};
use crate::db::schema::{child, child_day, mark};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, on_backend};
use crate::failure::Failure;

/// Who records: an account, or a tablet and the person at it.
#[derive(Clone, Copy, Debug)]
pub struct Recorder {
    account: Option<AccountId>,
    device: Option<DeviceId>,
    person: Option<StaffId>,
}

impl Recorder {
    /// The actor as a recorder; `None` for nobody.
    pub fn of(actor: &Actor) -> Option<Self> {
        match actor.who {
            Who::Account { account, .. } => Some(Self { account: Some(account), device: None, person: None }),
            Who::Device { device, person, .. } => Some(Self { account: None, device: Some(device), person }),
            Who::Nobody => None,
        }
    }
}

/// Lets other units of work that mark the same children wait, so that two tablets cannot lose an update.
/// SQLite's one writer needs no lock.
pub fn lock_children(conn: &mut Conn, permit: &Permit<RecordAttendance>) -> Result<(), Failure> {
    on_backend!(
        conn,
        sqlite(_conn) => Ok(()),
        postgres(conn) => {
            child::table
                .filter(child::id.eq_any(keys(permit.subject())))
                .order(child::id)
                .select(child::id)
                .for_no_key_update()
                .execute(conn)?;
            Ok(())
        },
    )
}

/// The children and days of marks that are to be taken back. A correction is no such mark.
pub fn to_take_back(
    conn: &mut Conn,
    permit: &Permit<RecordAttendance>,
    marks: &[MarkId],
) -> Result<HashMap<MarkId, (ChildId, NaiveDate)>, Failure> {
    if marks.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Key<MarkId>, Key<ChildId>, NaiveDate)> = mark::table
        .filter(mark::id.eq_any(keys(marks)).and(mark::child_id.eq_any(keys(permit.subject()))))
        .filter(mark::takes_back.is_null())
        .select((mark::id, mark::child_id, mark::day))
        .load(conn)?;
    Ok(rows.into_iter().map(|(Key(mark), Key(child), day)| (mark, (child, day))).collect())
}

/// The marks of the children on some days.
pub fn marks_of(
    conn: &mut Conn,
    permit: &Permit<RecordAttendance>,
    days: &[NaiveDate],
) -> Result<BTreeMap<(ChildId, NaiveDate), Vec<Mark>>, Failure> {
    let rows: Vec<(Key<ChildId>, NaiveDate, MarkRow)> = mark::table
        .filter(mark::child_id.eq_any(keys(permit.subject())).and(mark::day.eq_any(days)))
        .select((
            mark::child_id,
            mark::day,
            (mark::id, mark::kind, mark::happened_at, mark::recorded_at, mark::takes_back),
        ))
        .load(conn)?;
    let mut all: BTreeMap<(ChildId, NaiveDate), Vec<Mark>> = BTreeMap::new();
    for (Key(child), day, row) in rows {
        all.entry((child, day)).or_default().push(mark_of(row)?);
    }
    Ok(all)
}

/// Appends a mark.
///
/// # Errors
/// `Conflict` when there is a mark of this id already.
pub fn append(
    conn: &mut Conn,
    _permit: &Permit<RecordAttendance>,
    (child, day): (ChildId, NaiveDate),
    mark: &Mark,
    recorder: &Recorder,
) -> Result<(), Failure> {
    diesel::insert_into(mark::table)
        .values((
            mark::id.eq(Key(mark.id)),
            mark::child_id.eq(Key(child)),
            mark::day.eq(day),
            mark::kind.eq(mark.kind.key()),
            mark::happened_at.eq(At(mark.happened_at)),
            mark::recorded_at.eq(At(mark.recorded_at)),
            mark::takes_back.eq(mark.takes_back.map(Key)),
            mark::account_id.eq(recorder.account.map(Key)),
            mark::device_id.eq(recorder.device.map(Key)),
            mark::staff_id.eq(recorder.person.map(Key)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps what a child's day came to.
pub fn keep(
    conn: &mut Conn,
    _permit: &Permit<RecordAttendance>,
    (child, day): (ChildId, NaiveDate),
    state: DayState,
    last_mark: Option<MarkId>,
) -> Result<(), Failure> {
    let row = (
        child_day::child_id.eq(Key(child)),
        child_day::day.eq(day),
        child_day::standing.eq(state.standing.key()),
        child_day::since.eq(state.since.map(At)),
        child_day::arrived_at.eq(state.arrived_at.map(At)),
        child_day::last_mark.eq(last_mark.map(Key)),
    );
    let instead = (
        child_day::standing.eq(excluded(child_day::standing)),
        child_day::since.eq(excluded(child_day::since)),
        child_day::arrived_at.eq(excluded(child_day::arrived_at)),
        child_day::last_mark.eq(excluded(child_day::last_mark)),
    );
    let of_child = (child_day::child_id, child_day::day);
    let replace = diesel::insert_into(child_day::table).values(row).on_conflict(of_child).do_update().set(instead);
    on_backend!(
        conn,
        sqlite(conn) => replace.execute(conn)?,
        postgres(conn) => replace.execute(conn)?,
    );
    Ok(())
}
