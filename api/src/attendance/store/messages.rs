use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, Planned};
use hidamari_domain::id::{CauseId, ChildId, MarkId, QuestionId, ReportId};
use hidamari_domain::time::Moment;

use super::has_nothing_recorded;
use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use crate::db::Conn;
use crate::db::schema::{attendance_rules, child, child_day, mark, plan_day, plan_week, question, report};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;

/// A mark as families are told of it.
pub struct ToldMark {
    /// The mark.
    pub cause: CauseId,
    /// The child's given name.
    pub given_name: String,
    /// When it happened.
    pub at: Moment,
}

/// Those of the marks that decide a day.
pub fn told_marks(conn: &mut Conn, causes: &[CauseId], day: NaiveDate) -> Result<Vec<ToldMark>, Failure> {
    let ids: Vec<MarkId> = causes.iter().map(|cause| MarkId(cause.0)).collect();
    let rows: Vec<(Key<MarkId>, String, At)> = mark::table
        .inner_join(child::table)
        .inner_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(mark::day))))
        .filter(mark::id.eq_any(keys(&ids)).and(mark::day.eq(day)))
        .filter(child_day::last_mark.eq(mark::id.nullable()))
        .select((mark::id, child::given_name, mark::happened_at))
        .load(conn)?;
    let told = |(Key(id), given_name, At(at)): (Key<MarkId>, _, _)| ToldMark { cause: CauseId(id.0), given_name, at };
    Ok(rows.into_iter().map(told).collect())
}

/// A child whose guardians were asked, and of whom nothing is recorded still.
pub struct Asked {
    /// The question.
    pub question: CauseId,
    /// The child.
    pub child: ChildId,
    /// The facility's rules.
    pub rules: AttendanceRules,
    /// What is planned of the day.
    pub planned: Planned,
}

type AskedRow = ((Key<QuestionId>, Key<ChildId>), Option<RulesRow>, PlanRow);

/// Those of the questions of a day about whose children nothing is recorded still.
pub fn asked(conn: &mut Conn, causes: &[CauseId], day: NaiveDate) -> Result<Vec<Asked>, Failure> {
    let ids: Vec<QuestionId> = causes.iter().map(|cause| QuestionId(cause.0)).collect();
    let rows: Vec<AskedRow> = question::table
        .inner_join(child::table)
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(child::facility_id)))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(question::id.eq_any(keys(&ids)).and(question::day.eq(day)))
        .filter(has_nothing_recorded())
        .select((
            (question::id, child::id),
            RULES.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .load(conn)?;
    let asked = |((Key(id), Key(child)), rules, plan): AskedRow| {
        Ok(Asked { question: CauseId(id.0), child, rules: rules_of(rules)?, planned: planned_of(plan, day)? })
    };
    rows.into_iter().map(asked).collect()
}

/// Those of the reports that hold and that the nursery has taken note of.
pub fn accepted(conn: &mut Conn, causes: &[CauseId]) -> Result<Vec<CauseId>, Failure> {
    let ids: Vec<ReportId> = causes.iter().map(|cause| ReportId(cause.0)).collect();
    let rows: Vec<Key<ReportId>> = report::table
        .filter(report::id.eq_any(keys(&ids)).and(report::ended_at.is_null()).and(report::accepted_at.is_not_null()))
        .select(report::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|Key(id)| CauseId(id.0)).collect())
}
