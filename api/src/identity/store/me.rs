use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{AccountId, DeviceId, FacilityId, MunicipalityId, SessionId};
use hidamari_domain::identity::{Me, MyRole};
use hidamari_domain::policy::{Actor, Capability, Grant, Who};
use hidamari_domain::time::Moment;

use crate::access::capabilities_of;
use crate::db::Conn;
use crate::db::schema::{account, device, facility, municipality};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// What the screens need to know of the one who asks.
pub fn me(conn: &mut Conn, actor: &Actor, now: Moment, today: NaiveDate) -> Result<Option<Me>, Failure> {
    match actor.who {
        Who::Account { account, session } => of_account(conn, actor, account, session, now, today).map(Some),
        Who::Device { device, session, .. } => of_device(conn, device, session, now).map(Some),
        Who::Nobody => Ok(None),
    }
}

fn of_account(
    conn: &mut Conn,
    actor: &Actor,
    id: AccountId,
    session: SessionId,
    now: Moment,
    today: NaiveDate,
) -> Result<Me, Failure> {
    let (name, email): (String, String) =
        account::table.find(Key(id)).select((account::name, account::email)).first(conn)?;
    let roles = roles(conn, &actor.grants, today)?;
    let children = actor.ties.iter().filter(|tie| tie.rights.see_day).map(|tie| tie.child).collect();
    Ok(Me { session, account: Some(id), device: None, name, email, roles, children, now })
}

fn of_device(conn: &mut Conn, id: DeviceId, session: SessionId, now: Moment) -> Result<Me, Failure> {
    let name = device::table.find(Key(id)).select(device::name).first(conn)?;
    let (roles, children) = (Vec::new(), Vec::new());
    Ok(Me { session, account: None, device: Some(id), name, email: String::new(), roles, children, now })
}

fn roles(conn: &mut Conn, grants: &[Grant], today: NaiveDate) -> Result<Vec<MyRole>, Failure> {
    let facilities: Vec<FacilityId> = grants.iter().filter_map(|grant| grant.facility).collect();
    let wards: Vec<MunicipalityId> = grants.iter().map(|grant| grant.municipality).collect();
    let ward_names: HashMap<Key<MunicipalityId>, String> = municipality::table
        .filter(municipality::id.eq_any(keys(&wards)))
        .select((municipality::id, municipality::name))
        .load(conn)?
        .into_iter()
        .collect();
    let facility_names: HashMap<Key<FacilityId>, String> = facility::table
        .filter(facility::id.eq_any(keys(&facilities)))
        .select((facility::id, facility::name))
        .load(conn)?
        .into_iter()
        .collect();
    let on = capabilities_of(conn, &facilities, today)?;
    let mut roles: Vec<MyRole> = grants
        .iter()
        .map(|grant| {
            let set = grant.facility.and_then(|facility| on.get(&facility)).copied().unwrap_or_default();
            MyRole {
                role: grant.role,
                municipality: grant.municipality,
                municipality_name: ward_names.get(&Key(grant.municipality)).cloned().unwrap_or_default(),
                facility: grant.facility,
                facility_name: grant.facility.and_then(|facility| facility_names.get(&Key(facility)).cloned()),
                capabilities: Capability::ALL.iter().copied().filter(|capability| set.has(*capability)).collect(),
            }
        })
        .collect();
    // A teacher of two classes holds one role.
    roles.dedup();
    Ok(roles)
}

/// The name of a facility, or of the ward.
pub fn name_of(conn: &mut Conn, ward: MunicipalityId, of: Option<FacilityId>) -> Result<String, Failure> {
    Ok(match of {
        Some(of) => facility::table.find(Key(of)).select(facility::name).first(conn)?,
        None => municipality::table.find(Key(ward)).select(municipality::name).first(conn)?,
    })
}
