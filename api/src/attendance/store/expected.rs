use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{Planned, ReportKind};
use hidamari_domain::id::{ChildId, ClassId};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ReadExpected;
use hidamari_domain::time::FiscalYear;

use super::plan::{Weeks, planned_day};
use crate::db::Conn;
use crate::db::schema::{child, class, plan_day, plan_week, report};
use crate::db::types::Key;
use crate::failure::Failure;

/// A child as far as it is expected.
#[derive(Default)]
pub struct Enrolled {
    /// The class.
    pub class: Option<ClassId>,
    /// Enrolled from then on,
    pub from: NaiveDate,
    /// and until then.
    pub until: Option<NaiveDate>,
    /// The versions of the week.
    pub weeks: Weeks,
    /// The days of its own.
    pub days: HashMap<NaiveDate, Planned>,
    /// The days reported absent.
    pub absent: Vec<NaiveDate>,
}

impl Enrolled {
    /// What is planned of a day; who is not enrolled or reported absent does not come.
    pub fn planned(&self, day: NaiveDate) -> Planned {
        let is_enrolled = self.from <= day && self.until.is_none_or(|until| day <= until);
        if !is_enrolled || self.absent.contains(&day) {
            return Planned::Off;
        }
        Planned::of(self.days.get(&day).copied(), self.weeks.on(day), day)
    }
}

/// The facility's classes of a day's fiscal year, youngest first.
pub fn classes_of(
    conn: &mut Conn,
    permit: &Permit<ReadExpected>,
    day: NaiveDate,
) -> Result<Vec<(ClassId, String)>, Failure> {
    let rows: Vec<(Key<ClassId>, String)> = class::table
        .filter(class::facility_id.eq(Key(*permit.subject())).and(class::fiscal_year.eq(FiscalYear::of(day).0)))
        .order((class::age_from, class::age_to, class::name, class::id))
        .select((class::id, class::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

/// The facility's children with what they are expected by, from one day to another.
pub fn enrolled(
    conn: &mut Conn,
    permit: &Permit<ReadExpected>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Enrolled>, Failure> {
    let of_facility = || child::facility_id.eq(Key(*permit.subject()));
    let rows: Vec<(Key<ChildId>, Option<Key<ClassId>>, NaiveDate, Option<NaiveDate>)> = child::table
        .filter(of_facility().and(child::enrolled_on.le(last)))
        .filter(child::left_on.is_null().or(child::left_on.ge(first)))
        .select((child::id, child::class_id, child::enrolled_on, child::left_on))
        .load(conn)?;
    let weeks: Vec<(Key<ChildId>, NaiveDate, Option<NaiveDate>, String)> = plan_week::table
        .inner_join(child::table.on(child::id.eq(plan_week::child_id)))
        .filter(of_facility().and(plan_week::valid_from.le(last)))
        .filter(plan_week::ended_on.is_null().or(plan_week::ended_on.gt(first)))
        .select((plan_week::child_id, plan_week::valid_from, plan_week::ended_on, plan_week::week))
        .load(conn)?;
    let days: Vec<(Key<ChildId>, NaiveDate, String)> = plan_day::table
        .inner_join(child::table.on(child::id.eq(plan_day::child_id)))
        .filter(of_facility().and(plan_day::day.between(first, last)))
        .select((plan_day::child_id, plan_day::day, plan_day::planned))
        .load(conn)?;
    let absent: Vec<(Key<ChildId>, NaiveDate)> = report::table
        .inner_join(child::table)
        .filter(of_facility().and(report::day.between(first, last)).and(report::ended_at.is_null()))
        .filter(report::kind.eq(ReportKind::Absent.key()))
        .select((report::child_id, report::day))
        .load(conn)?;

    let enrolled = |(Key(child), class, from, until): (_, Option<Key<_>>, _, _)| {
        (child, Enrolled { class: class.map(|Key(class)| class), from, until, ..Enrolled::default() })
    };
    let mut all: HashMap<ChildId, Enrolled> = rows.into_iter().map(enrolled).collect();
    for (Key(child), from, end, week) in weeks {
        if let Some(child) = all.get_mut(&child) {
            child.weeks.add((from, end, week))?;
        }
    }
    for (Key(child), day, planned) in days {
        if let Some(child) = all.get_mut(&child) {
            child.days.insert(day, planned_day(&planned)?);
        }
    }
    for (Key(child), day) in absent {
        if let Some(child) = all.get_mut(&child) {
            child.absent.push(day);
        }
    }
    Ok(all.into_values().collect())
}
