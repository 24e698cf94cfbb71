use std::collections::HashMap;

use diesel::prelude::*;
use hidamari_domain::id::{AccountId, ChildId, GuardianId, InvitationId, TieId};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::InviteGuardians;
use hidamari_domain::roster::LetterTo;

use super::full_name;
use crate::db::Conn;
use crate::db::schema::{child, class, facility, guardian, invitation, tie};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// To whom a letter goes.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// What the letter invites to.
    pub tie: TieId,
    /// Whether they have joined already.
    pub joined: bool,
    /// The child's name.
    pub child_name: String,
    /// The class's name; empty when in no class.
    pub class_name: String,
    /// The guardian's name.
    pub guardian_name: String,
}

type Row = (
    (Key<ChildId>, Option<Key<GuardianId>>, Key<TieId>, Option<Key<AccountId>>),
    (String, String, Option<String>, String),
);

/// The guardians to whom letters shall go, as far as they are of this facility. One query.
pub fn addressees(
    conn: &mut Conn,
    permit: &Permit<InviteGuardians>,
    letters: &[LetterTo],
) -> Result<HashMap<(ChildId, GuardianId), Addressee>, Failure> {
    let children: Vec<ChildId> = letters.iter().map(|letter| letter.child).collect();
    let rows: Vec<Row> = tie::table
        .inner_join(guardian::table)
        .inner_join(child::table.left_join(class::table))
        .filter(child::facility_id.eq(Key(*permit.subject())).and(tie::ended_at.is_null()))
        .filter(child::id.eq_any(keys(&children)))
        .select((
            (child::id, tie::guardian_id, tie::id, tie::account_id),
            (child::family_name, child::given_name, class::name.nullable(), guardian::name),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|((Key(child), guardian, Key(tie), account), (family, given, class, guardian_name))| {
            let Key(guardian) = guardian?;
            let addressee = Addressee {
                tie,
                joined: account.is_some(),
                child_name: full_name(&family, &given),
                class_name: class.unwrap_or_default(),
                guardian_name,
            };
            Some(((child, guardian), addressee))
        })
        .collect())
}

/// Of invitations and whom they shall be for, the first that exists already for someone else.
pub fn foreign_invitation(
    conn: &mut Conn,
    _: &Permit<InviteGuardians>,
    wanted: &[(InvitationId, TieId)],
) -> Result<Option<InvitationId>, Failure> {
    let ids: Vec<InvitationId> = wanted.iter().map(|(id, _)| *id).collect();
    let known: Vec<(Key<InvitationId>, Option<Key<TieId>>)> = invitation::table
        .filter(invitation::id.eq_any(keys(&ids)))
        .select((invitation::id, invitation::tie_id))
        .load(conn)?;
    let is_foreign = |(Key(id), of): &&(Key<InvitationId>, Option<Key<TieId>>)| {
        !wanted.iter().any(|(wanted, tie)| wanted == id && *of == Some(Key(*tie)))
    };
    Ok(known.iter().find(is_foreign).map(|(Key(id), _)| *id))
}

/// The facility's name.
pub fn facility_name(conn: &mut Conn, permit: &Permit<InviteGuardians>) -> Result<String, Failure> {
    Ok(facility::table.find(Key(*permit.subject())).select(facility::name).first(conn)?)
}
