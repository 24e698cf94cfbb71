//! A child's classes: that of the latest fiscal year that has begun stands with the child, the others beside.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use hidamari_domain::id::{ChildId, ClassId, FacilityId};
use hidamari_domain::time::FiscalYear;

use crate::db::Conn;
use crate::db::schema::{child, class, class_of_year};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// Children in one question.
const AT_ONCE: usize = 1_000;

/// A child's classes by fiscal year.
pub type Years = BTreeMap<i32, ClassId>;

/// The class that stands with the child in `year`.
pub fn present(years: &Years, year: FiscalYear) -> Option<ClassId> {
    years.range(..=year.0).next_back().map(|(_, class)| *class)
}

/// Sets a child's classes in place of those it had; all that are known must be told.
pub fn set(conn: &mut Conn, of: ChildId, years: &Years, year: FiscalYear) -> Result<(), Failure> {
    let with_child = present(years, year);
    diesel::update(child::table.find(Key(of))).set(child::class_id.eq(with_child.map(Key))).execute(conn)?;
    diesel::delete(class_of_year::table.filter(class_of_year::child_id.eq(Key(of)))).execute(conn)?;
    for (its_year, class) in beside(years, with_child) {
        diesel::insert_into(class_of_year::table)
            .values((
                class_of_year::child_id.eq(Key(of)),
                class_of_year::fiscal_year.eq(its_year),
                class_of_year::class_id.eq(Key(class)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The classes that do not stand with the child.
pub fn beside(years: &Years, with_child: Option<ClassId>) -> impl Iterator<Item = (i32, ClassId)> + '_ {
    years.iter().map(|(year, class)| (*year, *class)).filter(move |(_, class)| Some(*class) != with_child)
}

/// The classes of some children.
pub fn of_children(conn: &mut Conn, children: &[ChildId]) -> Result<HashMap<ChildId, Years>, Failure> {
    let with: Vec<(Key<ChildId>, i32, Key<ClassId>)> = child::table
        .inner_join(class::table)
        .filter(child::id.eq_any(keys(children)))
        .select((child::id, class::fiscal_year, class::id))
        .load(conn)?;
    let beside: Vec<(Key<ChildId>, i32, Key<ClassId>)> = class_of_year::table
        .filter(class_of_year::child_id.eq_any(keys(children)))
        .select((class_of_year::child_id, class_of_year::fiscal_year, class_of_year::class_id))
        .load(conn)?;
    let mut years: HashMap<ChildId, Years> = HashMap::new();
    for (Key(of), year, Key(class)) in beside.into_iter().chain(with) {
        years.entry(of).or_default().insert(year, class);
    }
    Ok(years)
}

/// A child whose class of the fiscal year that has begun is not yet theirs.
#[derive(Clone, Copy, Debug)]
pub struct Promotion {
    /// The child.
    pub child: ChildId,
    /// The facility.
    pub facility: FacilityId,
}

/// Who moves up in the fiscal year that has begun.
pub fn promotions(conn: &mut Conn, year: FiscalYear) -> Result<Vec<Promotion>, Failure> {
    let now_in: Vec<(Key<ChildId>, Key<FacilityId>, Option<i32>)> = child::table
        .inner_join(class_of_year::table)
        .left_join(class::table)
        .filter(class_of_year::fiscal_year.eq(year.0))
        .select((child::id, child::facility_id, class::fiscal_year.nullable()))
        .load(conn)?;
    Ok(now_in
        .into_iter()
        .filter(|(_, _, present)| present.is_none_or(|present| present < year.0))
        .map(|(Key(child), Key(facility), _)| Promotion { child, facility })
        .collect())
}

/// Moves children up.
pub fn promote(conn: &mut Conn, all: &[Promotion], year: FiscalYear) -> Result<(), Failure> {
    for some in all.chunks(AT_ONCE) {
        let ids: Vec<ChildId> = some.iter().map(|each| each.child).collect();
        for (child, years) in of_children(conn, &ids)? {
            set(conn, child, &years, year)?;
        }
    }
    Ok(())
}
