use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, Planned, ReportKind};
use hidamari_domain::id::{ChildId, FacilityId, QuestionId};
use hidamari_domain::time::Moment;

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{is_enrolled, is_waiting};
use crate::clock::Clock;
use crate::db::schema::{attendance_rules, child, child_day, facility, plan_day, plan_week, question, report};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, directly};
use crate::failure::Failure;

/// When the children are due on a day who are reported late.
pub fn due(
    conn: &mut Conn,
    children: &[ChildId],
    day: NaiveDate,
    clock: &Clock,
) -> Result<HashMap<ChildId, Moment>, Failure> {
    let rows: Vec<(Key<ChildId>, Option<NaiveTime>)> = report::table
        .filter(report::child_id.eq_any(keys(children)).and(report::day.eq(day)))
        .filter(report::ended_at.is_null().and(report::kind.eq(ReportKind::Late.key())))
        .select((report::child_id, report::at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(Key(child), at)| Some((child, clock.moment(day, at?)))).collect())
}

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
    let all = rows.into_iter().map(|(Key(facility), rules)| Ok((facility, rules_of(rules)?)));
    let passed = |each: &Result<(FacilityId, AttendanceRules), Failure>| {
        each.as_ref().map_or(true, |(_, rules)| rules.cutoff <= time)
    };
    all.filter(passed).collect()
}

type MissingRow = (Key<ChildId>, Key<FacilityId>, Option<String>, PlanRow);

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
        .filter(is_enrolled(day))
        .select((
            child::id,
            child::facility_id,
            child_day::standing.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .load(conn)?;
    let missing = |(Key(child), Key(facility), _, plan): MissingRow| {
        let Some(rules) = rules.get(&facility).cloned() else { return Ok(None) };
        Ok(Some(Missing { child, rules, planned: planned_of(plan, day)? }))
    };
    rows.into_iter().filter(|row| is_waiting(row.2.as_deref())).filter_map(|row| missing(row).transpose()).collect()
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
