use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{DayState, Mark};
use hidamari_domain::id::{AccountId, ChildId, DeviceId, MarkId, StaffId};
use hidamari_domain::policy::action::RecordAttendance;
use hidamari_domain::policy::{Action, Actor, Permit, Who};

use super::keep::{Keep, KeptDay};
use super::{MarkRow, mark_of};
use crate::db::schema::{child, mark};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, directly, insert_few, load_of, on_backend, one_of};
use crate::failure::Failure;

/// Who records: an account, or a tablet and the person at it.
#[derive(Clone, Copy, Debug)]
pub struct Recorder {
    pub(super) account: Option<AccountId>,
    pub(super) device: Option<DeviceId>,
    pub(super) person: Option<StaffId>,
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

/// Lets other units of work that change the same children's days wait, so that two tablets cannot lose an update.
/// SQLite's one writer needs no lock.
pub fn lock_children<A: Action>(conn: &mut Conn, _permit: &Permit<A>, children: &[ChildId]) -> Result<(), Failure> {
    on_backend!(
        conn,
        sqlite(_conn) => Ok(()),
        postgres(conn) => {
            child::table
                .filter(child::id.eq_any(keys(children)))
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

/// The marks of the children from one day to another.
pub fn marks_of<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<BTreeMap<(ChildId, NaiveDate), Vec<Mark>>, Failure> {
    let marks =
        mark::table.filter(one_of(mark::child_id, permit.subject()).and(mark::day.between(first, last))).select((
            mark::child_id,
            mark::day,
            (mark::id, mark::kind, mark::happened_at, mark::recorded_at, mark::takes_back),
        ));
    let rows: Vec<(Key<ChildId>, NaiveDate, MarkRow)> = load_of!(conn, permit.subject(), marks)?;
    let mut all: BTreeMap<(ChildId, NaiveDate), Vec<Mark>> = BTreeMap::new();
    for (Key(child), day, row) in rows {
        all.entry((child, day)).or_default().push(mark_of(row)?);
    }
    Ok(all)
}

/// Appends marks, each to a child's day.
///
/// # Errors
/// `Conflict` when there is a mark of one's id already.
pub fn append<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    marks: &[((ChildId, NaiveDate), Mark)],
    recorder: &Recorder,
) -> Result<(), Failure> {
    let row = |((child, day), mark): &((ChildId, NaiveDate), Mark)| {
        (
            mark::id.eq(Key(mark.id)),
            mark::child_id.eq(Key(*child)),
            mark::day.eq(*day),
            mark::kind.eq(mark.kind.key()),
            mark::happened_at.eq(At(mark.happened_at)),
            mark::recorded_at.eq(At(mark.recorded_at)),
            mark::takes_back.eq(mark.takes_back.map(Key)),
            mark::account_id.eq(recorder.account.map(Key)),
            mark::device_id.eq(recorder.device.map(Key)),
            mark::staff_id.eq(recorder.person.map(Key)),
        )
    };
    insert_few!(conn, mark::table, marks.iter().map(row).collect());
    Ok(())
}

/// What a child's day came to.
pub struct Day {
    /// Whose.
    pub child: ChildId,
    /// Which.
    pub day: NaiveDate,
    /// What it came to.
    pub state: DayState,
    /// The mark that decided it.
    pub last_mark: Option<MarkId>,
}

/// Keeps what children's days came to.
pub fn keep<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    days: &[Day],
) -> Result<(), Failure> {
    let row = |&Day { child, day, state, last_mark }: &Day| KeptDay {
        child: Key(child),
        day,
        standing: state.standing.key(),
        since: state.since.map(At),
        arrived_at: state.arrived_at.map(At),
        last_mark: last_mark.map(Key),
    };
    if !days.is_empty() {
        let keep = Keep(days.iter().map(row).collect());
        directly!(conn, |conn| keep.execute(conn))?;
    }
    Ok(())
}
