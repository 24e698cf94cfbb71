use diesel::dsl::auto_type;
use diesel::prelude::*;
use hidamari_domain::delivery::PushDevice;
use hidamari_domain::id::{AccountId, PushDeviceId, SessionId};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageDelivery;
use hidamari_domain::time::Moment;

use crate::db::Conn;
use crate::db::schema::{push_device, session};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;

/// A browser to be reached.
pub struct NewDevice<'a> {
    /// Made by the client.
    pub id: PushDeviceId,
    /// The session that it belongs to.
    pub session: SessionId,
    /// Where its push service takes messages.
    pub endpoint: &'a str,
    /// Its public key.
    pub p256dh: Vec<u8>,
    /// The secret it shares with the server.
    pub auth: Vec<u8>,
}

/// Browsers whose owners are signed in still.
#[auto_type(no_type_alias)]
fn reached() -> _ {
    push_device::table
        .inner_join(session::table.on(session::id.eq(push_device::session_id)))
        .filter(push_device::ended_at.is_null().and(session::ended_at.is_null()))
}

/// The browsers by which some people are reached.
pub fn devices_of(conn: &mut Conn, accounts: &[AccountId]) -> Result<Vec<(AccountId, PushDeviceId)>, Failure> {
    let rows: Vec<(Key<AccountId>, Key<PushDeviceId>)> = reached()
        .filter(push_device::account_id.eq_any(keys(accounts)))
        .order(push_device::id)
        .select((push_device::account_id, push_device::id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(Key(account), Key(device))| (account, device)).collect())
}

/// One's own browsers, the newest first.
pub fn own_devices(
    conn: &mut Conn,
    permit: &Permit<ManageDelivery>,
    account: AccountId,
) -> Result<Vec<PushDevice>, Failure> {
    let rows: Vec<(Key<PushDeviceId>, String, At, Key<SessionId>)> = reached()
        .filter(push_device::account_id.eq(Key(account)))
        .order((push_device::added_at.desc(), push_device::id.desc()))
        .select((push_device::id, session::browser, push_device::added_at, session::id))
        .load(conn)?;
    let current = permit.session();
    let device = |(Key(id), browser, At(added_at), Key(session))| PushDevice {
        id,
        browser,
        added_at,
        current: Some(session) == current,
    };
    Ok(rows.into_iter().map(device).collect())
}

/// Adds a browser. Whoever had it before, and this session's older subscription, are not reached by it any more.
///
/// # Errors
/// `Conflict` when there is a browser of its id already.
pub fn add_device(
    conn: &mut Conn,
    _permit: &Permit<ManageDelivery>,
    account: AccountId,
    new: NewDevice<'_>,
    now: Moment,
) -> Result<(), Failure> {
    let same = push_device::endpoint.eq(new.endpoint).or(push_device::session_id.eq(Key(new.session)));
    diesel::update(push_device::table.filter(push_device::ended_at.is_null().and(same)))
        .set(push_device::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    diesel::insert_into(push_device::table)
        .values((
            push_device::id.eq(Key(new.id)),
            push_device::account_id.eq(Key(account)),
            push_device::session_id.eq(Key(new.session)),
            push_device::endpoint.eq(new.endpoint),
            push_device::p256dh.eq(new.p256dh),
            push_device::auth.eq(new.auth),
            push_device::added_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends push to one of one's own browsers.
///
/// # Errors
/// `NotFound` when one has none of this id.
pub fn remove_device(
    conn: &mut Conn,
    _permit: &Permit<ManageDelivery>,
    account: AccountId,
    id: PushDeviceId,
    now: Moment,
) -> Result<(), Failure> {
    let ended = diesel::update(push_device::table.find(Key(id)))
        .filter(push_device::account_id.eq(Key(account)).and(push_device::ended_at.is_null()))
        .set(push_device::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    if ended == 1 { Ok(()) } else { Err(Failure::not_found()) }
}

/// Ends push to a browser that takes no more messages.
pub fn end_device(conn: &mut Conn, id: PushDeviceId, now: Moment) -> Result<(), Failure> {
    diesel::update(push_device::table.find(Key(id)))
        .filter(push_device::ended_at.is_null())
        .set(push_device::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}
