//! What an import writes.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::id::{AccountId, ChildId, ClassId, GuardianId, HouseholdId, TieId};
use hidamari_domain::time::{FiscalYear, Moment};

use super::Roster;
use super::columns::{ChildColumns, GuardianColumns, known};
use super::held::Held;
use super::years::{self, Years};
use crate::db::schema::{child, class, class_of_year, guardian, household, tie};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_all};
use crate::failure::Failure;
use crate::roster::import::plan::{TieWrite, Write, Writes};
use crate::roster::import::snapshot::Snapshot;
use crate::roster::import::values::{ClassValues, HouseholdValues, TieValues};

/// What an import writes, beside what was there, on a day.
pub struct Writing<'a> {
    /// What was there.
    pub before: &'a Snapshot,
    /// What to write.
    pub writes: &'a Writes,
    /// Today.
    pub today: NaiveDate,
    /// Now.
    pub now: Moment,
}

/// Writes all of it. Answers whose accounts see more or something else than before.
pub fn write(conn: &mut Conn, roster: &Roster, writing: &Writing<'_>) -> Result<Vec<AccountId>, Failure> {
    let writes = writing.writes;
    classes(conn, roster, &writes.classes)?;
    households(conn, roster, &writes.households, writing.now)?;
    children(conn, roster, writing)?;
    guardians(conn, roster, writing)?;
    ties(conn, writing)
}

fn classes(conn: &mut Conn, roster: &Roster, writes: &[Write<ClassId, ClassValues>]) -> Result<(), Failure> {
    for write in writes {
        let values = &write.values;
        let ages = known(values.ages)?;
        let columns = (
            class::external_id.eq(values.external_id.as_ref().map(AsRef::as_ref)),
            class::name.eq(known(values.name.as_ref())?.as_ref()),
            class::fiscal_year.eq(known(values.fiscal_year)?.0),
            class::age_from.eq(i32::from(ages.from)),
            class::age_to.eq(i32::from(ages.to)),
        );
        if write.new {
            let own = (class::id.eq(Key(write.id)), class::facility_id.eq(Key(roster.facility())));
            diesel::insert_into(class::table).values((own, columns)).execute(conn)?;
        } else {
            diesel::update(class::table.find(Key(write.id))).set(columns).execute(conn)?;
        }
    }
    Ok(())
}

fn households(
    conn: &mut Conn,
    roster: &Roster,
    writes: &[Write<HouseholdId, HouseholdValues>],
    now: Moment,
) -> Result<(), Failure> {
    let rows = writes.iter().filter(|write| write.new).map(|write| {
        (
            household::id.eq(Key(write.id)),
            household::municipality_id.eq(Key(roster.municipality())),
            household::external_id.eq(write.values.external_id.as_ref().map(AsRef::as_ref)),
            household::postcode.eq(write.values.postal_code.as_ref().map(AsRef::as_ref)),
            household::address.eq(write.values.address.as_ref().map(|address| address.0.as_ref())),
            household::phone.eq(write.values.phone.as_ref().map(AsRef::as_ref)),
            household::created_at.eq(At(now)),
        )
    });
    insert_all!(conn, household::table, rows);
    for write in writes.iter().filter(|write| !write.new) {
        let values = &write.values;
        diesel::update(household::table.find(Key(write.id)))
            .set((
                household::external_id.eq(values.external_id.as_ref().map(AsRef::as_ref)),
                household::postcode.eq(values.postal_code.as_ref().map(AsRef::as_ref)),
                household::address.eq(values.address.as_ref().map(|address| address.0.as_ref())),
                household::phone.eq(values.phone.as_ref().map(AsRef::as_ref)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn children(conn: &mut Conn, roster: &Roster, writing: &Writing<'_>) -> Result<(), Failure> {
    let year = FiscalYear::of(writing.today);
    let classes = placed(writing)?;
    let mut rows = Vec::new();
    let mut new = HashSet::new();
    for child in writing.writes.children.iter().filter(|child| child.write.new) {
        let with_child = classes.get(&child.write.id).and_then(|classes| years::present(classes, year));
        let columns = ChildColumns::of_values(&child.write.values)?;
        new.insert(child.write.id);
        rows.push((
            child::id.eq(Key(child.write.id)),
            child::municipality_id.eq(Key(roster.municipality())),
            child::facility_id.eq(Key(roster.facility())),
            child::class_id.eq(with_child.map(Key)),
            child::household_id.eq(Key(child.household)),
            child::external_id.eq(columns.external_id),
            child::family_name.eq(columns.family_name),
            child::given_name.eq(columns.given_name),
            child::family_kana.eq(columns.family_kana),
            child::given_kana.eq(columns.given_kana),
            child::birth_date.eq(columns.birth_date),
            child::caution.eq(columns.caution),
            child::sex.eq(columns.sex),
            child::certification.eq(columns.certification),
            child::certified_hours.eq(columns.certified_hours),
            child::enrolled_on.eq(columns.enrolled_on),
            child::left_on.eq(child.write.values.left_on),
            child::created_at.eq(At(writing.now)),
        ));
    }
    insert_all!(conn, child::table, rows);
    let beside = classes.iter().filter(|(child, _)| new.contains(child)).flat_map(|(child, classes)| {
        years::beside(classes, years::present(classes, year)).map(|(its_year, class)| {
            (
                class_of_year::child_id.eq(Key(*child)),
                class_of_year::fiscal_year.eq(its_year),
                class_of_year::class_id.eq(Key(class)),
            )
        })
    });
    insert_all!(conn, class_of_year::table, beside);
    for child in writing.writes.children.iter().filter(|child| !child.write.new) {
        diesel::update(child::table.find(Key(child.write.id)))
            .set((
                child::household_id.eq(Key(child.household)),
                child::left_on.eq(child.write.values.left_on),
                ChildColumns::of_values(&child.write.values)?,
            ))
            .execute(conn)?;
    }
    for (child, classes) in classes.iter().filter(|(child, _)| !new.contains(child)) {
        years::set(conn, *child, classes, year)?;
    }
    Ok(())
}

/// The classes of the children whose classes change, by fiscal year.
fn placed(writing: &Writing<'_>) -> Result<BTreeMap<ChildId, Years>, Failure> {
    let of_before = writing.before.classes.iter().map(|class| (class.id, class.values.fiscal_year));
    let of_writes = writing.writes.classes.iter().map(|class| (class.id, class.values.fiscal_year));
    let year_of: HashMap<ClassId, i32> =
        of_before.chain(of_writes).filter_map(|(class, year)| Some((class, year?.0))).collect();
    let before: HashMap<ChildId, &Vec<ClassId>> =
        writing.before.children.iter().map(|child| (child.id, &child.classes)).collect();
    let mut placed: BTreeMap<ChildId, Years> = BTreeMap::new();
    for placement in &writing.writes.placements {
        let years = placed.entry(placement.child).or_insert_with(|| {
            let classes = before.get(&placement.child).into_iter().flat_map(|classes| classes.iter());
            classes.filter_map(|class| Some((*year_of.get(class)?, *class))).collect()
        });
        years.insert(known(year_of.get(&placement.class).copied())?, placement.class);
    }
    Ok(placed)
}

fn guardians(conn: &mut Conn, roster: &Roster, writing: &Writing<'_>) -> Result<(), Failure> {
    let homes = homes_of_guardians(writing);
    let mut rows = Vec::new();
    for write in writing.writes.guardians.iter().filter(|write| write.new) {
        let columns = GuardianColumns::of_values(&write.values)?;
        rows.push((
            guardian::id.eq(Key(write.id)),
            guardian::municipality_id.eq(Key(roster.municipality())),
            guardian::household_id.eq(Key(known(homes.get(&write.id).copied())?)),
            guardian::external_id.eq(write.values.external_id.as_ref().map(AsRef::as_ref)),
            guardian::name.eq(columns.name),
            guardian::kana.eq(columns.kana),
            guardian::email.eq(columns.email),
            guardian::phones.eq(columns.phones),
            guardian::created_at.eq(At(writing.now)),
        ));
    }
    insert_all!(conn, guardian::table, rows);
    for write in writing.writes.guardians.iter().filter(|write| !write.new) {
        let external_id = write.values.external_id.as_ref().map(AsRef::as_ref);
        let columns = GuardianColumns::of_values(&write.values)?;
        diesel::update(guardian::table.find(Key(write.id)))
            .set((guardian::external_id.eq(external_id), columns))
            .execute(conn)?;
        diesel::update(tie::table.filter(tie::guardian_id.eq(Key(write.id)).and(tie::ended_at.is_null())))
            .set(tie::name.eq(known(write.values.name.as_ref())?.0.as_ref()))
            .execute(conn)?;
    }
    Ok(())
}

fn homes_of_children(writing: &Writing<'_>) -> HashMap<ChildId, HouseholdId> {
    let before = writing.before.children.iter().map(|child| (child.id, child.household));
    before.chain(writing.writes.children.iter().map(|child| (child.write.id, child.household))).collect()
}

/// The household of each guardian who is tied anew: that of the first child.
fn homes_of_guardians(writing: &Writing<'_>) -> HashMap<GuardianId, HouseholdId> {
    let of_child = homes_of_children(writing);
    let mut homes = HashMap::new();
    for tie in &writing.writes.ties {
        if let Some(home) = of_child.get(&tie.child) {
            homes.entry(tie.guardian).or_insert(*home);
        }
    }
    homes
}

fn ties(conn: &mut Conn, writing: &Writing<'_>) -> Result<Vec<AccountId>, Failure> {
    let of_before = writing.before.guardians.iter().map(|known| (known.id, &known.values));
    let of_writes = writing.writes.guardians.iter().map(|write| (write.id, &write.values));
    let names: HashMap<GuardianId, &str> =
        of_before.chain(of_writes).filter_map(|(id, values)| Some((id, values.name.as_ref()?.0.as_ref()))).collect();
    let (homes, held) = (homes_of_children(writing), held(conn, writing)?);
    let (mut rows, mut touched) = (Vec::new(), Vec::new());
    for TieWrite { write, child, guardian } in writing.writes.ties.iter().filter(|tie| tie.write.new) {
        let account = held.account(*guardian);
        let rights = held.limit(*guardian, known(homes.get(child).copied())?);
        touched.extend(account);
        rows.push((
            tie::id.eq(Key(write.id)),
            tie::child_id.eq(Key(*child)),
            tie::kind.eq("guardian"),
            tie::guardian_id.eq(Some(Key(*guardian))),
            tie::account_id.eq(account.map(Key)),
            tie::name.eq(known(names.get(guardian).copied())?),
            tie::relation.eq(known(write.values.relation.as_ref())?.as_ref()),
            tie::calling_order.eq(i32::from(known(write.values.calling_order)?.0)),
            tie::see_day.eq(rights.see_day),
            tie::see_record.eq(rights.see_record),
            tie::invite_family.eq(rights.invite_family),
            tie::created_at.eq(At(writing.now)),
        ));
    }
    insert_all!(conn, tie::table, rows);
    for TieWrite { write, .. } in writing.writes.ties.iter().filter(|tie| !tie.write.new) {
        set_tie(conn, write.id, write)?;
    }
    Ok(touched)
}

fn set_tie(conn: &mut Conn, id: TieId, write: &Write<TieId, TieValues>) -> Result<(), Failure> {
    diesel::update(tie::table.find(Key(id)))
        .set((
            tie::relation.eq(known(write.values.relation.as_ref())?.as_ref()),
            tie::calling_order.eq(i32::from(known(write.values.calling_order)?.0)),
        ))
        .execute(conn)?;
    Ok(())
}

/// What those guardians hold who are tied to one more child.
fn held(conn: &mut Conn, writing: &Writing<'_>) -> Result<Held, Failure> {
    let known: HashSet<GuardianId> = writing.before.guardians.iter().map(|guardian| guardian.id).collect();
    let tied = writing.writes.ties.iter().filter(|tie| tie.write.new).map(|tie| tie.guardian);
    let guardians: Vec<GuardianId> = tied.filter(|guardian| known.contains(guardian)).collect();
    Held::by(conn, &guardians)
}
