use diesel::prelude::*;
use hidamari_domain::id::{AccountId, TieId};
use hidamari_domain::identity::{FamilyMember, NewFamilyMember};
use hidamari_domain::policy::action::ManageFamily;
use hidamari_domain::policy::{Permit, Rights};
use hidamari_domain::time::Moment;

use crate::db::Conn;
use crate::db::schema::{invitation, tie};
use crate::db::types::{At, Key};
use crate::failure::Failure;

/// The relation under which every family member stands.
const RELATION: &str = "家族";

/// The family members of a child, by when they were invited.
pub fn list(conn: &mut Conn, permit: &Permit<ManageFamily>) -> Result<Vec<FamilyMember>, Failure> {
    let rows: Vec<(Key<TieId>, String, Option<Key<AccountId>>)> = tie::table
        .filter(tie::child_id.eq(Key(*permit.subject())).and(tie::kind.eq("family")).and(tie::ended_at.is_null()))
        .order(tie::id)
        .select((tie::id, tie::name, tie::account_id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(Key(tie), name, account)| FamilyMember { tie, name, joined: account.is_some() })
        .collect())
}

/// Adds a family member to the child, invited by the guardian who asks.
pub fn insert(
    conn: &mut Conn,
    permit: &Permit<ManageFamily>,
    new: &NewFamilyMember,
    now: Moment,
) -> Result<(), Failure> {
    let inviter: Key<TieId> = tie::table
        .filter(tie::child_id.eq(Key(*permit.subject())).and(tie::account_id.eq(permit.account().map(Key))))
        .filter(tie::kind.eq("guardian").and(tie::ended_at.is_null()).and(tie::invite_family))
        .order(tie::id)
        .select(tie::id)
        .first(conn)?;
    diesel::insert_into(tie::table)
        .values((
            tie::id.eq(Key(new.tie)),
            tie::child_id.eq(Key(*permit.subject())),
            tie::kind.eq("family"),
            tie::name.eq(new.name.as_ref()),
            tie::relation.eq(RELATION),
            tie::calling_order.eq(9),
            tie::see_day.eq(Rights::FAMILY.see_day),
            tie::see_record.eq(Rights::FAMILY.see_record),
            tie::invite_family.eq(Rights::FAMILY.invite_family),
            tie::created_at.eq(At(now)),
            tie::invited_by.eq(Some(inviter)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a family member's tie to the child and its invitation; answers whose account it was.
pub fn end(
    conn: &mut Conn,
    permit: &Permit<ManageFamily>,
    id: TieId,
    now: Moment,
) -> Result<Option<AccountId>, Failure> {
    let account: Option<Key<AccountId>> = tie::table
        .find(Key(id))
        .filter(tie::child_id.eq(Key(*permit.subject())).and(tie::kind.eq("family")))
        .select(tie::account_id)
        .first(conn)?;
    diesel::update(tie::table.find(Key(id))).set(tie::ended_at.eq(Some(At(now)))).execute(conn)?;
    diesel::update(invitation::table.filter(invitation::tie_id.eq(Key(id))))
        .set(invitation::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(account.map(|Key(account)| account))
}
