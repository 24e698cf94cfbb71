//! Children: finding, reading, enrolling, changing, leaving.

use std::sync::Arc;

use hidamari_domain::id::ChildId;
use hidamari_domain::policy::action::ReadChild as MayReadChild;
use hidamari_domain::policy::{Actor, Permit};
use hidamari_domain::roster::{
    ChangeChild, ChildForm, ChildPage, ChildRecord, EndEnrolment, EnrolChild, ListChildren, ReadChild,
};
use hidamari_domain::time::FiscalYear;

use super::guardians;
use crate::access;
use crate::failure::Failure;
use crate::http::Ask;
use crate::roster::store::{self, Enrolment, Roster};
use crate::work::Work;

/// A page of children.
pub fn list(work: &mut Work<'_>, ask: Ask<ListChildren>) -> Result<ChildPage, Failure> {
    store::list(work.conn, &ask.permit, &ask.query, work.app.clock.day(work.now))
}

/// A child's record.
pub fn read(work: &mut Work<'_>, ask: Ask<ReadChild>) -> Result<ChildRecord, Failure> {
    store::record(work.conn, &ask.permit, work.app.clock.day(work.now))
}

/// Enrols a child with the first guardian.
pub fn enrol(work: &mut Work<'_>, ask: Ask<EnrolChild>) -> Result<ChildRecord, Failure> {
    let (new, today) = (&ask.body, work.app.clock.day(work.now));
    check_days(&new.form, "form.")?;
    guardians::check_form(&new.guardian_form, "guardian_form.")?;
    let roster = Roster::managed(&ask.permit)?;
    let class =
        store::class_of_form(work.conn, ask.path, &new.form, None, today).map_err(|why| within("form.", why))?;
    let enrolment = Enrolment { new, class, year: FiscalYear::of(today), now: work.now };
    store::enrol(work.conn, &roster, &enrolment)?;
    guardians::set_one(work, new.id, new.guardian, &new.guardian_form)?;
    work.roster_changed(ask.permit.places());
    as_it_stands(work, ask.permit.actor(), new.id)
}

/// Changes a child's record or class.
pub fn change(work: &mut Work<'_>, ask: Ask<ChangeChild>) -> Result<ChildRecord, Failure> {
    check_days(&ask.body, "")?;
    store::change(work.conn, &ask.permit, &ask.body, work.app.clock.day(work.now))?;
    work.roster_changed(ask.permit.places());
    as_it_stands(work, ask.permit.actor(), ask.path)
}

/// Notes a child's last day.
pub fn leave(work: &mut Work<'_>, ask: Ask<EndEnrolment>) -> Result<ChildRecord, Failure> {
    store::leave(work.conn, &ask.permit, ask.body.last_day)?;
    work.roster_changed(ask.permit.places());
    as_it_stands(work, ask.permit.actor(), ask.path)
}

fn check_days(form: &ChildForm, prefix: &str) -> Result<(), Failure> {
    if form.enrolled_on < form.birth_date {
        return Err(Failure::field(&format!("{prefix}enrolled_on"), "order"));
    }
    Ok(())
}

/// The same refusal about a form that is a part of the body.
fn within(prefix: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Refused(mut problem) => {
            for field in &mut problem.fields {
                field.field.insert_str(0, prefix);
            }
            Failure::Refused(problem)
        }
        fault @ Failure::Fault(_) => fault,
    }
}

/// The record as whoever wrote it may read it.
pub fn as_it_stands(work: &mut Work<'_>, actor: &Actor, child: ChildId) -> Result<ChildRecord, Failure> {
    let permit: Permit<MayReadChild> = access::obtain(work.conn, work.app, &Arc::new(actor.clone()), child)?;
    store::record(work.conn, &permit, work.app.clock.day(work.now))
}
