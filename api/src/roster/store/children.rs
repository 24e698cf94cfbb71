use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Text;
use hidamari_domain::id::{ChildId, ClassId, FacilityId, HouseholdId, MunicipalityId};
use hidamari_domain::policy::action::{ListChildren, ManageChild, ReadChild};
use hidamari_domain::policy::{ActionKey, Permit, Target, allows};
use hidamari_domain::roster::{
    Certification, CertifiedHours, ChildForm, ChildLine, ChildPage, ChildRecord, ChildrenQuery, NewChild, Sex,
};
use hidamari_domain::time::{FiscalYear, Moment};

use super::columns::ChildColumns;
use super::lines::{LineRow, line_columns, lines};
use super::years::{self, Years};
use super::{Roster, guardians, has_not_left};
use crate::access;
use crate::db::schema::{child, class, household};
use crate::db::types::{At, Key};
use crate::db::{Conn, MultiBackend};
use crate::failure::Failure;
use crate::roster::search::Search;

/// Children on a page.
const PAGE: usize = 100;

diesel::define_sql_function! {
    /// In lower case.
    fn lower(text: Text) -> Text;
}

/// A page of a facility's children by kana. Four queries.
pub fn list(
    conn: &mut Conn,
    permit: &Permit<ListChildren>,
    query: &ChildrenQuery,
    today: NaiveDate,
) -> Result<ChildPage, Failure> {
    let found = || {
        let all = child::table.left_join(class::table).filter(child::facility_id.eq(Key(*permit.subject())));
        let mut found = all.filter(has_not_left(today)).into_boxed::<MultiBackend>();
        if let Some(class) = query.class {
            found = found.filter(child::class_id.eq(Key(class)));
        }
        if let Some(typed) = &query.search {
            let search = Search::of(typed.as_ref());
            let part = |text: &str| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
            let (kana, name) =
                (child::family_kana.concat(child::given_kana), child::family_name.concat(child::given_name));
            found = found.filter(
                (lower(kana).like(part(&search.katakana)).escape('\\'))
                    .or(lower(name).like(part(&search.plain)).escape('\\'))
                    .or(lower(class::name).like(part(&search.plain)).escape('\\'))
                    .or(lower(class::name).like(part(&search.katakana)).escape('\\'))
                    .or(lower(class::name).like(part(&search.hiragana)).escape('\\')),
            );
        }
        found
    };
    let total: i64 = found().count().get_result(conn)?;
    let mut page = found();
    if let Some(after) = query.after {
        let last: Option<(String, String)> = child::table
            .find(Key(after))
            .filter(child::facility_id.eq(Key(*permit.subject())))
            .select((child::family_kana, child::given_kana))
            .first(conn)
            .optional()?;
        let (family, given) = last.ok_or_else(|| Failure::field("after", "unknown"))?;
        page =
            page.filter(child::family_kana.gt(family.clone()).or(child::family_kana.eq(family).and(
                child::given_kana.gt(given.clone()).or(child::given_kana.eq(given).and(child::id.gt(Key(after)))),
            )));
    }
    let mut rows: Vec<LineRow> = page
        .order((child::family_kana, child::given_kana, child::id))
        .limit(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .select(line_columns())
        .load(conn)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(ChildPage { children: lines(conn, rows)?, total: u32::try_from(total).unwrap_or(u32::MAX), more })
}

type RecordRow = (
    (Key<FacilityId>, Key<HouseholdId>, Option<Key<ClassId>>, Option<String>),
    (String, String, String, String),
    (NaiveDate, NaiveDate, Option<NaiveDate>),
    (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>),
);

/// A child's record as it stands now.
pub fn record(conn: &mut Conn, permit: &Permit<ReadChild>, today: NaiveDate) -> Result<ChildRecord, Failure> {
    let id = *permit.subject();
    let (place, (family_name, given_name, family_kana, given_kana), days, told): RecordRow = child::table
        .left_join(class::table)
        .filter(child::id.eq(Key(id)))
        .select((
            (child::facility_id, child::household_id, child::class_id, class::name.nullable()),
            (child::family_name, child::given_name, child::family_kana, child::given_kana),
            (child::birth_date, child::enrolled_on, child::left_on),
            (child::caution, child::external_id, child::sex, child::certification, child::certified_hours),
        ))
        .first(conn)?;
    let (Key(facility), Key(household), class, class_name) = place;
    let (birth_date, enrolled_on, left_on) = days;
    let (caution, external_id, sex, certification, certified_hours) = told;
    let unkept = |_| Failure::Fault(format!("the child {id} is kept with a name that is none"));
    let form = ChildForm {
        family_name: family_name.try_into().map_err(unkept)?,
        given_name: given_name.try_into().map_err(unkept)?,
        family_kana: family_kana.try_into().map_err(unkept)?,
        given_kana: given_kana.try_into().map_err(unkept)?,
        birth_date,
        class: class.map(|Key(class)| class),
        enrolled_on,
        caution: caution.and_then(|text| text.try_into().ok()),
        sex: sex.as_deref().and_then(Sex::from_key),
        certification: certification.as_deref().and_then(Certification::from_key),
        certified_hours: certified_hours.as_deref().and_then(CertifiedHours::from_key),
        external_id: external_id.and_then(|text| text.try_into().ok()),
    };
    Ok(ChildRecord {
        id,
        facility,
        household,
        form,
        class_name: class_name.unwrap_or_default(),
        left_on,
        guardians: guardians::of_child(conn, permit)?,
        siblings: siblings(conn, permit, household, today)?,
    })
}

/// The children of a household whom the reader may read, without the child itself. Three queries or four.
fn siblings(
    conn: &mut Conn,
    permit: &Permit<ReadChild>,
    household: HouseholdId,
    today: NaiveDate,
) -> Result<Vec<ChildLine>, Failure> {
    let rows: Vec<LineRow> = child::table
        .left_join(class::table)
        .filter(child::household_id.eq(Key(household)).and(child::id.ne(Key(*permit.subject()))))
        .filter(has_not_left(today))
        .order((child::birth_date, child::id))
        .select(line_columns())
        .load(conn)?;
    let targets: Vec<Target> = rows.iter().map(|(Key(id), ..)| Target::Child(*id)).collect();
    let places = access::places(conn, &targets, today)?;
    let may_read = |id: ChildId| {
        let place = places.iter().find(|place| place.child == Some(id));
        place.is_some_and(|place| allows(permit.actor(), ActionKey::ReadChild, Some(place)))
    };
    let rows = rows.into_iter().filter(|(Key(id), ..)| may_read(*id)).collect();
    lines(conn, rows)
}

/// The class a form names with its fiscal year, if it is one that the child can be in: of the facility, and of this
/// fiscal year or that of the first day, or the one the child is in.
pub fn class_of_form(
    conn: &mut Conn,
    facility: FacilityId,
    form: &ChildForm,
    before: Option<ClassId>,
    today: NaiveDate,
) -> Result<Option<(i32, ClassId)>, Failure> {
    let Some(named) = form.class else { return Ok(None) };
    let year: Option<i32> = class::table
        .find(Key(named))
        .filter(class::facility_id.eq(Key(facility)))
        .select(class::fiscal_year)
        .first(conn)
        .optional()?;
    let fits = |year: &i32| [today, form.enrolled_on].iter().any(|day| FiscalYear::of(*day).0 == *year);
    year.filter(|year| fits(year) || before == Some(named))
        .map(|year| Some((year, named)))
        .ok_or_else(|| Failure::field("class", "unknown"))
}

/// What is decided before a child is enrolled.
pub struct Enrolment<'a> {
    /// The child.
    pub new: &'a NewChild,
    /// The class with its fiscal year.
    pub class: Option<(i32, ClassId)>,
    /// This fiscal year.
    pub year: FiscalYear,
    /// Now.
    pub now: Moment,
}

/// Enrols a child, in a new household or that of a child of the facility.
pub fn enrol(conn: &mut Conn, roster: &Roster, enrolment: &Enrolment<'_>) -> Result<(), Failure> {
    let new = enrolment.new;
    set_household(conn, roster, new.household, enrolment.now)?;
    diesel::insert_into(child::table)
        .values((
            child::id.eq(Key(new.id)),
            child::municipality_id.eq(Key(roster.municipality())),
            child::facility_id.eq(Key(roster.facility())),
            child::household_id.eq(Key(new.household)),
            child::created_at.eq(At(enrolment.now)),
            ChildColumns::of_form(&new.form),
        ))
        .execute(conn)?;
    let classes: Years = enrolment.class.into_iter().collect();
    years::set(conn, new.id, &classes, enrolment.year)
}

fn set_household(conn: &mut Conn, roster: &Roster, id: HouseholdId, now: Moment) -> Result<(), Failure> {
    let of: Option<Key<MunicipalityId>> =
        household::table.find(Key(id)).select(household::municipality_id).first(conn).optional()?;
    if of.is_none() {
        diesel::insert_into(household::table)
            .values((
                household::id.eq(Key(id)),
                household::municipality_id.eq(Key(roster.municipality())),
                household::created_at.eq(At(now)),
            ))
            .execute(conn)?;
        return Ok(());
    }
    let here = child::table.filter(child::household_id.eq(Key(id)).and(child::facility_id.eq(Key(roster.facility()))));
    let is_known: bool = diesel::select(diesel::dsl::exists(here)).get_result(conn)?;
    if of == Some(Key(roster.municipality())) && is_known {
        Ok(())
    } else {
        Err(Failure::field("household", "unknown"))
    }
}

/// Changes a child's record and class.
pub fn change(
    conn: &mut Conn,
    permit: &Permit<ManageChild>,
    form: &ChildForm,
    today: NaiveDate,
) -> Result<(), Failure> {
    let id = *permit.subject();
    let (Key(facility), before, left_on): (Key<FacilityId>, Option<Key<ClassId>>, Option<NaiveDate>) =
        child::table.find(Key(id)).select((child::facility_id, child::class_id, child::left_on)).first(conn)?;
    if left_on.is_some_and(|left| left < form.enrolled_on) {
        return Err(Failure::field("enrolled_on", "order"));
    }
    let before = before.map(|Key(class)| class);
    let class = class_of_form(conn, facility, form, before, today)?;
    diesel::update(child::table.find(Key(id))).set(ChildColumns::of_form(form)).execute(conn)?;
    if before != form.class {
        let mut classes = years::of_children(conn, &[id])?.remove(&id).unwrap_or_default();
        match class {
            Some((year, class)) => {
                classes.insert(year, class);
            }
            None => classes.retain(|year, _| *year > FiscalYear::of(today).0),
        }
        years::set(conn, id, &classes, FiscalYear::of(today))?;
    }
    Ok(())
}

/// Notes a child's last day.
pub fn leave(conn: &mut Conn, permit: &Permit<ManageChild>, last_day: NaiveDate) -> Result<(), Failure> {
    let left = diesel::update(child::table.find(Key(*permit.subject())))
        .filter(child::enrolled_on.le(last_day))
        .set(child::left_on.eq(Some(last_day)))
        .execute(conn)?;
    if left == 1 { Ok(()) } else { Err(Failure::field("last_day", "order")) }
}
