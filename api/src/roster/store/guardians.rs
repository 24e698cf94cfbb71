use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{AccountId, ChildId, FacilityId, GuardianId, HouseholdId, MunicipalityId, TieId};
use hidamari_domain::policy::action::{InviteGuardians, ManageChild, ReadChild};
use hidamari_domain::policy::{Permit, Rights};
use hidamari_domain::roster::{Guardian, GuardianForm, GuardianLine, GuardiansQuery};
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Phone, Text};
use uuid::Uuid;

use super::columns::GuardianColumns;
use super::held::Held;
use super::{full_name, has_not_left};
use crate::db::schema::{child, class, guardian, invitation, tie};
use crate::db::types::{At, Key};
use crate::db::{Conn, MultiBackend};
use crate::failure::Failure;

type GuardianRow = (
    (Key<GuardianId>, String, Option<String>, String, Option<String>),
    (String, i32, Option<Key<AccountId>>),
    (bool, bool, bool),
);

/// A child's guardians in calling order, as staff see them.
pub fn of_child(conn: &mut Conn, permit: &Permit<ReadChild>) -> Result<Vec<Guardian>, Failure> {
    let rows: Vec<GuardianRow> = tie::table
        .inner_join(guardian::table)
        .filter(tie::child_id.eq(Key(*permit.subject())).and(tie::ended_at.is_null()))
        .order((tie::calling_order, tie::id))
        .select((
            (guardian::id, guardian::name, guardian::kana, guardian::phones, guardian::email),
            (tie::relation, tie::calling_order, tie::account_id),
            (tie::see_day, tie::see_record, tie::invite_family),
        ))
        .load(conn)?;
    rows.into_iter().map(guardian_of).collect()
}

fn guardian_of((known, (relation, order, account), rights): GuardianRow) -> Result<Guardian, Failure> {
    let (Key(id), name, kana, phones, email) = known;
    let (see_day, see_record, invite_family) = rights;
    let unkept = |_| Failure::Fault(format!("the guardian {id} is kept with a name or relation that is none"));
    let form = GuardianForm {
        name: name.try_into().map_err(unkept)?,
        kana: kana.and_then(|kana| kana.try_into().ok()),
        relation: Text::try_from(relation).map_err(unkept)?,
        phones: phones.split_whitespace().filter_map(|phone| Phone::parse(phone).ok()).collect(),
        email: email.and_then(|email| email.try_into().ok()),
        calling_order: u8::try_from(order).unwrap_or(9),
        rights: Rights { see_day, see_record, invite_family },
    };
    Ok(Guardian { id, form, joined: account.is_some() })
}

/// What setting a guardian came to.
pub enum Set {
    /// The tie holds now; whose accounts see something else by it.
    Tied(Vec<AccountId>),
    /// Someone of that id exists whom this facility does not know.
    Stranger,
}

/// Adds or changes a guardian of a child. One who exists must be known to the facility by another of its children, and
/// may no more of this one than of its siblings until that is changed.
pub fn set(conn: &mut Conn, of: ChildId, id: GuardianId, form: &GuardianForm, now: Moment) -> Result<Set, Failure> {
    let (Key(ward), Key(facility), Key(home)): (Key<MunicipalityId>, Key<FacilityId>, Key<HouseholdId>) = child::table
        .find(Key(of))
        .select((child::municipality_id, child::facility_id, child::household_id))
        .first(conn)?;
    let its_ward: Option<Key<MunicipalityId>> =
        guardian::table.find(Key(id)).select(guardian::municipality_id).first(conn).optional()?;
    let Some(Key(its_ward)) = its_ward else {
        diesel::insert_into(guardian::table)
            .values((
                guardian::id.eq(Key(id)),
                guardian::municipality_id.eq(Key(ward)),
                guardian::household_id.eq(Key(home)),
                guardian::created_at.eq(At(now)),
                GuardianColumns::of_form(form),
            ))
            .execute(conn)?;
        insert_tie(conn, of, id, form, None, now)?;
        return Ok(Set::Tied(Vec::new()));
    };
    let known_here = tie::table
        .inner_join(child::table)
        .filter(tie::guardian_id.eq(Key(id)).and(child::facility_id.eq(Key(facility))));
    let is_known: bool = diesel::select(diesel::dsl::exists(known_here)).get_result(conn)?;
    if its_ward != ward || !is_known {
        return Ok(Set::Stranger);
    }
    diesel::update(guardian::table.find(Key(id))).set(GuardianColumns::of_form(form)).execute(conn)?;
    let held = Held::by(conn, &[id])?;
    let tied: Option<Key<TieId>> = tie::table
        .filter(tie::guardian_id.eq(Key(id)).and(tie::child_id.eq(Key(of))).and(tie::ended_at.is_null()))
        .select(tie::id)
        .first(conn)
        .optional()?;
    let mut touched: Vec<AccountId> = held.account(id).into_iter().collect();
    if let Some(tied) = tied {
        let (order, rights) = (i32::from(form.calling_order), form.rights);
        diesel::update(tie::table.find(tied))
            .set((
                tie::relation.eq(form.relation.as_ref()),
                tie::calling_order.eq(order),
                tie::see_day.eq(rights.see_day),
                tie::see_record.eq(rights.see_record),
                tie::invite_family.eq(rights.invite_family),
            ))
            .execute(conn)?;
        touched.extend(invited_by(conn, &[tied])?.into_iter().filter_map(|(_, account)| account).map(|Key(id)| id));
    } else {
        let form = GuardianForm { rights: form.rights.within(held.limit(id, home)), ..form.clone() };
        insert_tie(conn, of, id, &form, held.account(id), now)?;
    }
    diesel::update(tie::table.filter(tie::guardian_id.eq(Key(id)).and(tie::ended_at.is_null())))
        .set(tie::name.eq(form.name.as_ref()))
        .execute(conn)?;
    Ok(Set::Tied(touched))
}

type Tied = (Key<TieId>, Option<Key<AccountId>>);

/// The family members whom guardians invited by these ties.
fn invited_by(conn: &mut Conn, ties: &[Key<TieId>]) -> Result<Vec<Tied>, Failure> {
    let theirs = tie::invited_by.eq_any(ties.to_vec()).and(tie::ended_at.is_null());
    Ok(tie::table.filter(theirs).select((tie::id, tie::account_id)).load(conn)?)
}

fn insert_tie(
    conn: &mut Conn,
    of: ChildId,
    id: GuardianId,
    form: &GuardianForm,
    account: Option<AccountId>,
    now: Moment,
) -> Result<(), Failure> {
    diesel::insert_into(tie::table)
        .values((
            tie::id.eq(Key(TieId(Uuid::now_v7()))),
            tie::child_id.eq(Key(of)),
            tie::kind.eq("guardian"),
            tie::guardian_id.eq(Some(Key(id))),
            tie::account_id.eq(account.map(Key)),
            tie::name.eq(form.name.as_ref()),
            tie::relation.eq(form.relation.as_ref()),
            tie::calling_order.eq(i32::from(form.calling_order)),
            tie::see_day.eq(form.rights.see_day),
            tie::see_record.eq(form.rights.see_record),
            tie::invite_family.eq(form.rights.invite_family),
            tie::created_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a guardian's tie to the child, those of the family members whom they invited, and their invitations; answers
/// whose accounts these were. Nothing to end is no error.
pub fn remove(
    conn: &mut Conn,
    permit: &Permit<ManageChild>,
    id: GuardianId,
    now: Moment,
) -> Result<Vec<AccountId>, Failure> {
    let of = tie::child_id.eq(Key(*permit.subject())).and(tie::guardian_id.eq(Key(id)));
    let mut ties: Vec<Tied> =
        tie::table.filter(of.and(tie::ended_at.is_null())).select((tie::id, tie::account_id)).load(conn)?;
    let ids: Vec<Key<TieId>> = ties.iter().map(|(id, _)| *id).collect();
    ties.extend(invited_by(conn, &ids)?);
    let ids: Vec<Key<TieId>> = ties.iter().map(|(id, _)| *id).collect();
    diesel::update(tie::table.filter(tie::id.eq_any(ids.clone())))
        .set(tie::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    diesel::update(invitation::table.filter(invitation::tie_id.eq_any(ids).and(invitation::ended_at.is_null())))
        .set(invitation::ended_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(ties.into_iter().filter_map(|(_, account)| account).map(|Key(account)| account).collect())
}

type LineRow =
    ((Key<GuardianId>, Key<ChildId>), (String, String, Option<Key<AccountId>>), (String, String), Option<String>);

/// The guardians of a facility by class and child. One query.
pub fn list_guardians(
    conn: &mut Conn,
    permit: &Permit<InviteGuardians>,
    query: GuardiansQuery,
    today: NaiveDate,
) -> Result<Vec<GuardianLine>, Failure> {
    let mut found = tie::table
        .inner_join(guardian::table)
        .inner_join(child::table.left_join(class::table))
        .filter(child::facility_id.eq(Key(*permit.subject())).and(tie::ended_at.is_null()))
        .filter(has_not_left(today))
        .into_boxed::<MultiBackend>();
    if let Some(class) = query.class {
        found = found.filter(child::class_id.eq(Key(class)));
    }
    let rows: Vec<LineRow> = found
        .order((
            (child::class_id.is_null(), class::age_from, class::age_to, class::name),
            (child::family_kana, child::given_kana, child::id),
            (tie::calling_order, tie::id),
        ))
        .select((
            (guardian::id, child::id),
            (guardian::name, tie::relation, tie::account_id),
            (child::family_name, child::given_name),
            class::name.nullable(),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|((Key(guardian), Key(child)), (guardian_name, relation, account), (family, given), class)| GuardianLine {
            guardian,
            child,
            guardian_name,
            relation,
            child_name: full_name(&family, &given),
            class_name: class.unwrap_or_default(),
            joined: account.is_some(),
        })
        .collect())
}
