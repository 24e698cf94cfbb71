use diesel::prelude::*;
use hidamari_domain::id::{AccountId, ClassId, DeviceId, FacilityId, MunicipalityId, StaffId};
use hidamari_domain::organisation::{Staff, StaffForm};
use hidamari_domain::policy::action::ManageStaff;
use hidamari_domain::policy::{Permit, StaffRole};
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Email, Kana, Name};

use crate::db::Conn;
use crate::db::schema::{class, session, staff, staff_class};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;
use crate::work::Work;

/// Adds a ward administrator, who names themself when they accept their invitation.
///
/// # Errors
/// When the database refuses.
pub fn add_ward_admin(
    work: &mut Work<'_>,
    municipality: MunicipalityId,
    id: StaffId,
    email: &Email,
) -> Result<(), Failure> {
    let name = email.as_ref().split('@').next().unwrap_or_default();
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(Key(id)),
            staff::municipality_id.eq(Key(municipality)),
            staff::name.eq(name),
            staff::kana.eq(""),
            staff::role.eq(StaffRole::WardAdmin.key()),
            staff::ict_leader.eq(false),
            staff::created_at.eq(At(work.now)),
        ))
        .execute(work.conn)?;
    Ok(())
}

/// Adds a member of staff to the facility.
pub fn insert(
    conn: &mut Conn,
    permit: &Permit<ManageStaff>,
    id: StaffId,
    form: &StaffForm,
    now: Moment,
) -> Result<(), Failure> {
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(Key(id)),
            staff::municipality_id.eq(permit.municipality().map(Key).ok_or_else(Failure::not_found)?),
            staff::facility_id.eq(Some(Key(*permit.subject()))),
            staff::name.eq(form.name.as_ref()),
            staff::kana.eq(form.kana.as_ref()),
            staff::role.eq(form.role.key()),
            staff::ict_leader.eq(form.ict_leader),
            staff::created_at.eq(At(now)),
        ))
        .execute(conn)?;
    set_classes(conn, *permit.subject(), id, &form.classes)
}

/// Changes a member of staff of the facility; answers whose account it is.
pub fn change(
    conn: &mut Conn,
    permit: &Permit<ManageStaff>,
    id: StaffId,
    form: &StaffForm,
) -> Result<Option<AccountId>, Failure> {
    let account = account_of(conn, permit, id)?;
    diesel::update(staff::table.find(Key(id)))
        .set((
            staff::name.eq(form.name.as_ref()),
            staff::kana.eq(form.kana.as_ref()),
            staff::role.eq(form.role.key()),
            staff::ict_leader.eq(form.ict_leader),
        ))
        .execute(conn)?;
    set_classes(conn, *permit.subject(), id, &form.classes)?;
    Ok(account)
}

/// Ends a member of staff's access; answers whose account it is.
pub fn end(
    conn: &mut Conn,
    permit: &Permit<ManageStaff>,
    id: StaffId,
    now: Moment,
) -> Result<Option<AccountId>, Failure> {
    let account = account_of(conn, permit, id)?;
    diesel::update(staff::table.find(Key(id))).set(staff::ended_at.eq(Some(At(now)))).execute(conn)?;
    Ok(account)
}

/// Sets a PIN.
pub fn set_pin(conn: &mut Conn, permit: &Permit<ManageStaff>, id: StaffId, hash: &str) -> Result<(), Failure> {
    account_of(conn, permit, id)?;
    diesel::update(staff::table.find(Key(id))).set(staff::pin_hash.eq(Some(hash))).execute(conn)?;
    Ok(())
}

/// The account of a member of staff of this facility.
fn account_of(conn: &mut Conn, permit: &Permit<ManageStaff>, id: StaffId) -> Result<Option<AccountId>, Failure> {
    let account: Option<Key<AccountId>> = staff::table
        .find(Key(id))
        .filter(staff::facility_id.eq(Key(*permit.subject())).and(staff::ended_at.is_null()))
        .select(staff::account_id)
        .first(conn)?;
    Ok(account.map(|Key(account)| account))
}

/// The tablets that a member of staff has taken.
pub fn devices_of(conn: &mut Conn, _: &Permit<ManageStaff>, id: StaffId) -> Result<Vec<DeviceId>, Failure> {
    let devices: Vec<Option<Key<DeviceId>>> = session::table
        .filter(session::staff_id.eq(Key(id)).and(session::ended_at.is_null()))
        .select(session::device_id)
        .load(conn)?;
    Ok(devices.into_iter().flatten().map(|Key(device)| device).collect())
}

fn set_classes(conn: &mut Conn, facility: FacilityId, id: StaffId, classes: &[ClassId]) -> Result<(), Failure> {
    let known: i64 = class::table
        .filter(class::id.eq_any(keys(classes)).and(class::facility_id.eq(Key(facility))))
        .count()
        .get_result(conn)?;
    if usize::try_from(known) != Ok(classes.len()) {
        return Err(Failure::field("classes", "unknown"));
    }
    diesel::delete(staff_class::table.filter(staff_class::staff_id.eq(Key(id)))).execute(conn)?;
    for class in classes {
        diesel::insert_into(staff_class::table)
            .values((staff_class::staff_id.eq(Key(id)), staff_class::class_id.eq(Key(*class))))
            .execute(conn)?;
    }
    Ok(())
}

type Row = (Key<StaffId>, String, String, String, bool, Option<Key<AccountId>>, Option<String>);

/// The staff of a facility, by kana. Two queries.
pub fn list(conn: &mut Conn, permit: &Permit<ManageStaff>) -> Result<Vec<Staff>, Failure> {
    let rows: Vec<Row> = staff::table
        .filter(staff::facility_id.eq(Key(*permit.subject())).and(staff::ended_at.is_null()))
        .order((staff::kana, staff::id))
        .select((
            staff::id,
            staff::name,
            staff::kana,
            staff::role,
            staff::ict_leader,
            staff::account_id,
            staff::pin_hash,
        ))
        .load(conn)?;
    let classes: Vec<(Key<StaffId>, Key<ClassId>)> = staff_class::table
        .inner_join(staff::table)
        .filter(staff::facility_id.eq(Key(*permit.subject())))
        .select((staff_class::staff_id, staff_class::class_id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(Key(id), name, kana, role, ict_leader, account, pin)| {
            let own = classes.iter().filter(|(Key(of), _)| *of == id).map(|(_, Key(class))| *class).collect();
            let form = StaffForm {
                name: Name::parse(&name).ok()?,
                kana: Kana::parse(&kana).ok()?,
                role: StaffRole::from_key(&role)?,
                classes: own,
                ict_leader,
            };
            Some(Staff { id, form, has_account: account.is_some(), has_pin: pin.is_some() })
        })
        .collect())
}

/// One member of staff as they stand now.
pub fn one(conn: &mut Conn, permit: &Permit<ManageStaff>, id: StaffId) -> Result<Staff, Failure> {
    list(conn, permit)?.into_iter().find(|staff| staff.id == id).ok_or_else(Failure::not_found)
}
