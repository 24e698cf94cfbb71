//! What guardians report of a day beforehand, and the nursery's taking note of it.

use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{
    AcceptReport, Mark, MarkKind, NewReport, ReadReports, Report, ReportKind, SendReports, Standing, WithdrawReport,
    day_state,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, MarkId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::action::ReportDay;
use hidamari_domain::policy::{Capability, Permit, Place};
use hidamari_domain::time::Moment;
use uuid::Uuid;

use super::handlers::own_places;
use super::record::{self, DayMarks};
use super::store::{self, Open, Recorder, Sent};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Keeps reports, all or none; answers with all that holds of the children from today on.
pub fn send(work: &mut Work<'_>, ask: Ask<SendReports>) -> Result<Vec<Report>, Failure> {
    let actor = ask.permit.actor();
    let (Some(account), Some(recorder)) = (actor.account(), Recorder::of(actor)) else {
        return Err(Failure::not_found());
    };
    check_places(ask.permit.places())?;
    store::lock_children(work.conn, &ask.permit)?;
    let today = work.app.clock.day(work.now);
    let new = &ask.body.reports;
    let days = new.iter().fold((today, today), |(first, last), new| (first.min(new.day), last.max(new.day)));
    let ties = store::ties(work.conn, &ask.permit, account)?;
    let rules = store::rules_of_children(work.conn, &ask.permit)?;
    let known = store::marks_of(work.conn, &ask.permit, days)?;
    let mut open = store::open_reports(work.conn, &ask.permit, days)?;

    let (mut marks, mut sent, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for (place, new) in new.iter().enumerate() {
        check(place, new, today, &known)?;
        for old in
            open.extract_if(.., |old| (old.child, old.day) == (new.child, new.day) && new.kind.replaces(old.kind))
        {
            ended.push(old.id);
            marks.extend(undone(&old, work.now));
        }
        if new.kind == ReportKind::Absent {
            marks.push(((new.child, new.day), mark(new.id.as_mark(), MarkKind::Absence, None, work.now)));
        }
        let cutoff = rules.get(&new.child).map(|rules| work.app.clock.moment(new.day, rules.cutoff));
        let after_cutoff = new.day == today && cutoff.is_some_and(|cutoff| cutoff <= work.now);
        let tie = ties.get(&new.child).copied().ok_or_else(Failure::not_found)?;
        sent.push(Sent { new, tie, after_cutoff });
        open.push(Open { id: new.id, child: new.child, day: new.day, kind: new.kind });
    }
    store::insert(work.conn, &ask.permit, &sent, work.now)?;
    store::end(work.conn, &ask.permit, &ended, work.now)?;
    append(work, &ask.permit, &recorder, known, &marks)?;
    tell(work, ask.permit.places());
    store::reports_from(work.conn, &ask.permit, ask.permit.subject(), today, &work.app.clock)
}

/// What is reported of one's own children.
pub fn own(work: &mut Work<'_>, ask: Ask<ReadReports>) -> Result<Vec<Report>, Failure> {
    let today = work.app.clock.day(work.now);
    let children: Vec<ChildId> = own_places(work, &ask.permit, today)?.into_keys().collect();
    store::reports_from(work.conn, &ask.permit, &children, today, &work.app.clock)
}

/// Takes a report back.
pub fn withdraw(work: &mut Work<'_>, ask: Ask<WithdrawReport>) -> Result<Nothing, Failure> {
    let Some(recorder) = Recorder::of(ask.permit.actor()) else { return Err(Failure::not_found()) };
    check_places(ask.permit.places())?;
    store::lock_children(work.conn, &ask.permit)?;
    let old = store::open_report(work.conn, &ask.permit, ask.path.1)?;
    store::end(work.conn, &ask.permit, &[old.id], work.now)?;
    let known = store::marks_of(work.conn, &ask.permit, (old.day, old.day))?;
    append(work, &ask.permit, &recorder, known, undone(&old, work.now).as_slice())?;
    tell(work, ask.permit.places());
    Ok(Nothing {})
}

/// Takes note of a report.
pub fn accept(work: &mut Work<'_>, ask: Ask<AcceptReport>) -> Result<Nothing, Failure> {
    store::accept(work.conn, &ask.permit, ask.path.1, work.now)?;
    tell(work, ask.permit.places());
    Ok(Nothing {})
}

/// Where attendance is off nobody would read a report.
fn check_places(places: &[Place]) -> Result<(), Failure> {
    let read = places.iter().all(|place| place.capabilities.has(Capability::Attendance));
    if read { Ok(()) } else { Err(Failure::not_found()) }
}

fn check(place: usize, new: &NewReport, today: NaiveDate, known: &DayMarks) -> Result<(), Failure> {
    let field = |name: &str| format!("reports[{place}].{name}");
    if let Some((name, code)) = new.fault() {
        return Err(Failure::field(&field(name), code));
    }
    if new.day < today {
        return Err(Failure::told(&field("day"), "order", "過ぎた日のことは、園に直接お知らせください。"));
    }
    if today.checked_add_days(Days::new(NewReport::DAYS_AHEAD)).is_none_or(|last| new.day > last) {
        return Err(Failure::told(&field("day"), "order", "2か月より先の日は、まだ連絡できません。"));
    }
    let marks = known.get(&(new.child, new.day)).map_or(&[][..], Vec::as_slice);
    match (new.kind, day_state(marks).standing) {
        (ReportKind::Absent | ReportKind::Late, Standing::Here | Standing::Left) => {
            Err(Failure::told(&field("kind"), "order", "すでに登園しています。園に電話でお知らせください。"))
        }
        (ReportKind::PickUp, Standing::Left) => {
            Err(Failure::told(&field("kind"), "order", "すでに降園しています。園に電話でお知らせください。"))
        }
        _ => Ok(()),
    }
}

/// Appends the marks that reports come to.
fn append(
    work: &mut Work<'_>,
    permit: &Permit<ReportDay>,
    recorder: &Recorder,
    mut known: DayMarks,
    marks: &[((ChildId, NaiveDate), Mark)],
) -> Result<(), Failure> {
    for (day, mark) in marks {
        known.entry(*day).or_default().push(*mark);
    }
    record::append(work, permit, recorder, &known, marks)
}

/// The correction that takes the absence of a report back.
fn undone(old: &Open, now: Moment) -> Option<((ChildId, NaiveDate), Mark)> {
    let correction = || mark(MarkId(Uuid::now_v7()), MarkKind::Correction, Some(old.id.as_mark()), now);
    (old.kind == ReportKind::Absent).then(|| ((old.child, old.day), correction()))
}

const fn mark(id: MarkId, kind: MarkKind, takes_back: Option<MarkId>, now: Moment) -> Mark {
    Mark { id, kind, happened_at: now, recorded_at: now, takes_back }
}

fn tell(work: &mut Work<'_>, places: &[Place]) {
    for place in places {
        let (Some(child), Some(facility)) = (place.child, place.facility) else { continue };
        work.changed(place, Change::Report { child, class: place.class, facility });
    }
}
