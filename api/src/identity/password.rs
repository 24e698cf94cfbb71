//! Passwords and their resets.

use chrono::TimeDelta;
use hidamari_domain::id::{AccountId, SessionId};
use hidamari_domain::identity::Face;
use hidamari_domain::live::Signal;
use hidamari_domain::problem::Code;
use hidamari_domain::value::Email;

use super::mails;
use super::store::{accounts, sessions};
use crate::failure::Failure;
use crate::secrets;
use crate::work::Work;

/// How long a reset link is good.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);

/// Sets a password and signs every session out but the one that asks.
pub fn set(work: &mut Work<'_>, account: AccountId, hash: &str, kept: Option<SessionId>) -> Result<(), Failure> {
    accounts::set_hash(work.conn, account, hash, work.now)?;
    sessions::end_others(work.conn, account, kept, work.now)?;
    work.signal(Signal::Account(account));
    Ok(())
}

/// Mails a reset link, if there is such an account.
pub fn request_reset(work: &mut Work<'_>, email: &Email, face: Face) -> Result<(), Failure> {
    let Some((account, _)) = accounts::by_email(work.conn, email)? else { return Ok(()) };
    let token = secrets::token();
    accounts::insert_reset(work.conn, &secrets::hash(&token), account, work.now + GOOD_FOR)?;
    let link = format!("{}/{}/reset?token={token}", work.app.config.address, face.key());
    work.job(mails::reset(email, &link))?;
    Ok(())
}

/// Sets a new password by the token of a link that is good.
pub fn confirm_reset(work: &mut Work<'_>, token: &str, hash: &str) -> Result<(), Failure> {
    let account = accounts::use_reset(work.conn, &secrets::hash(token), work.now)?;
    set(work, account.ok_or_else(|| Failure::of(Code::Expired))?, hash, None)
}
