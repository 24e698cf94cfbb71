use chrono::TimeDelta;
use diesel::prelude::*;
use hidamari_domain::audit::{AuditLine, Reading};
use hidamari_domain::id::{AccountId, AuditId, ChildId, DeviceId, FacilityId, MunicipalityId, RequestId, StaffId};
use hidamari_domain::policy::action::{ReadAudit, ReadReads};
use hidamari_domain::policy::{Actor, Permit, Place, Who};
use hidamari_domain::time::Moment;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::schema::{account, audit, audit_seal, child, device, staff};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_few};
use crate::failure::Failure;

/// Lines younger than this are not sealed yet: a unit of work that began earlier may still commit.
/// No statement runs longer than 15 s.
const UNSETTLED: TimeDelta = TimeDelta::seconds(20);
/// Lines under one seal, at the most.
const LINES: i64 = 20_000;
/// What a guardian sees of a reader who has no role any more.
const SOMEONE: &str = "職員";

/// Writes a line for each place, or one without a place.
///
/// # Errors
/// When the database refuses.
pub fn append(
    conn: &mut Conn,
    did: &str,
    actor: &Actor,
    places: &[Place],
    now: Moment,
    request: RequestId,
) -> Result<(), Failure> {
    let (account, device, person) = match actor.who {
        Who::Account { account, .. } => (Some(account), None, None),
        Who::Device { device, person, .. } => (None, Some(device), person),
        Who::Nobody => (None, None, None),
    };
    let line = |place: Option<&Place>| {
        (
            // The real time, not the given one: the chain's order must not turn back when the clock is moved.
            audit::id.eq(Key(AuditId(Uuid::now_v7()))),
            audit::at.eq(At(now)),
            audit::did.eq(did),
            audit::municipality_id.eq(place.map(|place| Key(place.municipality))),
            audit::facility_id.eq(place.and_then(|place| place.facility).map(Key)),
            audit::child_id.eq(place.and_then(|place| place.child).map(Key)),
            audit::account_id.eq(account.map(Key)),
            audit::device_id.eq(device.map(Key)),
            audit::staff_id.eq(person.map(Key)),
            audit::request_id.eq(Key(request)),
        )
    };
    let lines = if places.is_empty() { vec![line(None)] } else { places.iter().map(Some).map(line).collect() };
    insert_few!(conn, audit::table, lines);
    Ok(())
}

type ReaderRow = (At, String, Option<String>);

/// Who has read a child's record, newest first.
pub fn readings(conn: &mut Conn, permit: &Permit<ReadReads>, before: Moment) -> Result<Vec<Reading>, Failure> {
    let rows: Vec<ReaderRow> = audit::table
        .left_join(
            staff::table.on(staff::account_id.eq(audit::account_id).or(staff::id.nullable().eq(audit::staff_id))),
        )
        .filter(audit::child_id.eq(Key(*permit.subject())).and(audit::did.like("Read%").or(audit::did.like("List%"))))
        .filter(audit::at.lt(At(before)).and(audit::at.ge(At(before - TimeDelta::days(366)))))
        .order(audit::id.desc())
        .limit(100)
        .select((audit::at, audit::did, staff::role.nullable()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(At(at), what, role)| Reading { at, what, by: role.unwrap_or_else(|| SOMEONE.to_owned()) })
        .collect())
}

type LineRow = (Key<AuditId>, At, String, Option<String>, Option<String>, Option<String>, Option<(String, String)>);

/// The audit of a facility, newest first.
pub fn lines(conn: &mut Conn, permit: &Permit<ReadAudit>, before: Option<AuditId>) -> Result<Vec<AuditLine>, Failure> {
    let mut lines = audit::table
        .left_join(account::table.on(account::id.nullable().eq(audit::account_id)))
        .left_join(device::table.on(device::id.nullable().eq(audit::device_id)))
        .left_join(staff::table.on(staff::id.nullable().eq(audit::staff_id)))
        .left_join(child::table.on(child::id.nullable().eq(audit::child_id)))
        .filter(audit::facility_id.eq(Key(*permit.subject())))
        .order(audit::id.desc())
        .limit(100)
        .select((
            audit::id,
            audit::at,
            audit::did,
            account::name.nullable(),
            device::name.nullable(),
            staff::name.nullable(),
            (child::family_name, child::given_name).nullable(),
        ))
        .into_boxed();
    if let Some(before) = before {
        lines = lines.filter(audit::id.lt(Key(before)));
    }
    let rows: Vec<LineRow> = lines.load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(Key(id), At(at), did, account, device, person, child)| AuditLine {
            id,
            at,
            did,
            by: person.or(account).or(device).unwrap_or_default(),
            child: child.map_or_else(String::new, |(family, given)| format!("{family} {given}")),
        })
        .collect())
}

type AuditRow = (
    Key<AuditId>,
    At,
    String,
    Option<Key<MunicipalityId>>,
    Option<Key<FacilityId>>,
    Option<Key<ChildId>>,
    Option<Key<AccountId>>,
    Option<Key<DeviceId>>,
    Option<Key<StaffId>>,
    Key<RequestId>,
);
type SealRow = (i64, Key<AuditId>, i64, Vec<u8>);

/// A seal to be set.
pub struct Seal {
    position: i64,
    last_id: AuditId,
    lines: i64,
    hash: Vec<u8>,
}

/// Hashes the settled lines after the last seal; `None` when there are none.
pub fn next_seal(conn: &mut Conn) -> Result<Option<Seal>, Failure> {
    let (position, after, previous) = last_seal(conn)?
        .map_or((0, AuditId(Uuid::nil()), Vec::new()), |(position, Key(id), _, hash)| (position + 1, id, hash));
    let settled = AuditId(first_uuid_of(chrono::Utc::now() - UNSETTLED));
    let lines = between(conn, after, settled, LINES)?;
    Ok(lines.last().map(|(Key(last_id), ..)| Seal {
        position,
        last_id: *last_id,
        lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
        hash: chained(&previous, &lines),
    }))
}

/// Sets a seal. A conflict means that another node was first.
pub fn set_seal(conn: &mut Conn, seal: &Seal, now: Moment) -> Result<(), Failure> {
    diesel::insert_into(audit_seal::table)
        .values((
            audit_seal::position.eq(seal.position),
            audit_seal::last_id.eq(Key(seal.last_id)),
            audit_seal::lines.eq(seal.lines),
            audit_seal::hash.eq(&seal.hash),
            audit_seal::sealed_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Recomputes the chain. Answers how many seals hold.
///
/// # Errors
/// A fault that names the first seal that does not hold.
pub fn verify(conn: &mut Conn) -> Result<usize, Failure> {
    let all: Vec<SealRow> = audit_seal::table
        .order(audit_seal::position)
        .select((audit_seal::position, audit_seal::last_id, audit_seal::lines, audit_seal::hash))
        .load(conn)?;
    let (mut after, mut previous) = (AuditId(Uuid::nil()), Vec::new());
    for (expected, (position, Key(last_id), lines, hash)) in (0_i64..).zip(&all) {
        let end = AuditId(Uuid::from_u128(last_id.0.as_u128().saturating_add(1)));
        let found = between(conn, after, end, i64::MAX)?;
        let is_whole = *position == expected && i64::try_from(found.len()) == Ok(*lines);
        if !is_whole || chained(&previous, &found) != *hash {
            return Err(Failure::Fault(format!("the audit's chain is broken at seal {position}")));
        }
        (after, previous) = (*last_id, hash.clone());
    }
    Ok(all.len())
}

fn last_seal(conn: &mut Conn) -> Result<Option<SealRow>, Failure> {
    Ok(audit_seal::table
        .order(audit_seal::position.desc())
        .select((audit_seal::position, audit_seal::last_id, audit_seal::lines, audit_seal::hash))
        .first(conn)
        .optional()?)
}

fn between(conn: &mut Conn, after: AuditId, before: AuditId, most: i64) -> Result<Vec<AuditRow>, Failure> {
    Ok(audit::table
        .filter(audit::id.gt(Key(after)).and(audit::id.lt(Key(before))))
        .order(audit::id)
        .limit(most)
        .load(conn)?)
}

fn chained(previous: &[u8], lines: &[AuditRow]) -> Vec<u8> {
    let mut hash = Sha256::new_with_prefix(previous);
    for line in lines {
        hash.update(format!("{line:?}\n"));
    }
    hash.finalize().to_vec()
}

fn first_uuid_of(moment: Moment) -> Uuid {
    let millis = u128::try_from(moment.timestamp_millis()).unwrap_or(0);
    Uuid::from_u128(millis << 80)
}
