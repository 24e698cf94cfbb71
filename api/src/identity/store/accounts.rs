use diesel::prelude::*;
use hidamari_domain::id::AccountId;
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Email, Name};

use crate::db::Conn;
use crate::db::schema::{account, account_password, password_reset};
use crate::db::types::{At, Key};
use crate::failure::Failure;

/// An account and its password's hash, if it has one.
pub fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<(AccountId, Option<String>)>, Failure> {
    let row: Option<(Key<AccountId>, Option<String>)> = account::table
        .left_join(account_password::table)
        .filter(account::email.eq(email.as_ref()))
        .select((account::id, account_password::hash.nullable()))
        .first(conn)
        .optional()?;
    Ok(row.map(|(Key(id), hash)| (id, hash)))
}

/// The hash of an account's password.
pub fn hash_of(conn: &mut Conn, id: AccountId) -> Result<Option<String>, Failure> {
    Ok(account_password::table.find(Key(id)).select(account_password::hash).first(conn).optional()?)
}

/// Adds an account with a password.
pub fn insert(
    conn: &mut Conn,
    id: AccountId,
    email: &Email,
    name: &Name,
    hash: &str,
    now: Moment,
) -> Result<(), Failure> {
    diesel::insert_into(account::table)
        .values((
            account::id.eq(Key(id)),
            account::email.eq(email.as_ref()),
            account::name.eq(name.as_ref()),
            account::created_at.eq(At(now)),
        ))
        .execute(conn)?;
    insert_hash(conn, id, hash, now)
}

/// Sets an account's password.
pub fn set_hash(conn: &mut Conn, id: AccountId, hash: &str, now: Moment) -> Result<(), Failure> {
    let changed = diesel::update(account_password::table.find(Key(id)))
        .set((account_password::hash.eq(hash), account_password::changed_at.eq(At(now))))
        .execute(conn)?;
    if changed == 0 { insert_hash(conn, id, hash, now) } else { Ok(()) }
}

fn insert_hash(conn: &mut Conn, id: AccountId, hash: &str, now: Moment) -> Result<(), Failure> {
    diesel::insert_into(account_password::table)
        .values((
            account_password::account_id.eq(Key(id)),
            account_password::hash.eq(hash),
            account_password::changed_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps a reset token's hash.
pub fn insert_reset(conn: &mut Conn, token: &[u8], id: AccountId, expires_at: Moment) -> Result<(), Failure> {
    diesel::insert_into(password_reset::table)
        .values((
            password_reset::token_hash.eq(token),
            password_reset::account_id.eq(Key(id)),
            password_reset::expires_at.eq(At(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Uses a reset token up; `None` when it is not good.
pub fn use_reset(conn: &mut Conn, token: &[u8], now: Moment) -> Result<Option<AccountId>, Failure> {
    let used = diesel::update(password_reset::table.find(token))
        .filter(password_reset::used_at.is_null().and(password_reset::expires_at.gt(At(now))))
        .set(password_reset::used_at.eq(Some(At(now))))
        .execute(conn)?;
    if used == 0 {
        return Ok(None);
    }
    let Key(account) = password_reset::table.find(token).select(password_reset::account_id).first(conn)?;
    Ok(Some(account))
}
