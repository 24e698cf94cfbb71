use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use diesel::dsl::auto_type;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, NewDay, NewWeek, Planned, Week};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::PlanDays;

use super::rules::{RULES, RulesRow, rules_of};
use super::{full_name, unknown};
use crate::db::schema::{attendance_rules, child, facility, plan_day, plan_week};
use crate::db::types::Key;
use crate::db::{Conn, insert_few};
use crate::failure::Failure;

/// What is planned of a day, as it is kept: the day of its own, and the week.
pub type PlanRow = (Option<String>, Option<String>);

/// The row of a day that differs from its week.
#[auto_type(no_type_alias)]
pub fn is_of_day(day: NaiveDate) -> _ {
    plan_day::child_id.eq(child::id).and(plan_day::day.eq(day))
}

/// The version of the week that holds on a day.
#[auto_type(no_type_alias)]
pub fn is_in_week(day: NaiveDate) -> _ {
    plan_week::child_id
        .eq(child::id)
        .and(plan_week::valid_from.le(day))
        .and(plan_week::ended_on.is_null().or(plan_week::ended_on.gt(day)))
}

/// What the rows say of a day.
pub fn planned_of((own, week): PlanRow, day: NaiveDate) -> Result<Planned, Failure> {
    let own = own.as_deref().map(planned_day).transpose()?;
    let week = week.as_deref().map(week_of).transpose()?;
    Ok(Planned::of(own, week.as_ref(), day))
}

/// A day as it is kept.
pub fn planned_day(kept: &str) -> Result<Planned, Failure> {
    kept.parse().map_err(|()| unknown("planned day", kept))
}

fn week_of(kept: &str) -> Result<Week, Failure> {
    kept.parse().map_err(|()| unknown("planned week", kept))
}

/// What a child's days are planned within.
pub struct Frame {
    /// 氏名.
    pub name: String,
    /// When the facility opens, and when it closes.
    pub hours: (NaiveTime, NaiveTime),
    /// The facility's rules.
    pub rules: AttendanceRules,
}

/// What a child's days are planned within.
pub fn frame(conn: &mut Conn, permit: &Permit<PlanDays>) -> Result<Frame, Failure> {
    let (family, given, hours, rules): (String, String, _, Option<RulesRow>) = child::table
        .inner_join(facility::table)
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(child::facility_id)))
        .filter(child::id.eq(Key(*permit.subject())))
        .select((child::family_name, child::given_name, (facility::opens, facility::closes), RULES.nullable()))
        .first(conn)?;
    Ok(Frame { name: full_name(&family, &given), hours, rules: rules_of(rules)? })
}

/// A version of a week as it is kept: its first day, the first day of the next version, the week.
pub type WeekRow = (NaiveDate, Option<NaiveDate>, String);

/// The versions of a child's week.
#[derive(Default)]
pub struct Weeks(Vec<(NaiveDate, Option<NaiveDate>, Week)>);

impl Weeks {
    /// The week that holds on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Week> {
        let holds = |(from, end, _): &&(_, Option<_>, _)| *from <= day && end.is_none_or(|end| day < end);
        self.0.iter().find(holds).map(|(_, _, week)| week)
    }

    /// The newest of them.
    pub fn newest(&self) -> Option<&Week> {
        self.0.iter().max_by_key(|(from, ..)| *from).map(|(_, _, week)| week)
    }

    /// Takes a version in.
    pub fn add(&mut self, (from, end, week): WeekRow) -> Result<(), Failure> {
        self.0.push((from, end, week_of(&week)?));
        Ok(())
    }
}

/// The versions that hold on a day or later.
pub fn weeks(conn: &mut Conn, permit: &Permit<PlanDays>, day: NaiveDate) -> Result<Weeks, Failure> {
    let rows: Vec<WeekRow> = plan_week::table
        .filter(plan_week::child_id.eq(Key(*permit.subject())))
        .filter(plan_week::ended_on.is_null().or(plan_week::ended_on.gt(day)))
        .select((plan_week::valid_from, plan_week::ended_on, plan_week::week))
        .load(conn)?;
    let mut weeks = Weeks::default();
    rows.into_iter().try_for_each(|row| weeks.add(row))?;
    Ok(weeks)
}

/// The days of its own that a child has, from one day to another.
pub fn own_plans(
    conn: &mut Conn,
    permit: &Permit<PlanDays>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<BTreeMap<NaiveDate, Planned>, Failure> {
    let rows: Vec<(NaiveDate, String)> = plan_day::table
        .filter(plan_day::child_id.eq(Key(*permit.subject())).and(plan_day::day.between(first, last)))
        .select((plan_day::day, plan_day::planned))
        .load(conn)?;
    rows.into_iter().map(|(day, planned)| Ok((day, planned_day(&planned)?))).collect()
}

/// Adds a version of the week: it takes the place of those that would begin on its first day or later, and ends the one
/// before it.
pub fn add_week(conn: &mut Conn, permit: &Permit<PlanDays>, new: &NewWeek) -> Result<(), Failure> {
    let child = Key(*permit.subject());
    diesel::delete(plan_week::table)
        .filter(plan_week::child_id.eq(child).and(plan_week::valid_from.ge(new.valid_from)))
        .execute(conn)?;
    diesel::update(plan_week::table)
        .filter(plan_week::child_id.eq(child))
        .filter(plan_week::ended_on.is_null().or(plan_week::ended_on.gt(new.valid_from)))
        .set(plan_week::ended_on.eq(Some(new.valid_from)))
        .execute(conn)?;
    diesel::insert_into(plan_week::table)
        .values((
            plan_week::child_id.eq(child),
            plan_week::valid_from.eq(new.valid_from),
            plan_week::ended_on.eq(None::<NaiveDate>),
            plan_week::week.eq(new.week.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sets days that differ from the week, or takes them away. Each day once.
pub fn set_days(conn: &mut Conn, permit: &Permit<PlanDays>, days: &[NewDay]) -> Result<(), Failure> {
    let child = Key(*permit.subject());
    let all: Vec<NaiveDate> = days.iter().map(|new| new.day).collect();
    diesel::delete(plan_day::table)
        .filter(plan_day::child_id.eq(child).and(plan_day::day.eq_any(all)))
        .execute(conn)?;
    let own = days.iter().filter(|new| new.planned != Planned::Unknown);
    let row = |new: &NewDay| {
        (plan_day::child_id.eq(child), plan_day::day.eq(new.day), plan_day::planned.eq(new.planned.to_string()))
    };
    insert_few!(conn, plan_day::table, own.map(row).collect());
    Ok(())
}
