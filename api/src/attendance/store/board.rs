use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, BoardChild, Planned, Sibling};
use hidamari_domain::id::{ChildId, ClassId, HouseholdId};
use hidamari_domain::policy::{Action, Permit};

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{DayRow, day_of, full_name, is_enrolled};
use crate::db::Conn;
use crate::db::schema::{attendance_rules, child, child_day, class, plan_day, plan_week};
use crate::db::types::Key;
use crate::failure::Failure;

/// The class's name, and its facility's rules.
pub fn class<A: Action<Subject = ClassId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
) -> Result<(String, AttendanceRules), Failure> {
    let (name, rules): (String, Option<RulesRow>) = class::table
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(class::facility_id)))
        .filter(class::id.eq(Key(*permit.subject())))
        .select((class::name, RULES.nullable()))
        .first(conn)?;
    Ok((name, rules_of(rules)?))
}

type TileRow =
    (Key<ChildId>, Key<HouseholdId>, String, String, String, String, Option<String>, Option<DayRow>, PlanRow);

/// The class's children with their states and plans on a day, by kana; without cut-offs, siblings and reports yet.
pub fn tiles<A: Action<Subject = ClassId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    day: NaiveDate,
) -> Result<Vec<(BoardChild, Planned)>, Failure> {
    let mut rows: Vec<TileRow> = child::table
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(child::class_id.eq(Key(*permit.subject())))
        .filter(is_enrolled(day))
        .select((
            child::id,
            child::household_id,
            child::family_name,
            child::given_name,
            child::family_kana,
            child::given_kana,
            child::caution,
            (child_day::standing, child_day::since, child_day::arrived_at, child_day::last_mark).nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .load(conn)?;
    // Here rather than in SQL: the databases' collations differ.
    rows.sort_unstable_by(|a, b| (&a.4, &a.5, a.0).cmp(&(&b.4, &b.5, b.0)));
    rows.into_iter().map(|row| tile(row, day)).collect()
}

fn tile(
    (Key(id), Key(household), family, given, family_kana, given_kana, caution, row, plan): TileRow,
    day: NaiveDate,
) -> Result<(BoardChild, Planned), Failure> {
    let (state, last_mark) = day_of(row)?;
    let planned = planned_of(plan, day)?;
    let tile = BoardChild {
        id,
        name: full_name(&family, &given),
        kana: full_name(&family_kana, &given_kana),
        household,
        siblings: Vec::new(),
        caution: caution.unwrap_or_default(),
        hours: planned.hours(),
        cutoff: None,
        state,
        last_mark,
        reports: Vec::new(),
    };
    Ok((tile, planned))
}

type SiblingRow = (Key<ChildId>, Key<ChildId>, String, Option<String>);

/// Brothers and sisters of the class's children in the same facility, eldest first.
pub fn siblings<A: Action<Subject = ClassId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    day: NaiveDate,
) -> Result<HashMap<ChildId, Vec<Sibling>>, Failure> {
    let own = diesel::alias!(child as own);
    let same_home = child::household_id
        .eq(own.field(child::household_id))
        .and(child::facility_id.eq(own.field(child::facility_id)))
        .and(child::id.ne(own.field(child::id)));
    let rows: Vec<SiblingRow> = own
        .inner_join(child::table.on(same_home))
        .left_join(class::table.on(class::id.nullable().eq(child::class_id)))
        .filter(own.field(child::class_id).eq(Key(*permit.subject())))
        .filter(is_enrolled(day))
        .order((child::birth_date, child::id))
        .select((own.field(child::id), child::id, child::given_name, class::name.nullable()))
        .load(conn)?;
    let mut all: HashMap<ChildId, Vec<Sibling>> = HashMap::new();
    for (Key(of), Key(id), name, class_name) in rows {
        all.entry(of).or_default().push(Sibling { id, name, class_name: class_name.unwrap_or_default() });
    }
    Ok(all)
}
