use diesel::prelude::*;
use hidamari_domain::id::{AccountId, DeviceId, SessionId, StaffId};
use hidamari_domain::identity::{Face, Session};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageOwnAccount;
use hidamari_domain::time::Moment;

use crate::db::Conn;
use crate::db::schema::{session, staff, tie};
use crate::db::types::{At, Key};
use crate::failure::Failure;
use crate::identity::sessions::Owner;

/// What a session's tokens must fit.
pub struct Tokens {
    /// The hash of the newest refresh token.
    pub newest: Vec<u8>,
    /// The hash of the one before it.
    pub before: Option<Vec<u8>>,
    /// When the newest was given.
    pub seen_at: Moment,
}

/// Adds a session.
pub fn insert(
    conn: &mut Conn,
    id: SessionId,
    owner: Owner,
    face: Face,
    browser: &str,
    refresh: &[u8],
    now: Moment,
) -> Result<(), Failure> {
    let (account, device) = match owner {
        Owner::Account(account) => (Some(account), None),
        Owner::Device(device) => (None, Some(device)),
    };
    diesel::insert_into(session::table)
        .values((
            session::id.eq(Key(id)),
            session::account_id.eq(account.map(Key)),
            session::device_id.eq(device.map(Key)),
            session::face.eq(face.key()),
            session::browser.eq(browser),
            session::refresh_hash.eq(refresh),
            session::started_at.eq(At(now)),
            session::seen_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The tokens of a session that is not over.
pub fn tokens(conn: &mut Conn, id: SessionId, face: Face) -> Result<Option<Tokens>, Failure> {
    let row: Option<(Vec<u8>, Option<Vec<u8>>, At)> = session::table
        .find(Key(id))
        .filter(session::ended_at.is_null().and(session::face.eq(face.key())))
        .select((session::refresh_hash, session::previous_hash, session::seen_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(newest, before, At(seen_at))| Tokens { newest, before, seen_at }))
}

/// Gives a session a new refresh token; false when somebody else has just done so.
pub fn rotate(conn: &mut Conn, id: SessionId, to: &[u8], from: &[u8], now: Moment) -> Result<bool, Failure> {
    let rotated = diesel::update(session::table.find(Key(id)))
        .filter(session::refresh_hash.eq(from))
        .set((session::refresh_hash.eq(to), session::previous_hash.eq(Some(from)), session::seen_at.eq(At(now))))
        .execute(conn)?;
    Ok(rotated == 1)
}

/// Ends a session.
pub fn end(conn: &mut Conn, id: SessionId, now: Moment) -> Result<(), Failure> {
    diesel::update(session::table.find(Key(id)))
        .filter(session::ended_at.is_null())
        .set(session::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}

/// Ends an account's sessions but one.
pub fn end_others(conn: &mut Conn, account: AccountId, kept: Option<SessionId>, now: Moment) -> Result<(), Failure> {
    let kept = Key(kept.unwrap_or(SessionId(uuid::Uuid::nil())));
    diesel::update(session::table)
        .filter(session::account_id.eq(Key(account)).and(session::id.ne(kept)).and(session::ended_at.is_null()))
        .set(session::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}

/// Ends a tablet's sessions.
///
/// # Errors
/// When the database refuses.
pub fn end_device_sessions(conn: &mut Conn, device: DeviceId, now: Moment) -> Result<(), Failure> {
    diesel::update(session::table)
        .filter(session::device_id.eq(Key(device)).and(session::ended_at.is_null()))
        .set(session::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}

/// Sets who has taken the tablet.
///
/// # Errors
/// When the database refuses.
pub fn set_person(conn: &mut Conn, id: SessionId, person: Option<StaffId>) -> Result<(), Failure> {
    diesel::update(session::table.find(Key(id))).set(session::staff_id.eq(person.map(Key))).execute(conn)?;
    Ok(())
}

/// Whether an account works for anyone.
pub fn has_role(conn: &mut Conn, account: AccountId) -> Result<bool, Failure> {
    let roles = staff::table.filter(staff::account_id.eq(Key(account)).and(staff::ended_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(roles)).get_result(conn)?)
}

/// Whether an account belongs to any child.
pub fn has_tie(conn: &mut Conn, account: AccountId) -> Result<bool, Failure> {
    let ties = tie::table.filter(tie::account_id.eq(Key(account)).and(tie::ended_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(ties)).get_result(conn)?)
}

/// Whether a session belongs to the account that asks.
pub fn is_own(conn: &mut Conn, permit: &Permit<ManageOwnAccount>, id: SessionId) -> Result<bool, Failure> {
    let own = session::table.find(Key(id)).filter(session::account_id.eq(permit.account().map(Key)));
    Ok(diesel::select(diesel::dsl::exists(own)).get_result(conn)?)
}

type Row = (Key<SessionId>, String, String, At, At);

/// The sessions of the account that asks, newest first.
pub fn list(conn: &mut Conn, permit: &Permit<ManageOwnAccount>) -> Result<Vec<Session>, Failure> {
    let rows: Vec<Row> = session::table
        .filter(session::account_id.eq(permit.account().map(Key)).and(session::ended_at.is_null()))
        .order(session::seen_at.desc())
        .limit(100)
        .select((session::id, session::face, session::browser, session::started_at, session::seen_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(Key(id), face, browser, At(started_at), At(seen_at))| {
            let current = permit.session() == Some(id);
            Some(Session { id, face: Face::from_key(&face)?, browser, started_at, seen_at, current })
        })
        .collect())
}
