//! What a facility's roster holds, read in six queries.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{ChildId, ClassId, GuardianId, HouseholdId, TieId};
use hidamari_domain::roster::{Certification, CertifiedHours, Sex};
use hidamari_domain::time::FiscalYear;
use hidamari_domain::value::{Email, Kana, Phone, Text};

use super::Roster;
use crate::db::Conn;
use crate::db::schema::{child, class, class_of_year, guardian, household, tie};
use crate::db::types::{At, Key};
use crate::failure::Failure;
use crate::roster::import::snapshot::{Known, KnownChild, KnownTie, Snapshot};
use crate::roster::import::values::{
    Address, Ages, CallingOrder, ChildValues, ClassValues, GuardianValues, HouseholdValues, PersonKana, PersonName,
    Phones, PostalCode, TieValues,
};

/// The roster of the facility, those who have left and ties that have ended included.
pub fn snapshot(conn: &mut Conn, roster: &Roster) -> Result<Snapshot, Failure> {
    Ok(Snapshot {
        classes: classes(conn, roster)?,
        households: households(conn, roster)?,
        children: children(conn, roster)?,
        guardians: guardians(conn, roster)?,
        ties: ties(conn, roster)?,
    })
}

type ClassRow = (Key<ClassId>, Option<String>, String, i32, i32, i32);

fn classes(conn: &mut Conn, roster: &Roster) -> Result<Vec<Known<ClassId, ClassValues>>, Failure> {
    let rows: Vec<ClassRow> = class::table
        .filter(class::facility_id.eq(Key(roster.facility())))
        .order(class::id)
        .select((class::id, class::external_id, class::name, class::fiscal_year, class::age_from, class::age_to))
        .load(conn)?;
    let age = |age: i32| u8::try_from(age).ok();
    Ok(rows
        .into_iter()
        .map(|(Key(id), external_id, name, year, from, to)| Known {
            id,
            values: ClassValues {
                external_id: text(external_id),
                name: Text::try_from(name).ok(),
                fiscal_year: Some(FiscalYear(year)),
                ages: age(from).zip(age(to)).and_then(|(from, to)| Ages::new(from, to)),
            },
        })
        .collect())
}

type HouseholdRow = (Key<HouseholdId>, Option<String>, Option<String>, Option<String>, Option<String>);

fn households(conn: &mut Conn, roster: &Roster) -> Result<Vec<Known<HouseholdId, HouseholdValues>>, Failure> {
    let ours = child::table.filter(child::facility_id.eq(Key(roster.facility()))).select(child::household_id);
    let rows: Vec<HouseholdRow> = household::table
        .filter(household::id.eq_any(ours))
        .order(household::id)
        .select((household::id, household::external_id, household::postcode, household::address, household::phone))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(Key(id), external_id, postcode, address, phone)| Known {
            id,
            values: HouseholdValues {
                external_id: text(external_id),
                postal_code: postcode.and_then(|code| PostalCode::parse(&code)),
                address: text(address).map(Address),
                phone: phone.and_then(|phone| Phone::parse(&phone).ok()),
            },
        })
        .collect())
}

type ChildRow = (
    (Key<ChildId>, Key<HouseholdId>, Option<Key<ClassId>>, Option<String>),
    (String, String, String, String),
    (NaiveDate, NaiveDate, Option<NaiveDate>),
    (Option<String>, Option<String>, Option<String>, Option<String>),
);

fn children(conn: &mut Conn, roster: &Roster) -> Result<Vec<KnownChild>, Failure> {
    let rows: Vec<ChildRow> = child::table
        .filter(child::facility_id.eq(Key(roster.facility())))
        .order(child::id)
        .select((
            (child::id, child::household_id, child::class_id, child::external_id),
            (child::family_name, child::given_name, child::family_kana, child::given_kana),
            (child::birth_date, child::enrolled_on, child::left_on),
            (child::caution, child::sex, child::certification, child::certified_hours),
        ))
        .load(conn)?;
    let beside: Vec<(Key<ChildId>, Key<ClassId>)> = class_of_year::table
        .inner_join(child::table)
        .filter(child::facility_id.eq(Key(roster.facility())))
        .order((class_of_year::child_id, class_of_year::fiscal_year))
        .select((class_of_year::child_id, class_of_year::class_id))
        .load(conn)?;
    let mut other_years: HashMap<ChildId, Vec<ClassId>> = HashMap::new();
    for (Key(child), Key(class)) in beside {
        other_years.entry(child).or_default().push(class);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let Key(id) = row.0.0;
            child_of(row, other_years.remove(&id).unwrap_or_default())
        })
        .collect())
}

fn child_of((ids, names, days, told): ChildRow, mut classes: Vec<ClassId>) -> KnownChild {
    let (Key(id), Key(household), class, external_id) = ids;
    let (family_name, given_name, family_kana, given_kana) = names;
    let (birth_date, enrolled_on, left_on) = days;
    let (caution, sex, certification, certified_hours) = told;
    classes.extend(class.map(|Key(class)| class));
    let values = ChildValues {
        external_id: text(external_id),
        family_name: Text::try_from(family_name).ok(),
        given_name: Text::try_from(given_name).ok(),
        family_kana: Kana::try_from(family_kana).ok(),
        given_kana: Kana::try_from(given_kana).ok(),
        birth_date: Some(birth_date),
        sex: sex.as_deref().and_then(Sex::from_key),
        enrolled_on: Some(enrolled_on),
        left_on,
        certification: certification.as_deref().and_then(Certification::from_key),
        certified_hours: certified_hours.as_deref().and_then(CertifiedHours::from_key),
        caution: text(caution),
    };
    KnownChild { id, household, classes, values }
}

type GuardianRow = (Key<GuardianId>, Option<String>, String, Option<String>, Option<String>, String);

fn guardians(conn: &mut Conn, roster: &Roster) -> Result<Vec<Known<GuardianId, GuardianValues>>, Failure> {
    let ours = tie::table
        .inner_join(child::table)
        .filter(child::facility_id.eq(Key(roster.facility())))
        .select(tie::guardian_id);
    let rows: Vec<GuardianRow> = guardian::table
        .filter(guardian::id.nullable().eq_any(ours))
        .order(guardian::id)
        .select((
            guardian::id,
            guardian::external_id,
            guardian::name,
            guardian::kana,
            guardian::email,
            guardian::phones,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(Key(id), external_id, name, kana, email, phones)| {
            let phones = Phones::new(phones.split_whitespace().filter_map(|phone| Phone::parse(phone).ok()));
            let values = GuardianValues {
                external_id: text(external_id),
                name: Text::try_from(name).ok().map(PersonName),
                kana: kana.and_then(|kana| Kana::try_from(kana).ok()).map(PersonKana),
                email: email.and_then(|email| Email::try_from(email).ok()),
                phones: (!phones.numbers().is_empty()).then_some(phones),
            };
            Known { id, values }
        })
        .collect())
}

type TieRow = (Key<TieId>, Key<ChildId>, Option<Key<GuardianId>>, Option<At>, String, i32);

fn ties(conn: &mut Conn, roster: &Roster) -> Result<Vec<KnownTie>, Failure> {
    let rows: Vec<TieRow> = tie::table
        .inner_join(child::table)
        .filter(child::facility_id.eq(Key(roster.facility())))
        .order(tie::id)
        .select((tie::id, tie::child_id, tie::guardian_id, tie::ended_at, tie::relation, tie::calling_order))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(Key(id), Key(child), guardian, ended, relation, order)| {
            let Key(guardian) = guardian?;
            let calling_order = u8::try_from(order).ok().map(CallingOrder);
            let values = TieValues { relation: Text::try_from(relation).ok(), calling_order };
            Some(KnownTie { id, child, guardian, ended: ended.is_some(), values })
        })
        .collect())
}

fn text<const MAX: usize>(text: Option<String>) -> Option<Text<MAX>> {
    text.and_then(|text| text.try_into().ok())
}
