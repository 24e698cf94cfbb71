use diesel::prelude::*;

use crate::db::schema::{child, guardian, household, plan_week, tie};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_all};
use crate::demo::Calendar;
use crate::demo::ward::Ward;
use crate::failure::Failure;

/// Households, children, guardians and ties.
pub fn insert(conn: &mut Conn, ward: &Ward, calendar: &Calendar) -> Result<(), Failure> {
    let founded = At(calendar.founded);
    insert_all!(
        conn,
        household::table,
        ward.households.iter().map(|each| (
            household::id.eq(Key(each.id)),
            household::municipality_id.eq(Key(ward.id)),
            household::external_id.eq(Some(format!("S{:06}", each.number))),
            household::postcode.eq(Some(format!("000-{:04}", each.number % 10_000))),
            household::address.eq(Some(each.address.as_str())),
            household::phone.eq(None::<&str>),
            household::created_at.eq(founded),
        ))
    );
    let children = ward.households.iter().flat_map(|of| of.children.iter().map(move |each| (of, each)));
    insert_all!(
        conn,
        child::table,
        children.filter_map(|(of, each)| {
            let facility = ward.facilities.get(each.place.facility)?;
            let class = facility.classes.get(each.place.class)?;
            Some((
                child::id.eq(Key(each.id)),
                child::municipality_id.eq(Key(ward.id)),
                child::facility_id.eq(Key(facility.id)),
                child::class_id.eq(Some(Key(class.id))),
                child::household_id.eq(Key(of.id)),
                child::external_id.eq(Some(format!("E{:06}", each.number))),
                child::family_name.eq(each.called.family.0),
                child::given_name.eq(each.called.given.0),
                child::family_kana.eq(each.called.family.1),
                child::given_kana.eq(each.called.given.1),
                child::birth_date.eq(each.birth_date),
                child::caution.eq(each.caution),
                child::sex.eq(Some(each.sex.key())),
                child::certification.eq(Some(each.certification.key())),
                child::certified_hours.eq(Some(each.certified_hours.key())),
                child::enrolled_on.eq(each.enrolled_on),
                child::left_on.eq(None::<chrono::NaiveDate>),
                child::created_at.eq(founded),
            ))
        })
    );
    // In the first facility every child comes on every day and at every hour: nothing is planned there.
    let planned = ward.households.iter().flat_map(|of| &of.children).filter(|each| each.place.facility > 0);
    insert_all!(
        conn,
        plan_week::table,
        planned.map(|each| (
            plan_week::child_id.eq(Key(each.id)),
            plan_week::valid_from.eq(each.enrolled_on),
            plan_week::ended_on.eq(None::<chrono::NaiveDate>),
            plan_week::week.eq(each.week()),
        ))
    );
    insert_all!(
        conn,
        guardian::table,
        ward.households.iter().flat_map(|of| of.guardians.iter().map(move |each| (
            guardian::id.eq(Key(each.id)),
            guardian::municipality_id.eq(Key(ward.id)),
            guardian::household_id.eq(Key(of.id)),
            guardian::external_id.eq(Some(format!("H{:06}", each.number))),
            guardian::name.eq(each.name.as_str()),
            guardian::kana.eq(Some(each.kana.as_str())),
            guardian::email.eq(each.email.as_deref()),
            guardian::phones.eq(each.phones.as_str()),
            guardian::created_at.eq(founded),
        )))
    );
    let ties = ward.ties(calendar);
    insert_all!(
        conn,
        tie::table,
        ties.iter().map(|each| (
            tie::id.eq(Key(each.id)),
            tie::child_id.eq(Key(each.child)),
            tie::kind.eq(if each.guardian.is_some() { "guardian" } else { "family" }),
            tie::guardian_id.eq(each.guardian.map(Key)),
            tie::account_id.eq(each.account.map(Key)),
            tie::name.eq(each.name),
            tie::relation.eq(each.relation),
            tie::calling_order.eq(each.calling_order),
            tie::see_day.eq(each.rights.see_day),
            tie::see_record.eq(each.rights.see_record),
            tie::invite_family.eq(each.rights.invite_family),
            tie::created_at.eq(founded),
            tie::ended_at.eq(None::<At>),
            tie::invited_by.eq(each.invited_by.map(Key)),
        ))
    );
    Ok(())
}
