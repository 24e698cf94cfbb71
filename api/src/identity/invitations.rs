//! Invitations: a one-time code for a guardian, a family member or a member of staff.

use chrono::TimeDelta;
use hidamari_domain::id::{AccountId, FacilityId, InvitationId, MunicipalityId, StaffId, TieId};
use hidamari_domain::identity::{Acceptance, InvitationKind};
use hidamari_domain::live::Signal;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Email, OneTimeCode};
use uuid::Uuid;

use super::mails;
use super::store::invitations::{self as store, Invitation};
use super::store::{accounts, me};
use crate::failure::Failure;
use crate::secrets;
use crate::work::Work;

/// How long an invitation is good.
pub const GOOD_FOR: TimeDelta = TimeDelta::days(30);

/// Whom an invitation is for.
#[derive(Clone, Copy, Debug)]
pub enum Invited {
    /// A guardian known to the nursery.
    Guardian(TieId),
    /// A family member whom a guardian invited.
    Family(TieId),
    /// A member of staff or of the ward office.
    Staff(StaffId),
}

impl Invited {
    /// As what.
    pub const fn kind(self) -> InvitationKind {
        match self {
            Self::Guardian(_) => InvitationKind::Guardian,
            Self::Family(_) => InvitationKind::Family,
            Self::Staff(_) => InvitationKind::Staff,
        }
    }
}

/// The code of an invitation and the link that carries it.
pub struct Sent {
    /// The code.
    pub code: OneTimeCode,
    /// The link.
    pub link: String,
    /// Until when it is good.
    pub expires_at: Moment,
}

/// Makes an invitation and, with an address, mails it. Asked again for the same id, it gives the same code. An
/// earlier invitation of the same person is no longer good.
///
/// # Errors
/// When the database refuses.
pub fn invite(
    work: &mut Work<'_>,
    id: InvitationId,
    municipality: MunicipalityId,
    facility: Option<FacilityId>,
    invited: Invited,
    email: Option<&Email>,
) -> Result<Sent, Failure> {
    let code = work.app.secrets.code("invitation", id.0);
    let face = invited.kind().face().key();
    let link = format!("{}/{face}/join?code={}", work.app.config.address, code.as_ref());
    let expires_at = work.now + GOOD_FOR;
    let row = store::NewInvitation { id, municipality, facility, invited, email, expires_at };
    if store::insert(work.conn, &row, &secrets::hash(code.as_ref()), work.now)?
        && let Some(email) = email
    {
        let from = me::name_of(work.conn, municipality, facility)?;
        let name = store::name_of(work.conn, invited)?;
        work.job(mails::invitation(email, &from, &name, &link))?;
    }
    Ok(Sent { code, link, expires_at })
}

/// An invitation that can be used now.
pub fn good(found: Option<Invitation>, now: Moment) -> Result<Invitation, Failure> {
    let invitation = found.ok_or_else(|| Failure::of(Code::WrongCredentials))?;
    if invitation.is_over || invitation.expires_at <= now {
        return Err(Failure::of(Code::Expired));
    }
    Ok(invitation)
}

/// By what the person proves the account.
pub enum Password {
    /// The password of an account that exists fits.
    Known(AccountId),
    /// The hash of the password of a new one.
    New(String),
}

/// Ties the account to what the invitation is for.
pub fn accept(work: &mut Work<'_>, given: &Acceptance, password: Password) -> Result<AccountId, Failure> {
    let invitation = good(store::by_code(work.conn, &given.code)?, work.now)?;
    let account = match password {
        Password::Known(account) => account,
        Password::New(hash) => {
            let account = AccountId(Uuid::now_v7());
            accounts::insert(work.conn, account, &given.email, &given.name, &hash, work.now)?;
            account
        }
    };
    store::accept(work.conn, &invitation, account, work.now)?;
    work.signal(Signal::Account(account));
    Ok(account)
}
