use diesel::prelude::*;
use hidamari_domain::id::{ClassId, FacilityId, MunicipalityId};
use hidamari_domain::organisation::{Class, ClassForm, Facility, FacilityForm, FacilityKind};
use hidamari_domain::policy::action::{ListFacilities, ManageFacility};
use hidamari_domain::policy::{Capabilities, Permit, Place};
use hidamari_domain::problem::Code;
use hidamari_domain::time::FiscalYear;
use hidamari_domain::value::{Name, Phone, Text};

use crate::db::Conn;
use crate::db::schema::{class, facility, municipality};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;
use crate::work::Work;

/// Adds a municipality.
///
/// # Errors
/// `Conflict` when one of that name exists.
pub fn add_municipality(work: &mut Work<'_>, id: MunicipalityId, name: &Name) -> Result<(), Failure> {
    let same = municipality::table.filter(municipality::name.eq(name.as_ref()));
    if diesel::select(diesel::dsl::exists(same)).get_result(work.conn)? {
        return Err(Failure::told("NAME", "taken", "同じ名前の自治体がすでにあります。"));
    }
    diesel::insert_into(municipality::table)
        .values((
            municipality::id.eq(Key(id)),
            municipality::name.eq(name.as_ref()),
            municipality::created_at.eq(At(work.now)),
        ))
        .execute(work.conn)?;
    Ok(())
}

/// The municipality of a name; without a name, the only one there is.
///
/// # Errors
/// A field error when there is none, or more than one to choose from.
pub fn municipality_named(work: &mut Work<'_>, name: Option<&str>) -> Result<MunicipalityId, Failure> {
    let all: Vec<(Key<MunicipalityId>, String)> =
        municipality::table.select((municipality::id, municipality::name)).load(work.conn)?;
    let mut found = all.iter().filter(|(_, its)| name.is_none_or(|name| name == its));
    match (found.next(), found.next()) {
        (Some((Key(id), _)), None) => Ok(*id),
        _ => {
            let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
            let sentence = format!("自治体を名前で指定してください（登録済み: {}）。", names.join("、"));
            Err(Failure::told("--municipality", "unknown", &sentence))
        }
    }
}

/// Adds a facility.
///
/// # Errors
/// A field error when the code is taken.
pub fn add_facility(
    work: &mut Work<'_>,
    municipality: MunicipalityId,
    id: FacilityId,
    form: &FacilityForm,
) -> Result<(), Failure> {
    diesel::insert_into(facility::table)
        .values((
            facility::id.eq(Key(id)),
            facility::municipality_id.eq(Key(municipality)),
            facility::created_at.eq(At(work.now)),
            columns(form),
        ))
        .execute(work.conn)
        .map_err(|error| taken(error.into(), "form.code"))?;
    Ok(())
}

/// What every statement that writes a facility sets.
fn columns(form: &FacilityForm) -> FacilityColumns<'_> {
    FacilityColumns {
        code: form.code.as_ref(),
        name: form.name.as_ref(),
        kind: form.kind.key(),
        opens: form.opens,
        closes: form.closes,
        address: form.address.as_ref().map(AsRef::as_ref),
        phone: form.phone.as_ref().map(AsRef::as_ref),
    }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = facility, treat_none_as_null = true)]
struct FacilityColumns<'a> {
    code: &'a str,
    name: &'a str,
    kind: &'a str,
    opens: chrono::NaiveTime,
    closes: chrono::NaiveTime,
    address: Option<&'a str>,
    phone: Option<&'a str>,
}

/// Changes a facility.
pub fn change(conn: &mut Conn, permit: &Permit<ManageFacility>, form: &FacilityForm) -> Result<(), Failure> {
    diesel::update(facility::table.find(Key(*permit.subject())))
        .set(columns(form))
        .execute(conn)
        .map_err(|error| taken(error.into(), "code"))?;
    Ok(())
}

fn taken(failure: Failure, field: &str) -> Failure {
    match failure {
        Failure::Refused(problem) if problem.code == Code::Conflict => Failure::field(field, "taken"),
        other => other,
    }
}

/// Adds a class.
pub fn add_class(
    conn: &mut Conn,
    permit: &Permit<ManageFacility>,
    id: ClassId,
    form: &ClassForm,
) -> Result<(), Failure> {
    diesel::insert_into(class::table)
        .values((
            class::id.eq(Key(id)),
            class::facility_id.eq(Key(*permit.subject())),
            class::name.eq(form.name.as_ref()),
            class::fiscal_year.eq(form.fiscal_year.0),
            class::age_from.eq(i32::from(form.age_from)),
            class::age_to.eq(i32::from(form.age_to)),
        ))
        .execute(conn)
        .map_err(|error| taken(error.into(), "form.name"))?;
    Ok(())
}

/// Changes a class.
pub fn change_class(
    conn: &mut Conn,
    permit: &Permit<ManageFacility>,
    id: ClassId,
    form: &ClassForm,
) -> Result<(), Failure> {
    let changed = diesel::update(class::table.find(Key(id)))
        .filter(class::facility_id.eq(Key(*permit.subject())))
        .set((
            class::name.eq(form.name.as_ref()),
            class::fiscal_year.eq(form.fiscal_year.0),
            class::age_from.eq(i32::from(form.age_from)),
            class::age_to.eq(i32::from(form.age_to)),
        ))
        .execute(conn)
        .map_err(|error| taken(error.into(), "name"))?;
    if changed == 1 { Ok(()) } else { Err(Failure::not_found()) }
}

type Row = (
    (Key<FacilityId>, Key<MunicipalityId>, String, String, String),
    (chrono::NaiveTime, chrono::NaiveTime, Option<String>, Option<String>),
);

/// The facilities within reach with their classes of a fiscal year, by name. Two queries.
pub fn within_reach(
    conn: &mut Conn,
    permit: &Permit<ListFacilities>,
    year: FiscalYear,
) -> Result<Vec<Facility>, Failure> {
    let actor = permit.actor();
    let mut wards: Vec<MunicipalityId> = actor.grants.iter().map(|grant| grant.municipality).collect();
    if let hidamari_domain::policy::Who::Device { municipality, .. } = actor.who {
        wards.push(municipality);
    }
    let rows: Vec<Row> = facility::table
        .filter(facility::municipality_id.eq_any(keys(&wards)))
        .order((facility::name, facility::id))
        .select(selection())
        .load(conn)?;
    let rows: Vec<Row> = rows.into_iter().filter(|row| permit.includes(&place_of(row))).collect();
    let ids: Vec<FacilityId> = rows.iter().map(|((Key(id), ..), _)| *id).collect();
    let mut classes = classes(conn, &ids, year)?;
    Ok(rows.into_iter().filter_map(|row| facility_of(row, &mut classes)).collect())
}

/// One facility as it stands now.
pub fn one(conn: &mut Conn, permit: &Permit<ManageFacility>, year: FiscalYear) -> Result<Facility, Failure> {
    let row: Row = facility::table.find(Key(*permit.subject())).select(selection()).first(conn)?;
    let mut classes = classes(conn, &[*permit.subject()], year)?;
    facility_of(row, &mut classes).ok_or_else(Failure::not_found)
}

#[diesel::dsl::auto_type]
fn selection() -> _ {
    (
        (facility::id, facility::municipality_id, facility::code, facility::name, facility::kind),
        (facility::opens, facility::closes, facility::address, facility::phone),
    )
}

const fn place_of(row: &Row) -> Place {
    let ((Key(id), Key(municipality), ..), _) = row;
    Place {
        municipality: *municipality,
        facility: Some(*id),
        class: None,
        child: None,
        capabilities: Capabilities::NONE,
    }
}

/// Classes of some facilities in a fiscal year, youngest first.
pub fn classes(
    conn: &mut Conn,
    facilities: &[FacilityId],
    year: FiscalYear,
) -> Result<Vec<(FacilityId, Class)>, Failure> {
    let rows: Vec<(Key<FacilityId>, Key<ClassId>, String, i32, i32)> = class::table
        .filter(class::facility_id.eq_any(keys(facilities)).and(class::fiscal_year.eq(year.0)))
        .order((class::age_from, class::age_to, class::name))
        .select((class::facility_id, class::id, class::name, class::age_from, class::age_to))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(Key(facility), Key(id), name, from, to)| {
            let (age_from, age_to) = (u8::try_from(from).ok()?, u8::try_from(to).ok()?);
            let form = ClassForm { name: Name::parse(&name).ok()?, fiscal_year: year, age_from, age_to };
            Some((facility, Class { id, form }))
        })
        .collect())
}

fn facility_of(row: Row, classes: &mut Vec<(FacilityId, Class)>) -> Option<Facility> {
    let ((Key(id), Key(municipality), code, name, kind), (opens, closes, address, phone)) = row;
    let form = FacilityForm {
        code: Text::parse(&code).ok()?,
        name: Name::parse(&name).ok()?,
        kind: FacilityKind::from_key(&kind)?,
        opens,
        closes,
        address: address.and_then(|address| Text::parse(&address).ok()),
        phone: phone.and_then(|phone| Phone::parse(&phone).ok()),
    };
    let own = classes.extract_if(.., |(of, _)| *of == id).map(|(_, class)| class).collect();
    Some(Facility { id, municipality, form, classes: own })
}
