use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, Planned};
use hidamari_domain::id::{ChildId, FacilityId, QuestionId};
use hidamari_domain::time::Moment;

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{has_nothing_recorded, is_enrolled};
use crate::db::schema::{attendance_rules, child, child_day, facility, plan_day, plan_week, question};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, directly};
use crate::failure::Failure;

/// A child of whom nothing is recorded.
pub struct Missing {
    /// The child.
    pub child: ChildId,
    /// The facility's rules.
    pub rules: AttendanceRules,
    /// What is planned of the day.
    pub planned: Planned,
}

/// The rules of the facilities that are open at a time of a day and whose cut-off has passed.
fn past_cutoff(conn: &mut Conn, time: NaiveTime) -> Result<HashMap<FacilityId, AttendanceRules>, Failure> {
    let rows: Vec<(Key<FacilityId>, Option<RulesRow>)> = facility::table
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(facility::id)))
        .filter(facility::opens.le(time).and(facility::closes.ge(time)))
        .select((facility::id, RULES.nullable()))
        .load(conn)?;
    let mut passed = HashMap::new();
    for (Key(facility), rules) in rows {
        let rules = rules_of(rules)?;
        if rules.cutoff <= time {
            passed.insert(facility, rules);
        }
    }
    Ok(passed)
}

type MissingRow = (Key<ChildId>, Key<FacilityId>, PlanRow);

/// The children in classes of facilities that are open at a time of a day, of whom nothing is recorded. Before a
/// facility's cut-off nobody is looked for.
pub fn missing(conn: &mut Conn, day: NaiveDate, time: NaiveTime) -> Result<Vec<Missing>, Failure> {
    let rules = past_cutoff(conn, time)?;
    let facilities: Vec<FacilityId> = rules.keys().copied().collect();
    let rows: Vec<MissingRow> = child::table
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(child::facility_id.eq_any(keys(&facilities)).and(child::class_id.is_not_null()))
        .filter(is_enrolled(day).and(has_nothing_recorded()))
        .select((child::id, child::facility_id, (plan_day::planned.nullable(), plan_week::week.nullable())))
        .load(conn)?;
    let missing = |(Key(child), Key(facility), plan): MissingRow| {
        let Some(rules) = rules.get(&facility).cloned() else { return Ok(None) };
        Ok(Some(Missing { child, rules, planned: planned_of(plan, day)? }))
    };
    rows.into_iter().filter_map(|row| missing(row).transpose()).collect()
}

/// What was asked on a day: of which child, and since when it was unconfirmed then.
pub fn asked_on(conn: &mut Conn, day: NaiveDate) -> Result<HashSet<(ChildId, Moment)>, Failure> {
    let rows: Vec<(Key<ChildId>, At)> =
        question::table.filter(question::day.eq(day)).select((question::child_id, question::since)).load(conn)?;
    Ok(rows.into_iter().map(|(Key(child), At(since))| (child, since)).collect())
}

/// A question to the guardians of a child.
#[derive(Clone, Copy, Debug)]
pub struct NewQuestion {
    /// The question.
    pub id: QuestionId,
    /// The child.
    pub child: ChildId,
    /// Since when it is unconfirmed.
    pub since: Moment,
}

/// Writes questions down; gives those that nobody else has asked before.
pub fn insert_questions(
    conn: &mut Conn,
    new: &[NewQuestion],
    day: NaiveDate,
    now: Moment,
) -> Result<Vec<NewQuestion>, Failure> {
    let row = |new: &NewQuestion| {
        (
            question::child_id.eq(Key(new.child)),
            question::since.eq(At(new.since)),
            question::day.eq(day),
            question::id.eq(Key(new.id)),
            question::asked_at.eq(At(now)),
        )
    };
    let rows: Vec<_> = new.iter().map(row).collect();
    let insert = diesel::insert_into(question::table).values(rows).on_conflict_do_nothing();
    directly!(conn, |conn| insert.execute(conn))?;
    let ids: Vec<QuestionId> = new.iter().map(|new| new.id).collect();
    let kept: Vec<Key<QuestionId>> =
        question::table.filter(question::id.eq_any(keys(&ids))).select(question::id).load(conn)?;
    Ok(new.iter().filter(|new| kept.contains(&Key(new.id))).copied().collect())
}
