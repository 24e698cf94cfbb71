use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, OwnChild, OwnDay, Planned, Standing};
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::policy::action::{ReadOwnChildDay, ReadOwnChildren};
use hidamari_domain::policy::{Permit, Place};

use super::on_the_way::{OnTheWay, on_the_way};
use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{DayRow, day_of, full_name};
use crate::clock::Clock;
use crate::db::Conn;
use crate::db::schema::{attendance_rules, child, child_day, class, facility, plan_day, plan_week};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

type OwnRow = (
    Key<ChildId>,
    (String, String, String, String),
    (Key<FacilityId>, String, Option<String>),
    Option<String>,
    Option<DayRow>,
    Option<RulesRow>,
    PlanRow,
);

/// The children at these places who have not left, eldest first, with their facilities' rules and what is
/// planned; what one may do, the day's cut-off and what is reported are not known here.
pub fn own_children(
    conn: &mut Conn,
    permit: &Permit<ReadOwnChildren>,
    places: &HashMap<ChildId, Place>,
    day: NaiveDate,
) -> Result<Vec<(OwnChild, AttendanceRules, Planned)>, Failure> {
    let ids: Vec<ChildId> =
        places.iter().filter(|(_, place)| permit.includes(place)).map(|(child, _)| *child).collect();
    let rows: Vec<OwnRow> = child::table
        .inner_join(facility::table)
        .left_join(class::table)
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(child::facility_id)))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(child::id.eq_any(keys(&ids)))
        .filter(child::left_on.is_null().or(child::left_on.ge(day)))
        .order((child::birth_date, child::id))
        .select((
            child::id,
            (child::family_name, child::given_name, child::family_kana, child::given_kana),
            (facility::id, facility::name, facility::phone),
            class::name.nullable(),
            (child_day::standing, child_day::since, child_day::arrived_at, child_day::last_mark).nullable(),
            RULES.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(Key(id), name, (Key(facility), facility_name, phone), class_name, row, rules, plan)| {
            let planned = planned_of(plan, day)?;
            let child = OwnChild {
                id,
                name: full_name(&name.0, &name.1),
                kana: full_name(&name.2, &name.3),
                facility,
                facility_name,
                facility_phone: phone.unwrap_or_default(),
                class_name: class_name.unwrap_or_default(),
                day,
                state: day_of(row)?.0,
                hours: planned.hours(),
                cutoff: None,
                late_at: None,
                brought: false,
                may_report: false,
                may_invite_family: false,
            };
            Ok((child, rules_of(rules)?, planned))
        })
        .collect()
}

/// What is reported on a day of those of the children at these places who may be on their way.
pub fn own_on_the_way(
    conn: &mut Conn,
    permit: &Permit<ReadOwnChildren>,
    places: &HashMap<ChildId, Place>,
    day: NaiveDate,
    clock: &Clock,
) -> Result<HashMap<ChildId, OnTheWay>, Failure> {
    let ids: Vec<ChildId> =
        places.iter().filter(|(_, place)| permit.includes(place)).map(|(child, _)| *child).collect();
    on_the_way(conn, &ids, day, clock)
}

/// The days with a state, newest first.
pub fn own_days(
    conn: &mut Conn,
    permit: &Permit<ReadOwnChildDay>,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<OwnDay>, Failure> {
    let rows: Vec<(NaiveDate, DayRow)> = child_day::table
        .filter(child_day::child_id.eq(Key(*permit.subject())).and(child_day::day.between(from, until)))
        .filter(child_day::standing.ne(Standing::Expected.key()))
        .order(child_day::day.desc())
        .select((child_day::day, (child_day::standing, child_day::since, child_day::arrived_at, child_day::last_mark)))
        .load(conn)?;
    rows.into_iter().map(|(day, row)| Ok(OwnDay { day, state: day_of(Some(row))?.0 })).collect()
}
