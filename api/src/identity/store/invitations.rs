use diesel::prelude::*;
use hidamari_domain::id::{AccountId, FacilityId, GuardianId, InvitationId, MunicipalityId, StaffId, TieId};
use hidamari_domain::identity::{InvitationKind, InvitationView};
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Email, OneTimeCode};

use super::me::name_of as sender_of;
use crate::db::Conn;
use crate::db::schema::{child, invitation, staff, tie};
use crate::db::types::{At, Key};
use crate::failure::Failure;
use crate::identity::invitations::Invited;
use crate::secrets;

/// An invitation as it was found.
pub struct Invitation {
    id: InvitationId,
    invited: Invited,
    /// What its holder is shown.
    pub view: InvitationView,
    /// Until when it is good.
    pub expires_at: Moment,
    /// Whether it was used or ended.
    pub is_over: bool,
}

/// An invitation to be kept.
pub struct NewInvitation<'a> {
    /// The invitation.
    pub id: InvitationId,
    /// Whose municipality.
    pub municipality: MunicipalityId,
    /// Whose facility.
    pub facility: Option<FacilityId>,
    /// Whom it is for.
    pub invited: Invited,
    /// Where it is sent.
    pub email: Option<&'a Email>,
    /// Until when it is good.
    pub expires_at: Moment,
}

/// Keeps an invitation and ends earlier ones of the same person; false when it was kept before.
pub fn insert(conn: &mut Conn, new: &NewInvitation<'_>, code: &[u8], now: Moment) -> Result<bool, Failure> {
    let known = invitation::table.find(Key(new.id));
    if diesel::select(diesel::dsl::exists(known)).get_result(conn)? {
        return Ok(false);
    }
    let (tie, person) = match new.invited {
        Invited::Guardian(tie) | Invited::Family(tie) => (Some(tie), None),
        Invited::Staff(staff) => (None, Some(staff)),
    };
    let ended = invitation::ended_at.eq(Some(At(now)));
    let is_open = invitation::used_at.is_null().and(invitation::ended_at.is_null());
    match new.invited {
        Invited::Guardian(tie) | Invited::Family(tie) => {
            diesel::update(invitation::table.filter(invitation::tie_id.eq(Key(tie)).and(is_open)))
                .set(ended)
                .execute(conn)?
        }
        Invited::Staff(staff) => {
            diesel::update(invitation::table.filter(invitation::staff_id.eq(Key(staff)).and(is_open)))
                .set(ended)
                .execute(conn)?
        }
    };
    diesel::insert_into(invitation::table)
        .values((
            invitation::id.eq(Key(new.id)),
            invitation::kind.eq(new.invited.kind().key()),
            invitation::code_hash.eq(code),
            invitation::municipality_id.eq(Key(new.municipality)),
            invitation::facility_id.eq(new.facility.map(Key)),
            invitation::tie_id.eq(tie.map(Key)),
            invitation::staff_id.eq(person.map(Key)),
            invitation::email.eq(new.email.map(AsRef::as_ref)),
            invitation::created_at.eq(At(now)),
            invitation::expires_at.eq(At(new.expires_at)),
        ))
        .execute(conn)?;
    Ok(true)
}

type Row = (
    (Key<InvitationId>, String, Key<MunicipalityId>, Option<Key<FacilityId>>, Option<String>),
    (At, Option<At>, Option<At>),
    Option<(Key<TieId>, String, Option<At>, Option<Key<AccountId>>)>,
    Option<String>,
    Option<(Key<StaffId>, String, Option<At>)>,
);

/// The invitation of a code.
pub fn by_code(conn: &mut Conn, code: &OneTimeCode) -> Result<Option<Invitation>, Failure> {
    let row: Option<Row> = invitation::table
        .left_join(tie::table.left_join(child::table))
        .left_join(staff::table)
        .filter(invitation::code_hash.eq(secrets::hash(code.as_ref())))
        .select((
            (invitation::id, invitation::kind, invitation::municipality_id, invitation::facility_id, invitation::email),
            (invitation::expires_at, invitation::used_at, invitation::ended_at),
            (tie::id, tie::name, tie::ended_at, tie::account_id).nullable(),
            child::given_name.nullable(),
            (staff::id, staff::name, staff::ended_at).nullable(),
        ))
        .first(conn)
        .optional()?;
    let Some((invitation, (At(expires_at), used, ended), tie, child, person)) = row else { return Ok(None) };
    let (Key(id), kind, Key(ward), facility, email) = invitation;
    let kind = InvitationKind::from_key(&kind).ok_or_else(Failure::not_found)?;
    let (invited, name, is_past) = match (kind, tie, person) {
        (InvitationKind::Guardian, Some((Key(tie), name, ended, joined)), _) => {
            (Invited::Guardian(tie), name, ended.is_some() || joined.is_some())
        }
        (InvitationKind::Family, Some((Key(tie), name, ended, joined)), _) => {
            (Invited::Family(tie), name, ended.is_some() || joined.is_some())
        }
        (InvitationKind::Staff, _, Some((Key(staff), name, ended))) => (Invited::Staff(staff), name, ended.is_some()),
        _ => return Ok(None),
    };
    let view = InvitationView {
        kind,
        from: sender_of(conn, ward, facility.map(|Key(facility)| facility))?,
        name,
        child: child.unwrap_or_default(),
        email: email.unwrap_or_default(),
    };
    Ok(Some(Invitation { id, invited, view, expires_at, is_over: is_past || used.is_some() || ended.is_some() }))
}

/// The name of the invited person.
pub fn name_of(conn: &mut Conn, invited: Invited) -> Result<String, Failure> {
    Ok(match invited {
        Invited::Guardian(id) | Invited::Family(id) => tie::table.find(Key(id)).select(tie::name).first(conn)?,
        Invited::Staff(id) => staff::table.find(Key(id)).select(staff::name).first(conn)?,
    })
}

/// Ties an account to what an invitation is for. A guardian joins for all their children at once.
pub fn accept(conn: &mut Conn, invitation: &Invitation, account: AccountId, now: Moment) -> Result<(), Failure> {
    let used = diesel::update(invitation::table.find(Key(invitation.id)))
        .filter(invitation::used_at.is_null().and(invitation::ended_at.is_null()))
        .set(invitation::used_at.eq(Some(At(now))))
        .execute(conn)?;
    if used == 0 {
        return Err(Failure::of(Code::Expired));
    }
    let account = Some(Key(account));
    match invitation.invited {
        Invited::Guardian(id) => {
            let guardian: Option<Key<GuardianId>> = tie::table.find(Key(id)).select(tie::guardian_id).first(conn)?;
            let theirs = tie::table.filter(tie::guardian_id.eq(guardian).and(tie::ended_at.is_null()));
            diesel::update(theirs).set(tie::account_id.eq(account)).execute(conn)?;
        }
        Invited::Family(id) => {
            diesel::update(tie::table.find(Key(id))).set(tie::account_id.eq(account)).execute(conn)?;
        }
        Invited::Staff(id) => {
            diesel::update(staff::table.find(Key(id))).set(staff::account_id.eq(account)).execute(conn)?;
        }
    }
    Ok(())
}
