use diesel::prelude::*;
use hidamari_domain::id::{DeviceId, FacilityId, StaffId};
use hidamari_domain::organisation::{Device, DevicePerson, DeviceSetup, NewDevice};
use hidamari_domain::policy::action::{ManageDevices, UseDevice};
use hidamari_domain::policy::{Permit, StaffRole, Who};
use hidamari_domain::problem::Code;
use hidamari_domain::time::{FiscalYear, Moment};
use hidamari_domain::value::Name;

use super::facilities::classes;
use crate::db::Conn;
use crate::db::schema::{device, device_code, facility, staff};
use crate::db::types::{At, Key};
use crate::failure::Failure;
use crate::secrets;

type Row = (Key<DeviceId>, String, At, Option<At>);

/// The tablets of a facility, newest first.
pub fn list(conn: &mut Conn, permit: &Permit<ManageDevices>) -> Result<Vec<Device>, Failure> {
    let rows: Vec<Row> = device::table
        .filter(device::facility_id.eq(Key(*permit.subject())).and(device::ended_at.is_null()))
        .order(device::enrolled_at.desc())
        .select((device::id, device::name, device::enrolled_at, device::seen_at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(device_of).collect())
}

fn device_of((Key(id), name, At(enrolled_at), seen_at): Row) -> Option<Device> {
    Some(Device { id, name: Name::parse(&name).ok()?, enrolled_at, seen_at: seen_at.map(|At(at)| at) })
}

/// Keeps an enrolment code's hash; answers until when it is good.
pub fn insert_code(
    conn: &mut Conn,
    permit: &Permit<ManageDevices>,
    code: &[u8],
    expires_at: Moment,
) -> Result<Moment, Failure> {
    let known: Option<At> = device_code::table.find(code).select(device_code::expires_at).first(conn).optional()?;
    if let Some(At(expires_at)) = known {
        return Ok(expires_at);
    }
    diesel::insert_into(device_code::table)
        .values((
            device_code::code_hash.eq(code),
            device_code::facility_id.eq(Key(*permit.subject())),
            device_code::expires_at.eq(At(expires_at)),
        ))
        .execute(conn)?;
    Ok(expires_at)
}

/// Uses an enrolment code up and adds the tablet. The same tablet may ask again.
pub fn enrol(conn: &mut Conn, new: &NewDevice, public_key: &[u8], now: Moment) -> Result<Device, Failure> {
    let code = secrets::hash(new.code.as_ref());
    let known: Option<(Key<FacilityId>, At, Option<At>)> = device_code::table
        .find(&code)
        .select((device_code::facility_id, device_code::expires_at, device_code::used_at))
        .first(conn)
        .optional()?;
    let Some((facility, At(expires_at), used)) = known else { return Err(Failure::of(Code::WrongCredentials)) };
    let again: Option<(Row, Vec<u8>)> = device::table
        .find(Key(new.id))
        .filter(device::facility_id.eq(facility))
        .select(((device::id, device::name, device::enrolled_at, device::seen_at), device::public_key))
        .first(conn)
        .optional()?;
    match again {
        Some((row, key)) if used.is_some() && key == public_key => {
            return device_of(row).ok_or_else(Failure::not_found);
        }
        _ if used.is_some() || expires_at <= now => return Err(Failure::of(Code::Expired)),
        _ => {}
    }
    diesel::update(device_code::table.find(&code)).set(device_code::used_at.eq(Some(At(now)))).execute(conn)?;
    diesel::insert_into(device::table)
        .values((
            device::id.eq(Key(new.id)),
            device::facility_id.eq(facility),
            device::name.eq(new.name.as_ref()),
            device::public_key.eq(public_key),
            device::enrolled_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(Device { id: new.id, name: new.name.clone(), enrolled_at: now, seen_at: None })
}

/// Ends a tablet of the facility.
pub fn end(conn: &mut Conn, permit: &Permit<ManageDevices>, id: DeviceId, now: Moment) -> Result<(), Failure> {
    let ended = diesel::update(device::table.find(Key(id)))
        .filter(device::facility_id.eq(Key(*permit.subject())).and(device::ended_at.is_null()))
        .set(device::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    if ended == 1 { Ok(()) } else { Err(Failure::not_found()) }
}

/// The public key of a tablet that has not ended.
pub fn public_key(conn: &mut Conn, id: DeviceId) -> Result<Option<Vec<u8>>, Failure> {
    Ok(device::table
        .find(Key(id))
        .filter(device::ended_at.is_null())
        .select(device::public_key)
        .first(conn)
        .optional()?)
}

/// A tablet has proved its key.
pub fn seen(conn: &mut Conn, id: DeviceId, now: Moment) -> Result<(), Failure> {
    diesel::update(device::table.find(Key(id))).set(device::seen_at.eq(Some(At(now)))).execute(conn)?;
    Ok(())
}

type PersonRow = (Key<StaffId>, String, String, Option<String>);

/// What a tablet needs to know of its facility.
pub fn setup(conn: &mut Conn, permit: &Permit<UseDevice>, year: FiscalYear) -> Result<DeviceSetup, Failure> {
    let Who::Device { device: id, facility: of, person, .. } = permit.actor().who else {
        return Err(Failure::not_found());
    };
    let (device_name, facility_name): (String, String) = device::table
        .inner_join(facility::table)
        .filter(device::id.eq(Key(id)))
        .select((device::name, facility::name))
        .first(conn)?;
    let classes = classes(conn, &[of], year)?.into_iter().map(|(_, class)| class).collect();
    let rows: Vec<PersonRow> = staff::table
        .filter(staff::facility_id.eq(Key(of)).and(staff::ended_at.is_null()).and(staff::pin_hash.is_not_null()))
        .order((staff::kana, staff::id))
        .select((staff::id, staff::name, staff::role, staff::pin_hash))
        .load(conn)?;
    let staff = rows.into_iter().filter_map(|row| Some(person_of(row)?.0)).collect();
    Ok(DeviceSetup { facility: of, facility_name, device_name, classes, staff, person })
}

/// A member of staff of the tablet's facility who has a PIN, with its hash.
pub fn person(
    conn: &mut Conn,
    permit: &Permit<UseDevice>,
    id: StaffId,
) -> Result<Option<(DevicePerson, String)>, Failure> {
    let Who::Device { facility: of, .. } = permit.actor().who else { return Ok(None) };
    let row: Option<PersonRow> = staff::table
        .find(Key(id))
        .filter(staff::facility_id.eq(Key(of)).and(staff::ended_at.is_null()))
        .select((staff::id, staff::name, staff::role, staff::pin_hash))
        .first(conn)
        .optional()?;
    Ok(row.and_then(person_of))
}

fn person_of((Key(id), name, role, pin): PersonRow) -> Option<(DevicePerson, String)> {
    Some((DevicePerson { id, name, role: StaffRole::from_key(&role)? }, pin?))
}
