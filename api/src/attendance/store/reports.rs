use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use diesel::dsl::auto_type;
use diesel::prelude::*;
use hidamari_domain::attendance::{Announced, AttendanceRules, NewReport, Planned, Reason, Report, ReportKind};
use hidamari_domain::id::{AccountId, ChildId, ClassId, FacilityId, ReportId, TieId};
use hidamari_domain::policy::action::{AcceptReport, ReportDay};
use hidamari_domain::policy::{Action, Permit};
use hidamari_domain::time::Moment;

use super::plan::{PlanRow, is_in_week, is_of_day, planned_of};
use super::rules::{RULES, RulesRow, rules_of};
use super::{Recorder, is_enrolled, is_waiting, unknown};
use crate::clock::Clock;
use crate::db::schema::{account, attendance_rules, child, child_day, device, plan_day, plan_week, report, staff, tie};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, insert_few};
use crate::failure::Failure;

/// A report that holds, as far as another one may take its place.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// The report.
    pub id: ReportId,
    /// The child.
    pub child: ChildId,
    /// The day.
    pub day: NaiveDate,
    /// What is reported.
    pub kind: ReportKind,
}

/// The children's reports that hold, from one day to another.
pub fn open_reports<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Open>, Failure> {
    let rows: Vec<(Key<ReportId>, Key<ChildId>, NaiveDate, String)> = report::table
        .filter(report::child_id.eq_any(keys(permit.subject())).and(report::day.between(first, last)))
        .filter(report::ended_at.is_null())
        .order(report::id)
        .select((report::id, report::child_id, report::day, report::kind))
        .load(conn)?;
    let open = |(Key(id), Key(child), day, kind): (_, _, _, String)| Ok(Open { id, child, day, kind: kind_of(&kind)? });
    rows.into_iter().map(open).collect()
}

/// The ties by which an account may report, by child.
pub fn ties(
    conn: &mut Conn,
    permit: &Permit<ReportDay>,
    account: AccountId,
) -> Result<HashMap<ChildId, TieId>, Failure> {
    let rows: Vec<(Key<ChildId>, Key<TieId>)> = tie::table
        .filter(tie::child_id.eq_any(keys(permit.subject())).and(tie::account_id.eq(Key(account))))
        .filter(tie::kind.eq("guardian").and(tie::ended_at.is_null()))
        .select((tie::child_id, tie::id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(Key(child), Key(tie))| (child, tie)).collect())
}

/// The rules of the children's facilities.
pub fn rules_of_children<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    permit: &Permit<A>,
) -> Result<HashMap<ChildId, AttendanceRules>, Failure> {
    let rows: Vec<(Key<ChildId>, Option<RulesRow>)> = child::table
        .left_join(attendance_rules::table.on(attendance_rules::facility_id.eq(child::facility_id)))
        .filter(child::id.eq_any(keys(permit.subject())))
        .select((child::id, RULES.nullable()))
        .load(conn)?;
    rows.into_iter().map(|(Key(child), rules)| Ok((child, rules_of(rules)?))).collect()
}

/// From whom a report comes.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A guardian sent it.
    Guardian(TieId),
    /// Somebody of the nursery was told.
    Nursery(Recorder),
}

/// A report to be kept.
pub struct Sent<'a> {
    /// As it was sent.
    pub new: &'a NewReport,
    /// From whom.
    pub by: By,
    /// Whether it came after the cut-off.
    pub after_cutoff: bool,
}

/// Keeps new reports.
///
/// # Errors
/// `Conflict` when there is a report of one's id already.
pub fn insert<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    reports: &[Sent<'_>],
    now: Moment,
) -> Result<(), Failure> {
    let row = |&Sent { new, by, after_cutoff }: &Sent<'_>| {
        let (tie, nursery) = match by {
            By::Guardian(tie) => (Some(tie), None),
            By::Nursery(recorder) => (None, Some(recorder)),
        };
        (
            report::id.eq(Key(new.id)),
            report::child_id.eq(Key(new.child)),
            report::day.eq(new.day),
            report::kind.eq(new.kind.key()),
            report::reason.eq(new.reason.map(Reason::key)),
            report::at.eq(new.at),
            report::person.eq(new.person.as_ref().map(|name| name.as_ref().to_owned())),
            report::temperature.eq(new.temperature.map(i32::from)),
            report::note.eq(new.note.as_ref().map(|text| text.as_ref().to_owned())),
            report::after_cutoff.eq(after_cutoff),
            report::tie_id.eq(tie.map(Key)),
            report::account_id.eq(nursery.and_then(|by| by.account).map(Key)),
            report::device_id.eq(nursery.and_then(|by| by.device).map(Key)),
            report::staff_id.eq(nursery.and_then(|by| by.person).map(Key)),
            report::sent_at.eq(At(now)),
            report::accepted_at.eq(nursery.map(|_| At(now))),
            report::ended_at.eq(None::<At>),
        )
    };
    insert_few!(conn, report::table, reports.iter().map(row).collect());
    Ok(())
}

/// Ends reports: withdrawn, or replaced.
pub fn end<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    ended: &[ReportId],
    now: Moment,
) -> Result<(), Failure> {
    if !ended.is_empty() {
        diesel::update(report::table)
            .filter(report::id.eq_any(keys(ended)).and(report::child_id.eq_any(keys(permit.subject()))))
            .set(report::ended_at.eq(At(now)))
            .execute(conn)?;
    }
    Ok(())
}

/// A report of the child that holds.
///
/// # Errors
/// `NotFound` when there is none of this id.
pub fn open_report<A: Action<Subject = Vec<ChildId>>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    id: ReportId,
) -> Result<Open, Failure> {
    let (Key(child), day, kind): (Key<ChildId>, NaiveDate, String) = report::table
        .find(Key(id))
        .filter(report::child_id.eq_any(keys(permit.subject())).and(report::ended_at.is_null()))
        .select((report::child_id, report::day, report::kind))
        .first(conn)?;
    Ok(Open { id, child, day, kind: kind_of(&kind)? })
}

/// Takes note of a report; the first time counts, and gives who has sent it.
///
/// # Errors
/// `NotFound` when the child has no report of this id that holds.
pub fn accept(
    conn: &mut Conn,
    permit: &Permit<AcceptReport>,
    id: ReportId,
    now: Moment,
) -> Result<Option<AccountId>, Failure> {
    let (accepted, sender): (Option<At>, Option<Key<AccountId>>) = report::table
        .left_join(tie::table.on(tie::id.nullable().eq(report::tie_id)))
        .filter(report::id.eq(Key(id)))
        .filter(report::child_id.eq(Key(*permit.subject())).and(report::ended_at.is_null()))
        .select((report::accepted_at, tie::account_id.nullable()))
        .first(conn)?;
    if accepted.is_some() {
        return Ok(None);
    }
    diesel::update(report::table.find(Key(id))).set(report::accepted_at.eq(At(now))).execute(conn)?;
    Ok(sender.map(|Key(account)| account))
}

type ReportRow = (
    (Key<ReportId>, Key<ChildId>, NaiveDate, String, Option<String>, Option<NaiveTime>),
    (Option<String>, Option<i32>, Option<String>, bool),
    (Option<String>, Option<String>, Option<String>, Option<String>),
    (At, Option<At>),
);

#[auto_type]
fn with_sender() -> _ {
    report::table
        .left_join(tie::table.on(tie::id.nullable().eq(report::tie_id)))
        .left_join(staff::table.on(staff::id.nullable().eq(report::staff_id)))
        .left_join(account::table.on(account::id.nullable().eq(report::account_id)))
        .left_join(device::table.on(device::id.nullable().eq(report::device_id)))
        .filter(report::ended_at.is_null())
        .select((
            (report::id, report::child_id, report::day, report::kind, report::reason, report::at),
            (report::person, report::temperature, report::note, report::after_cutoff),
            (tie::name.nullable(), staff::name.nullable(), account::name.nullable(), device::name.nullable()),
            (report::sent_at, report::accepted_at),
        ))
}

/// The reports of some children that hold, from a day on, by day, as their guardians see them: not who has sent them.
pub fn reports_from<A: Action>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    children: &[ChildId],
    from: NaiveDate,
    clock: &Clock,
) -> Result<Vec<Report>, Failure> {
    let rows: Vec<ReportRow> = with_sender()
        .filter(report::child_id.eq_any(keys(children)).and(report::day.ge(from)))
        .order((report::day, report::id))
        .load(conn)?;
    rows.into_iter().map(|row| Ok(Report { by: String::new(), ..report_of(row, clock)? })).collect()
}

/// The reports of a child's day that hold, the newest first.
pub fn reports_of<A: Action<Subject = ChildId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    day: NaiveDate,
    clock: &Clock,
) -> Result<Vec<Report>, Failure> {
    let rows: Vec<ReportRow> = with_sender()
        .filter(report::child_id.eq(Key(*permit.subject())).and(report::day.eq(day)))
        .order(report::id.desc())
        .load(conn)?;
    rows.into_iter().map(|row| report_of(row, clock)).collect()
}

fn report_of((what, more, names, (At(sent_at), accepted_at)): ReportRow, clock: &Clock) -> Result<Report, Failure> {
    let (Key(id), Key(child), day, kind, reason, at) = what;
    let (person, temperature, note, after_cutoff) = more;
    let (guardian, staff, account, device) = names;
    let at_nursery = guardian.is_none();
    let reason = match reason {
        Some(key) => Some(Reason::from_key(&key).ok_or_else(|| unknown("reason", &key))?),
        None => None,
    };
    Ok(Report {
        id,
        child,
        day,
        kind: kind_of(&kind)?,
        reason,
        at: at.map(|at| clock.moment(day, at)),
        person: person.unwrap_or_default(),
        temperature: temperature.and_then(|tenths| u16::try_from(tenths).ok()),
        note: note.unwrap_or_default(),
        by: guardian.or(staff).or(account).or(device).unwrap_or_default(),
        at_nursery,
        sent_at,
        after_cutoff,
        accepted_at: accepted_at.map(|At(at)| at),
    })
}

fn kind_of(key: &str) -> Result<ReportKind, Failure> {
    ReportKind::from_key(key).ok_or_else(|| unknown("kind of report", key))
}

type AnnouncedRow = (Key<ChildId>, Key<ReportId>, String, Option<NaiveTime>, Option<At>);

/// What is reported of a class's children on a day.
pub fn announced<A: Action<Subject = ClassId>>(
    conn: &mut Conn,
    permit: &Permit<A>,
    day: NaiveDate,
    clock: &Clock,
) -> Result<HashMap<ChildId, Vec<Announced>>, Failure> {
    let rows: Vec<AnnouncedRow> = report::table
        .inner_join(child::table)
        .filter(child::class_id.eq(Key(*permit.subject())).and(report::day.eq(day)).and(report::ended_at.is_null()))
        .order(report::id)
        .select((report::child_id, report::id, report::kind, report::at, report::accepted_at))
        .load(conn)?;
    let mut all: HashMap<ChildId, Vec<Announced>> = HashMap::new();
    for (Key(child), Key(id), kind, at, accepted_at) in rows {
        let at = at.map(|at| clock.moment(day, at));
        let announced = Announced { id, kind: kind_of(&kind)?, at, accepted: accepted_at.is_some() };
        all.entry(child).or_default().push(announced);
    }
    Ok(all)
}

/// A report of today as far as counts depend on it.
pub struct Reported {
    /// The child.
    pub child: ChildId,
    /// The child's class.
    pub class: ClassId,
    /// When the child is due, if reported late and nothing is recorded yet.
    pub late: Option<Moment>,
    /// When a guardian answered that the child is at the nursery, if so.
    pub brought: Option<Moment>,
    /// What is planned of the day.
    pub planned: Planned,
    /// Whether nobody has taken note of it yet.
    pub is_new: bool,
}

type ReportedRow =
    (Key<ChildId>, Option<Key<ClassId>>, String, Option<NaiveTime>, (At, Option<At>), Option<String>, PlanRow);

/// What is reported of the children of the facilities on a day.
pub fn reported<A: Action>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    facilities: &[FacilityId],
    day: NaiveDate,
    clock: &Clock,
) -> Result<Vec<Reported>, Failure> {
    let rows: Vec<ReportedRow> = report::table
        .inner_join(child::table)
        .left_join(child_day::table.on(child_day::child_id.eq(child::id).and(child_day::day.eq(day))))
        .left_join(plan_day::table.on(is_of_day(day)))
        .left_join(plan_week::table.on(is_in_week(day)))
        .filter(report::day.eq(day).and(report::ended_at.is_null()))
        .filter(child::facility_id.eq_any(keys(facilities)).and(is_enrolled(day)))
        .select((
            child::id,
            child::class_id,
            report::kind,
            report::at,
            (report::sent_at, report::accepted_at),
            child_day::standing.nullable(),
            (plan_day::planned.nullable(), plan_week::week.nullable()),
        ))
        .load(conn)?;
    let reported = |(Key(child), class, kind, at, (At(sent_at), accepted_at), standing, plan): ReportedRow| {
        let Some(Key(class)) = class else { return Ok(None) };
        let is_late = kind == ReportKind::Late.key() && is_waiting(standing.as_deref());
        let late = at.filter(|_| is_late).map(|at| clock.moment(day, at));
        let brought = (kind == ReportKind::Brought.key()).then_some(sent_at);
        let planned = planned_of(plan, day)?;
        Ok(Some(Reported { child, class, late, brought, planned, is_new: accepted_at.is_none() }))
    };
    rows.into_iter().filter_map(|row| reported(row).transpose()).collect()
}
