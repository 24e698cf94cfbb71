use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{FacilityId, MunicipalityId};
use hidamari_domain::organisation::{FacilityRollout, RolloutChange, Switch};
use hidamari_domain::policy::action::{ManageRollout, ReadRollout};
use hidamari_domain::policy::{ActionKey, Capabilities, Capability, Permit, Place, allows};

use crate::db::schema::{facility, rollout_switch};
use crate::db::types::{Key, keys};
use crate::db::{Conn, on_backend};
use crate::failure::Failure;

type Switches = HashMap<(FacilityId, Capability), NaiveDate>;

/// The matrix facility × capability within reach, by name. Two queries.
pub fn matrix(conn: &mut Conn, permit: &Permit<ReadRollout>) -> Result<Vec<FacilityRollout>, Failure> {
    let wards: Vec<MunicipalityId> = permit.actor().grants.iter().map(|grant| grant.municipality).collect();
    let rows: Vec<(Key<FacilityId>, Key<MunicipalityId>, String)> = facility::table
        .filter(facility::municipality_id.eq_any(keys(&wards)))
        .order((facility::name, facility::id))
        .select((facility::id, facility::municipality_id, facility::name))
        .load(conn)?;
    let rows: Vec<(Place, FacilityId, String)> = rows
        .into_iter()
        .map(|(Key(id), Key(municipality), name)| {
            let (class, child, capabilities) = (None, None, Capabilities::NONE);
            (Place { municipality, facility: Some(id), class, child, capabilities }, id, name)
        })
        .filter(|(place, ..)| permit.includes(place))
        .collect();
    let ids: Vec<FacilityId> = rows.iter().map(|(_, id, _)| *id).collect();
    let on = switches(conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|(place, facility, name)| FacilityRollout {
            facility,
            name,
            may_change: allows(permit.actor(), ActionKey::ManageRollout, Some(&place)),
            switches: Capability::ALL.iter().map(|capability| switch(&on, facility, *capability)).collect(),
        })
        .collect())
}

/// Sets switches; answers with them as they were.
pub fn set(conn: &mut Conn, permit: &Permit<ManageRollout>, change: &RolloutChange) -> Result<RolloutChange, Failure> {
    lock(conn, permit)?;
    let on = switches(conn, permit.subject())?;
    let before = change.switches.iter().map(|new| switch(&on, new.facility, new.capability)).collect();
    for new in &change.switches {
        let row = (Key(new.facility), new.capability.key());
        diesel::delete(rollout_switch::table.find(row)).execute(conn)?;
        diesel::insert_into(rollout_switch::table)
            .values((
                rollout_switch::facility_id.eq(Key(new.facility)),
                rollout_switch::capability.eq(new.capability.key()),
                rollout_switch::on_from.eq(new.on_from),
            ))
            .execute(conn)?;
    }
    Ok(RolloutChange { switches: before })
}

/// Lets another change of the same facilities wait: what was before must be true, or taking back would not be.
/// SQLite's one writer needs no lock.
fn lock(conn: &mut Conn, permit: &Permit<ManageRollout>) -> Result<(), Failure> {
    on_backend!(
        conn,
        sqlite(_conn) => Ok(()),
        postgres(conn) => {
            facility::table
                .filter(facility::id.eq_any(keys(permit.subject())))
                .order(facility::id)
                .select(facility::id)
                .for_no_key_update()
                .execute(conn)?;
            Ok(())
        },
    )
}

fn switches(conn: &mut Conn, facilities: &[FacilityId]) -> Result<Switches, Failure> {
    let rows: Vec<(Key<FacilityId>, String, Option<NaiveDate>)> = rollout_switch::table
        .filter(rollout_switch::facility_id.eq_any(keys(facilities)))
        .select((rollout_switch::facility_id, rollout_switch::capability, rollout_switch::on_from))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(Key(facility), capability, on_from)| {
            Some(((facility, Capability::from_key(&capability)?), on_from?))
        })
        .collect())
}

fn switch(on: &Switches, facility: FacilityId, capability: Capability) -> Switch {
    Switch { facility, capability, on_from: on.get(&(facility, capability)).copied() }
}
