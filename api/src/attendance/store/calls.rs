use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari_domain::attendance::{AttendanceRules, Call, CallResult, Contact, NewCall, Planned};
use hidamari_domain::id::{CallId, ChildId, ClassId, FacilityId};
use hidamari_domain::policy::action::{ReadCallList, ReadOverview, RecordCall};
use hidamari_domain::policy::{Action, Permit};
use hidamari_domain::time::Moment;

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{Recorder, full_name, is_enrolled, is_waiting, unknown};
use crate::db::Conn;
use crate::db::schema::{
    account, attendance_rules, call, child, child_day, class, device, facility, guardian, plan_day, plan_week, staff,
    tie,
};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;

/// A child of whom nothing is recorded.
pub struct Waiting {
    /// The child.
    pub child: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The class's name.
    pub class_name: String,
    /// What is planned of the day.
    pub planned: Planned,
}

type WaitingRow = (Key<ChildId>, String, String, String, String, String, Option<String>, PlanRow);

/// The facility's rules.
pub fn facility_rules<A: Action<Subject = FacilityId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
) -> Result<AttendanceRules, Failure> {
    let rules: Option<RulesRow> = facility::table
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(facility::id)))
        .filter(facility::id.eq(Key(*permit.subject())))
        .select(RULES.nullable())
        .first(conn)?;
    rules_of(rules)
}

/// The children of the facility of whom nothing is recorded on a day, youngest class first, by kana.
pub fn waiting(conn: &mut Conn, permit: &Permit<ReadCallList>, day: NaiveDate) -> Result<Vec<Waiting>, Failure> {
    let mut rows: Vec<((i32, i32), WaitingRow)> = child::table
        .inner_join(class::table.on(class::id.nullable().eq(child::class_id)))
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(child::facility_id.eq(Key(*permit.subject())).and(is_enrolled(day)))
        .select((
            (class::age_from, class::age_to),
            (
                child::id,
                child::family_name,
                child::given_name,
                child::family_kana,
                child::given_kana,
                class::name,
                child_day::standing.nullable(),
                (plan_day::planned.nullable(), plan_week::week.nullable()),
            ),
        ))
        .load(conn)?;
    rows.retain(|(_, row)| is_waiting(row.6.as_deref()));
    // Here rather than in SQL: the databases' collations differ.
    rows.sort_unstable_by(|(age, a), (other, b)| (age, &a.5, &a.3, &a.4, a.0).cmp(&(other, &b.5, &b.3, &b.4, b.0)));
    let waiting = |(_, row): (_, WaitingRow)| {
        let (Key(child), family, given, family_kana, given_kana, class_name, _, plan) = row;
        Ok(Waiting {
            child,
            name: full_name(&family, &given),
            kana: full_name(&family_kana, &given_kana),
            class_name,
            planned: planned_of(plan, day)?,
        })
    };
    rows.into_iter().map(waiting).collect()
}

/// The children's guardians in calling order with their numbers.
pub fn contacts<A: Action>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    children: &[ChildId],
) -> Result<HashMap<ChildId, Vec<Contact>>, Failure> {
    let rows: Vec<(Key<ChildId>, String, String, String)> = tie::table
        .inner_join(guardian::table)
        .filter(tie::child_id.eq_any(keys(children)))
        .filter(tie::kind.eq("guardian").and(tie::ended_at.is_null()))
        .order((tie::calling_order, tie::id))
        .select((tie::child_id, guardian::name, tie::relation, guardian::phones))
        .load(conn)?;
    let mut all: HashMap<ChildId, Vec<Contact>> = HashMap::new();
    for (Key(child), name, relation, phones) in rows {
        let phones = phones.split_whitespace().map(str::to_owned).collect();
        all.entry(child).or_default().push(Contact { name, relation, phones });
    }
    Ok(all)
}

type CallRow = ((Key<CallId>, Key<ChildId>, String, String, At), (Option<String>, Option<String>, Option<String>));

/// The calls about the children's day, the newest first.
pub fn calls<A: Action>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    children: &[ChildId],
    day: NaiveDate,
) -> Result<HashMap<ChildId, Vec<Call>>, Failure> {
    let rows: Vec<CallRow> = call::table
        .left_join(staff::table.on(staff::id.nullable().eq(call::staff_id)))
        .left_join(account::table.on(account::id.nullable().eq(call::account_id)))
        .left_join(device::table.on(device::id.nullable().eq(call::device_id)))
        .filter(call::child_id.eq_any(keys(children)).and(call::day.eq(day)))
        .order((call::at.desc(), call::id.desc()))
        .select((
            (call::id, call::child_id, call::called, call::result, call::at),
            (staff::name.nullable(), account::name.nullable(), device::name.nullable()),
        ))
        .load(conn)?;
    let mut all: HashMap<ChildId, Vec<Call>> = HashMap::new();
    for ((Key(id), Key(child), called, result, At(at)), (staff, account, device)) in rows {
        let result = CallResult::from_key(&result).ok_or_else(|| unknown("result of a call", &result))?;
        let by = staff.or(account).or(device).unwrap_or_default();
        all.entry(child).or_default().push(Call { id, called, result, by, at });
    }
    Ok(all)
}

/// Logs a call.
///
/// # Errors
/// `Conflict` when there is a call of its id already.
pub fn log_call(
    conn: &mut Conn,
    permit: &Permit<RecordCall>,
    new: &NewCall,
    recorder: &Recorder,
    (day, now): (NaiveDate, Moment),
) -> Result<(), Failure> {
    diesel::insert_into(call::table)
        .values((
            call::id.eq(Key(new.id)),
            call::child_id.eq(Key(*permit.subject())),
            call::day.eq(day),
            call::called.eq(new.called.as_ref().to_owned()),
            call::result.eq(new.result.key()),
            call::at.eq(At(now)),
            call::account_id.eq(recorder.account.map(Key)),
            call::device_id.eq(recorder.device.map(Key)),
            call::staff_id.eq(recorder.person.map(Key)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A child of whom nothing is recorded, but somebody has called.
pub struct Called {
    /// The child.
    pub child: ChildId,
    /// The child's class.
    pub class: ClassId,
    /// What is planned of the day.
    pub planned: Planned,
}

type CalledRow = (Key<ChildId>, Option<Key<ClassId>>, Option<String>, PlanRow);

/// The children of the facilities of whom nothing is recorded on a day, but somebody has called.
pub fn called(
    conn: &mut Conn,
    _permit: &Permit<ReadOverview>,
    facilities: &[FacilityId],
    day: NaiveDate,
) -> Result<Vec<Called>, Failure> {
    let rows: Vec<CalledRow> = child::table
        .inner_join(call::table)
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(call::day.eq(day).and(child::facility_id.eq_any(keys(facilities))).and(is_enrolled(day)))
        .select((
            child::id,
            child::class_id,
            child_day::standing.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .distinct()
        .load(conn)?;
    let called = |(Key(child), class, _, plan): CalledRow| {
        let Some(Key(class)) = class else { return Ok(None) };
        Ok(Some(Called { child, class, planned: planned_of(plan, day)? }))
    };
    rows.into_iter().filter(|row| is_waiting(row.2.as_deref())).filter_map(|row| called(row).transpose()).collect()
}
