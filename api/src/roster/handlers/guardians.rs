//! Guardians of a child and of a facility.

use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, GuardianId};
use hidamari_domain::live::Signal;
use hidamari_domain::roster::{ChildRecord, GuardianForm, GuardianLine, ListGuardians, RemoveGuardian, SetGuardian};

use super::children::as_it_stands;
use crate::failure::Failure;
use crate::http::Ask;
use crate::roster::store::{self, Set};
use crate::work::Work;

/// Telephone numbers a guardian can have.
const PHONES: usize = 5;

/// The guardians of a facility.
pub fn list(work: &mut Work<'_>, ask: Ask<ListGuardians>) -> Result<Vec<GuardianLine>, Failure> {
    store::list_guardians(work.conn, &ask.permit, ask.query, work.app.clock.day(work.now))
}

/// Adds or changes a guardian of a child.
pub fn set(work: &mut Work<'_>, ask: Ask<SetGuardian>) -> Result<ChildRecord, Failure> {
    let (child, guardian) = ask.path;
    check_form(&ask.body, "")?;
    set_one(work, child, guardian, &ask.body)?;
    work.roster_changed(ask.permit.places());
    as_it_stands(work, ask.permit.actor(), child)
}

/// Ends a guardian's tie to a child.
pub fn remove(work: &mut Work<'_>, ask: Ask<RemoveGuardian>) -> Result<Nothing, Failure> {
    for account in store::remove(work.conn, &ask.permit, ask.path.1, work.now)? {
        work.signal(Signal::Account(account));
    }
    work.roster_changed(ask.permit.places());
    Ok(Nothing {})
}

/// What a form of types alone cannot refuse.
pub fn check_form(form: &GuardianForm, prefix: &str) -> Result<(), Failure> {
    if !(1..=9).contains(&form.calling_order) {
        return Err(Failure::field(&format!("{prefix}calling_order"), "shape"));
    }
    if form.phones.len() > PHONES {
        return Err(Failure::field(&format!("{prefix}phones"), "too_many"));
    }
    Ok(())
}

/// Adds or changes a guardian of a child whom the caller may change.
pub fn set_one(work: &mut Work<'_>, child: ChildId, guardian: GuardianId, form: &GuardianForm) -> Result<(), Failure> {
    match store::set(work.conn, child, guardian, form, work.now)? {
        Set::Tied(accounts) => {
            accounts.into_iter().for_each(|account| work.signal(Signal::Account(account)));
            Ok(())
        }
        Set::Stranger => Err(Failure::field("guardian", "unknown")),
    }
}
