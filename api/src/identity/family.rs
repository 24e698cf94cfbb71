//! Family members: invited by a guardian, read only.

use hidamari_domain::contract::Nothing;
use hidamari_domain::id::InvitationId;
use hidamari_domain::identity::{FamilyMember, InviteFamily, ListFamily, RemoveFamily};
use hidamari_domain::live::Signal;

use super::invitations::{Invited, invite as send_invitation};
use super::store::family as store;
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// The family members of a child.
pub fn list(work: &mut Work<'_>, ask: Ask<ListFamily>) -> Result<Vec<FamilyMember>, Failure> {
    store::list(work.conn, &ask.permit)
}

/// Invites a family member.
pub fn invite(work: &mut Work<'_>, ask: Ask<InviteFamily>) -> Result<FamilyMember, Failure> {
    store::insert(work.conn, &ask.permit, &ask.body, work.now)?;
    let place = ask.permit.places().first().ok_or_else(Failure::not_found)?;
    // One invitation a tie: the tie's id names it.
    let id = InvitationId(ask.body.tie.0);
    let invited = Invited::Family(ask.body.tie);
    send_invitation(work, id, place.municipality, place.facility, invited, Some(&ask.body.email))?;
    Ok(FamilyMember { tie: ask.body.tie, name: ask.body.name.into(), joined: false })
}

/// Ends a family member's view.
pub fn remove(work: &mut Work<'_>, ask: Ask<RemoveFamily>) -> Result<Nothing, Failure> {
    if let Some(account) = store::end(work.conn, &ask.permit, ask.path.1, work.now)? {
        work.signal(Signal::Account(account));
    }
    Ok(Nothing {})
}
