//! Sessions: a family of refresh tokens, of which only the newest is good.

use chrono::TimeDelta;
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{AccountId, DeviceId, SessionId};
use hidamari_domain::identity as api;
use hidamari_domain::identity::{EndSession, Face, ListSessions};
use hidamari_domain::live::Signal;
use hidamari_domain::policy::{Actor, Who};
use hidamari_domain::problem::Code;
use uuid::Uuid;

use super::store::sessions as store;
use crate::failure::Failure;
use crate::http::{Ask, SetCookies};
use crate::secrets;
use crate::work::Work;

/// Two tabs may renew at once: the token before the newest is good for this long.
const GRACE: TimeDelta = TimeDelta::seconds(10);
/// Without a visit for so long a session is over.
const IDLE: TimeDelta = TimeDelta::days(60);

/// Whose session it is.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    /// A person's.
    Account(AccountId),
    /// A tablet's.
    Device(DeviceId),
}

/// A session that was opened.
pub struct Opened {
    /// The session.
    pub session: SessionId,
    face: Face,
    access: String,
    refresh: String,
}

/// A session that was renewed.
pub struct Renewed {
    /// The new access token.
    pub access: String,
    /// The new refresh token; `None` when another tab has just got it.
    pub refresh: Option<String>,
}

impl Opened {
    /// The cookies that carry it.
    pub fn cookies(&self) -> SetCookies {
        SetCookies::Tokens { face: self.face, access: self.access.clone(), refresh: Some(self.refresh.clone()) }
    }
}

/// Opens a session for a person who has shown their password, on a face that is theirs.
pub fn sign_in(work: &mut Work<'_>, account: AccountId, face: Face, browser: &str) -> Result<Opened, Failure> {
    let is_theirs = match face {
        Face::Family => store::has_tie(work.conn, account)? || store::has_role(work.conn, account)?,
        Face::Office => store::has_role(work.conn, account)?,
        Face::Classroom => false,
    };
    if !is_theirs {
        return Err(Failure::of(Code::WrongCredentials));
    }
    open_session(work, Owner::Account(account), face, browser)
}

/// Opens a session.
///
/// # Errors
/// When the database refuses.
pub fn open_session(work: &mut Work<'_>, owner: Owner, face: Face, browser: &str) -> Result<Opened, Failure> {
    let session = SessionId(Uuid::now_v7());
    let token = secrets::token();
    store::insert(work.conn, session, owner, face, browser, &secrets::hash(&token), work.now)?;
    if let Owner::Account(account) = owner {
        work.audit("SignIn", &Actor { who: Who::Account { account, session }, ..Actor::NOBODY }, &[])?;
    }
    Ok(Opened { session, face, access: access_token(work, session, face)?, refresh: format!("{session}.{token}") })
}

/// Renews a session by its refresh token; `None` when it is over. A token that was used before ends the session,
/// because two hold it.
pub fn renew(work: &mut Work<'_>, face: Face, cookie: &str) -> Result<Option<Renewed>, Failure> {
    let Some((session, token)) = cookie.split_once('.') else { return Ok(None) };
    let Ok(session) = session.parse::<SessionId>() else { return Ok(None) };
    let Some(known) = store::tokens(work.conn, session, face)? else { return Ok(None) };
    let given = secrets::hash(token);
    if known.seen_at + IDLE < work.now {
        end_now(work, session)?;
        return Ok(None);
    }
    if known.newest == given {
        let token = secrets::token();
        let is_ours = store::rotate(work.conn, session, &secrets::hash(&token), &given, work.now)?;
        let access = access_token(work, session, face)?;
        return Ok(Some(Renewed { access, refresh: is_ours.then(|| format!("{session}.{token}")) }));
    }
    if known.before.as_ref() == Some(&given) && work.now - known.seen_at <= GRACE {
        return Ok(Some(Renewed { access: access_token(work, session, face)?, refresh: None }));
    }
    tracing::warn!(%session, "a refresh token was used twice; the session is over");
    end_now(work, session)?;
    Ok(None)
}

/// Ends a session, everywhere.
pub fn end_now(work: &mut Work<'_>, session: SessionId) -> Result<(), Failure> {
    store::end(work.conn, session, work.now)?;
    work.signal(Signal::Session(session));
    Ok(())
}

/// One's own sessions.
pub fn list(work: &mut Work<'_>, ask: Ask<ListSessions>) -> Result<Vec<api::Session>, Failure> {
    store::list(work.conn, &ask.permit)
}

/// Signs one of one's own sessions out.
pub fn end(work: &mut Work<'_>, ask: Ask<EndSession>) -> Result<Nothing, Failure> {
    if !store::is_own(work.conn, &ask.permit, ask.path)? {
        return Err(Failure::not_found());
    }
    end_now(work, ask.path)?;
    Ok(Nothing {})
}

fn access_token(work: &Work<'_>, session: SessionId, face: Face) -> Result<String, Failure> {
    let token = work.app.secrets.access_token(session, face, work.now);
    token.map_err(|error| Failure::Fault(error.to_string()))
}
