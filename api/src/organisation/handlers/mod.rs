//! Facilities, classes, staff and switches.

pub mod devices;

use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{AccountId, StaffId};
use hidamari_domain::live::Signal;
use hidamari_domain::organisation::{
    AddClass, AddFacility, AddStaff, ChangeClass, ChangeFacility, ChangeStaff, Class, ClassForm, Facility,
    FacilityForm, FacilityRollout, ListFacilities, ListStaff, ReadRollout, RemoveStaff, RolloutChange, SetRollout,
    Staff, StaffForm,
};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageStaff;
use hidamari_domain::time::FiscalYear;

use super::store::{facilities, rollout, staff};
use crate::failure::Failure;
use crate::http::Ask;
use crate::identity::{Invited, invite};
use crate::work::Work;

/// The facilities within reach.
pub fn list_facilities(work: &mut Work<'_>, ask: Ask<ListFacilities>) -> Result<Vec<Facility>, Failure> {
    let year = FiscalYear::of(work.app.clock.day(work.now));
    facilities::within_reach(work.conn, &ask.permit, year)
}

/// Adds a facility.
pub fn add_facility(work: &mut Work<'_>, ask: Ask<AddFacility>) -> Result<Facility, Failure> {
    check_hours(&ask.body.form, "form.")?;
    facilities::add_facility(work, ask.path, ask.body.id, &ask.body.form)?;
    Ok(Facility { id: ask.body.id, municipality: ask.path, form: ask.body.form, classes: Vec::new() })
}

/// Changes a facility.
pub fn change_facility(work: &mut Work<'_>, ask: Ask<ChangeFacility>) -> Result<Facility, Failure> {
    check_hours(&ask.body, "")?;
    facilities::change(work.conn, &ask.permit, &ask.body)?;
    work.roster_changed(ask.permit.places());
    let year = FiscalYear::of(work.app.clock.day(work.now));
    facilities::one(work.conn, &ask.permit, year)
}

fn check_hours(form: &FacilityForm, prefix: &str) -> Result<(), Failure> {
    if form.closes > form.opens { Ok(()) } else { Err(Failure::field(&format!("{prefix}closes"), "order")) }
}

/// Adds a class.
pub fn add_class(work: &mut Work<'_>, ask: Ask<AddClass>) -> Result<Class, Failure> {
    check_ages(&ask.body.form, "form.")?;
    facilities::add_class(work.conn, &ask.permit, ask.body.id, &ask.body.form)?;
    work.roster_changed(ask.permit.places());
    Ok(Class { id: ask.body.id, form: ask.body.form })
}

/// Changes a class.
pub fn change_class(work: &mut Work<'_>, ask: Ask<ChangeClass>) -> Result<Class, Failure> {
    check_ages(&ask.body, "")?;
    facilities::change_class(work.conn, &ask.permit, ask.path.1, &ask.body)?;
    work.roster_changed(ask.permit.places());
    Ok(Class { id: ask.path.1, form: ask.body })
}

fn check_ages(form: &ClassForm, prefix: &str) -> Result<(), Failure> {
    let at = |field: &str, code: &str| Err(Failure::field(&format!("{prefix}{field}"), code));
    match (form.age_from, form.age_to) {
        (from, _) if from > 5 => at("age_from", "shape"),
        (_, to) if to > 5 => at("age_to", "shape"),
        (from, to) if to < from => at("age_to", "order"),
        _ if !(2000..=2199).contains(&form.fiscal_year.0) => at("fiscal_year", "shape"),
        _ => Ok(()),
    }
}

/// The staff of a facility.
pub fn list_staff(work: &mut Work<'_>, ask: Ask<ListStaff>) -> Result<Vec<Staff>, Failure> {
    staff::list(work.conn, &ask.permit)
}

/// Adds a member of staff and invites them.
pub fn add_staff(work: &mut Work<'_>, ask: Ask<AddStaff>) -> Result<Staff, Failure> {
    let new = ask.body;
    check_role(&new.form, "form.")?;
    let place = ask.permit.places().first().copied().ok_or_else(Failure::not_found)?;
    staff::insert(work.conn, &ask.permit, new.id, &new.form, work.now)?;
    if let Some(email) = &new.email {
        let invited = Invited::Staff(new.id);
        invite(work, new.invitation, place.municipality, place.facility, invited, Some(email))?;
    }
    Ok(Staff { id: new.id, form: new.form, has_account: false, has_pin: false })
}

/// Changes a member of staff.
pub fn change_staff(work: &mut Work<'_>, ask: Ask<ChangeStaff>) -> Result<Staff, Failure> {
    check_role(&ask.body, "")?;
    let account = staff::change(work.conn, &ask.permit, ask.path.1, &ask.body)?;
    staff_changed(work, &ask.permit, ask.path.1, account)?;
    staff::one(work.conn, &ask.permit, ask.path.1)
}

/// Roles of the ward are given by the command line, never from within a facility.
fn check_role(form: &StaffForm, prefix: &str) -> Result<(), Failure> {
    if form.role.is_ward() {
        return Err(Failure::field(&format!("{prefix}role"), "unknown"));
    }
    if form.classes.len() > 30 { Err(Failure::field(&format!("{prefix}classes"), "too_many")) } else { Ok(()) }
}

/// Ends a member of staff's access.
pub fn remove_staff(work: &mut Work<'_>, ask: Ask<RemoveStaff>) -> Result<Nothing, Failure> {
    let account = staff::end(work.conn, &ask.permit, ask.path.1, work.now)?;
    staff_changed(work, &ask.permit, ask.path.1, account)?;
    Ok(Nothing {})
}

fn staff_changed(
    work: &mut Work<'_>,
    permit: &Permit<ManageStaff>,
    person: StaffId,
    account: Option<AccountId>,
) -> Result<(), Failure> {
    if let Some(account) = account {
        work.signal(Signal::Account(account));
    }
    // Where they have typed their PIN, their roles are remembered too.
    for device in staff::devices_of(work.conn, permit, person)? {
        work.signal(Signal::Device(device));
    }
    Ok(())
}

/// The matrix facility × capability.
pub fn read_rollout(work: &mut Work<'_>, ask: Ask<ReadRollout>) -> Result<Vec<FacilityRollout>, Failure> {
    rollout::matrix(work.conn, &ask.permit)
}

/// Sets switches and answers with them as they were.
pub fn set_rollout(work: &mut Work<'_>, ask: Ask<SetRollout>) -> Result<RolloutChange, Failure> {
    let before = rollout::set(work.conn, &ask.permit, &ask.body)?;
    for facility in ask.permit.subject() {
        work.signal(Signal::Facility(*facility));
    }
    work.roster_changed(ask.permit.places());
    Ok(before)
}
