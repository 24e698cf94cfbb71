use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::RecordedMark;
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ReadChildDay;

use super::{MarkRow, full_name, mark_of};
use crate::db::Conn;
use crate::db::schema::{account, child, class, device, mark, report, staff, tie};
use crate::db::types::Key;
use crate::failure::Failure;

/// Whose day it is.
pub struct Child {
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The class's name; empty when in no class.
    pub class_name: String,
}

/// Whose day it is.
pub fn child(conn: &mut Conn, permit: &Permit<ReadChildDay>) -> Result<Child, Failure> {
    let (family, given, family_kana, given_kana, class_name): (String, String, String, String, Option<String>) =
        child::table
            .left_join(class::table)
            .filter(child::id.eq(Key(*permit.subject())))
            .select((
                child::family_name,
                child::given_name,
                child::family_kana,
                child::given_kana,
                class::name.nullable(),
            ))
            .first(conn)?;
    Ok(Child {
        name: full_name(&family, &given),
        kana: full_name(&family_kana, &given_kana),
        class_name: class_name.unwrap_or_default(),
    })
}

type RecordedRow = (MarkRow, Option<String>, Option<String>, Option<String>, Option<String>);

/// Every mark of the day with who recorded it, in the order they were recorded. A guardian who reported an absence, or took
/// it back, is called by the name the nursery knows.
pub fn recorded(conn: &mut Conn, permit: &Permit<ReadChildDay>, day: NaiveDate) -> Result<Vec<RecordedMark>, Failure> {
    let rows: Vec<RecordedRow> = mark::table
        .left_join(staff::table.on(staff::id.nullable().eq(mark::staff_id)))
        .left_join(account::table.on(account::id.nullable().eq(mark::account_id)))
        .left_join(device::table.on(device::id.nullable().eq(mark::device_id)))
        .left_join(report::table.on(report::id.eq(mark::id).or(report::id.nullable().eq(mark::takes_back))))
        .left_join(
            tie::table.on(tie::id.nullable().eq(report::tie_id.nullable()).and(tie::account_id.eq(mark::account_id))),
        )
        .filter(mark::child_id.eq(Key(*permit.subject())).and(mark::day.eq(day)))
        .order((mark::recorded_at, mark::happened_at, mark::id))
        .select((
            (mark::id, mark::kind, mark::happened_at, mark::recorded_at, mark::takes_back),
            staff::name.nullable(),
            tie::name.nullable(),
            account::name.nullable(),
            device::name.nullable(),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, person, guardian, account, device)| {
            let by = person.or(guardian).or(account).or(device).unwrap_or_default();
            Ok(RecordedMark { mark: mark_of(row)?, by })
        })
        .collect()
}
