use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{AccountId, ChildId, ClassId, DeviceId, FacilityId, MunicipalityId, SessionId, StaffId};
use hidamari_domain::policy::{
    Actor, Capabilities, Capability, Grant, Place, Rights, StaffRole, Target, Tie, TieKind, Who,
};

use crate::db::schema::{
    child, class, device, facility, municipality, rollout_switch, session, staff, staff_class, tie,
};
use crate::db::types::{Key, keys};
use crate::db::{Conn, load_of, one_of};
use crate::failure::Failure;

/// Reads who a session is; `None` when it, its account's access or its tablet has ended.
pub fn actor(conn: &mut Conn, id: SessionId) -> Result<Option<Actor>, Failure> {
    let row: Option<(Option<Key<AccountId>>, Option<Key<DeviceId>>, Option<Key<StaffId>>)> = session::table
        .find(Key(id))
        .filter(session::ended_at.is_null())
        .select((session::account_id, session::device_id, session::staff_id))
        .first(conn)
        .optional()?;
    match row {
        Some((Some(Key(account)), _, _)) => {
            let grants = grants(roles().filter(staff::account_id.eq(Key(account))).load(conn)?);
            let ties = ties(conn, account)?;
            // Whoever belongs nowhere any more is nobody here.
            if grants.is_empty() && ties.is_empty() {
                return Ok(None);
            }
            Ok(Some(Actor { who: Who::Account { account, session: id }, grants, ties }))
        }
        Some((None, Some(Key(device)), person)) => at_device(conn, id, device, person.map(|Key(person)| person)),
        _ => Ok(None),
    }
}

fn at_device(
    conn: &mut Conn,
    session: SessionId,
    device: DeviceId,
    person: Option<StaffId>,
) -> Result<Option<Actor>, Failure> {
    let place: Option<(Key<MunicipalityId>, Key<FacilityId>)> = device::table
        .inner_join(facility::table)
        .filter(device::id.eq(Key(device)).and(device::ended_at.is_null()))
        .select((facility::municipality_id, facility::id))
        .first(conn)
        .optional()?;
    let Some((Key(municipality), Key(facility))) = place else { return Ok(None) };
    let grants = match person {
        Some(person) => {
            grants(roles().filter(staff::id.eq(Key(person))).filter(staff::facility_id.eq(Key(facility))).load(conn)?)
        }
        None => Vec::new(),
    };
    let person = person.filter(|_| !grants.is_empty());
    let who = Who::Device { device, session, municipality, facility, person };
    Ok(Some(Actor { who, grants, ties: Vec::new() }))
}

type RoleRow = (String, Key<MunicipalityId>, Option<Key<FacilityId>>, Option<Key<ClassId>>);

#[diesel::dsl::auto_type]
fn roles() -> _ {
    let columns: (
        staff::role,
        staff::municipality_id,
        staff::facility_id,
        diesel::dsl::Nullable<staff_class::class_id>,
    ) = (staff::role, staff::municipality_id, staff::facility_id, staff_class::class_id.nullable());
    staff::table.left_join(staff_class::table).filter(staff::ended_at.is_null()).select(columns)
}

fn grants(rows: Vec<RoleRow>) -> Vec<Grant> {
    rows.into_iter()
        .filter_map(|(role, Key(municipality), facility, class)| {
            let (facility, class) = (facility.map(|Key(id)| id), class.map(|Key(id)| id));
            Some(Grant { role: StaffRole::from_key(&role)?, municipality, facility, class })
        })
        .collect()
}

type RightsRow = (bool, bool, bool);
type TieRow = (Option<Key<AccountId>>, Key<ChildId>, String, RightsRow, Option<RightsRow>);

/// The ties that fulfil a condition. A family member sees as far as the guardian who invited them does now.
macro_rules! ties_where {
    ($conn:expr, $condition:expr) => {{
        let inviter = diesel::alias!(tie as inviter);
        let invites = tie::invited_by.eq(inviter.field(tie::id).nullable()).and(inviter.field(tie::ended_at).is_null());
        let rows: Vec<TieRow> = tie::table
            .left_join(inviter.on(invites))
            .filter(tie::ended_at.is_null().and($condition))
            .order(tie::id)
            .select((
                tie::account_id,
                tie::child_id,
                tie::kind,
                (tie::see_day, tie::see_record, tie::invite_family),
                inviter.fields((tie::see_day, tie::see_record, tie::invite_family)).nullable(),
            ))
            .load($conn)?;
        rows.into_iter().filter_map(tie_of).collect()
    }};
}

fn tie_of((account, Key(child), kind, own, inviters): TieRow) -> Option<(AccountId, Tie)> {
    let rights = |(see_day, see_record, invite_family)| Rights { see_day, see_record, invite_family };
    let Key(account) = account?;
    let tie = match kind.as_str() {
        "guardian" => Tie { child, kind: TieKind::Guardian, rights: rights(own) },
        _ => {
            let limit = inviters.map_or(Rights::NONE, rights);
            Tie { child, kind: TieKind::Family, rights: rights(own).within(limit) }
        }
    };
    Some((account, tie))
}

fn ties(conn: &mut Conn, account: AccountId) -> Result<Vec<Tie>, Failure> {
    let all: Vec<(AccountId, Tie)> = ties_where!(conn, tie::account_id.eq(Key(account)));
    Ok(all.into_iter().map(|(_, tie)| tie).collect())
}

/// The people tied to some children, with their ties.
///
/// # Errors
/// When the database cannot be read.
pub fn tied(conn: &mut Conn, children: &[ChildId]) -> Result<Vec<(AccountId, Tie)>, Failure> {
    Ok(ties_where!(conn, tie::account_id.is_not_null().and(tie::child_id.eq_any(keys(children)))))
}

/// The places of targets, in their order; those that do not exist are left out. Two queries at most.
///
/// # Errors
/// When the database cannot be read.
pub fn places(conn: &mut Conn, targets: &[Target], today: NaiveDate) -> Result<Vec<Place>, Failure> {
    let Some(first) = targets.first() else { return Ok(Vec::new()) };
    let mut found = match first {
        Target::Municipality(id) => municipality::table
            .find(Key(*id))
            .select(municipality::id)
            .load::<Key<MunicipalityId>>(conn)?
            .into_iter()
            .map(|Key(municipality)| place(municipality, None, None, None))
            .collect(),
        Target::Facility(_) => {
            let ids: Vec<FacilityId> =
                targets.iter().filter_map(|t| if let Target::Facility(id) = t { Some(*id) } else { None }).collect();
            let rows: Vec<(Key<FacilityId>, Key<MunicipalityId>)> = facility::table
                .filter(one_of(facility::id, &ids))
                .select((facility::id, facility::municipality_id))
                .load(conn)?;
            in_order(
                &ids,
                rows.into_iter().map(|(Key(id), Key(municipality))| (id, place(municipality, Some(id), None, None))),
            )
        }
        Target::Class(_) => {
            let ids: Vec<ClassId> =
                targets.iter().filter_map(|t| if let Target::Class(id) = t { Some(*id) } else { None }).collect();
            let rows: Vec<(Key<ClassId>, Key<FacilityId>, Key<MunicipalityId>)> = class::table
                .inner_join(facility::table)
                .filter(one_of(class::id, &ids))
                .select((class::id, facility::id, facility::municipality_id))
                .load(conn)?;
            in_order(&ids, rows.into_iter().map(|(Key(id), Key(f), Key(m))| (id, place(m, Some(f), Some(id), None))))
        }
        Target::Child(_) => {
            let ids: Vec<ChildId> =
                targets.iter().filter_map(|t| if let Target::Child(id) = t { Some(*id) } else { None }).collect();
            let children = child::table.filter(one_of(child::id, &ids)).select((
                child::id,
                child::class_id,
                child::facility_id,
                child::municipality_id,
            ));
            let rows: Vec<(Key<ChildId>, Option<Key<ClassId>>, Key<FacilityId>, Key<MunicipalityId>)> =
                load_of!(conn, ids, children)?;
            in_order(
                &ids,
                rows.into_iter().map(|(Key(id), class, Key(f), Key(m))| {
                    (id, place(m, Some(f), class.map(|Key(class)| class), Some(id)))
                }),
            )
        }
    };
    let mut facilities: Vec<FacilityId> = found.iter().filter_map(|place: &Place| place.facility).collect();
    facilities.sort_unstable();
    facilities.dedup();
    if !facilities.is_empty() {
        let switched_on = capabilities_of(conn, &facilities, today)?;
        for place in &mut found {
            let on = place.facility.and_then(|facility| switched_on.get(&facility));
            place.capabilities = on.copied().unwrap_or_default();
        }
    }
    Ok(found)
}

/// What is switched on in each of some facilities on a day.
///
/// # Errors
/// When the database cannot be read.
pub fn capabilities_of(
    conn: &mut Conn,
    facilities: &[FacilityId],
    today: NaiveDate,
) -> Result<HashMap<FacilityId, Capabilities>, Failure> {
    let switches = rollout_switch::table
        .filter(one_of(rollout_switch::facility_id, facilities))
        .filter(rollout_switch::on_from.le(today))
        .select((rollout_switch::facility_id, rollout_switch::capability));
    let rows: Vec<(Key<FacilityId>, String)> = load_of!(conn, facilities, switches)?;
    let mut on: HashMap<FacilityId, Capabilities> = HashMap::new();
    for (Key(facility), capability) in rows {
        if let Some(capability) = Capability::from_key(&capability) {
            let set = on.entry(facility).or_default();
            *set = set.with(capability);
        }
    }
    Ok(on)
}

const fn place(
    municipality: MunicipalityId,
    facility: Option<FacilityId>,
    class: Option<ClassId>,
    child: Option<ChildId>,
) -> Place {
    Place { municipality, facility, class, child, capabilities: Capabilities::NONE }
}

fn in_order<I: Copy + Eq + std::hash::Hash>(ids: &[I], rows: impl Iterator<Item = (I, Place)>) -> Vec<Place> {
    let by_id: HashMap<I, Place> = rows.collect();
    ids.iter().filter_map(|id| by_id.get(id).copied()).collect()
}
