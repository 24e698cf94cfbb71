//! What guardians report of a day, by themselves or through the nursery, and the nursery's taking note of it.

use chrono::{Days, NaiveDate, TimeDelta};
use hidamari_domain::attendance::{
    AcceptReport, EndReport, EnterReports, Mark, MarkKind, NewReport, ReadReports, Report, ReportKind, SendReports,
    Standing, WithdrawReport, day_state,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::{CauseId, ChildId, MarkId, ReportId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::{Action, Capability, Permit, Place};
use hidamari_domain::time::Moment;
use uuid::Uuid;

use super::handlers::own_places;
use super::record::{self, DayMarks};
use super::store::{self, By, Open, Recorder, Sent};
use crate::delivery::{self, About, Tell};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Keeps reports of one's own children; answers with all that holds of them from today on.
pub fn send(work: &mut Work<'_>, ask: Ask<SendReports>) -> Result<Vec<Report>, Failure> {
    let actor = ask.permit.actor();
    let (Some(account), Some(recorder)) = (actor.account(), Recorder::of(actor)) else {
        return Err(Failure::not_found());
    };
    check_places(ask.permit.places())?;
    let ties = store::ties(work.conn, &ask.permit, account)?;
    let by = |child| ties.get(&child).copied().map(By::Guardian).ok_or_else(Failure::not_found);
    keep(work, &ask.permit, &recorder, &ask.body.reports, by)?;
    let today = work.app.clock.day(work.now);
    store::reports_from(work.conn, &ask.permit, ask.permit.subject(), today, &work.app.clock)
}

/// Keeps what the nursery was told.
pub fn enter(work: &mut Work<'_>, ask: Ask<EnterReports>) -> Result<Nothing, Failure> {
    let Some(recorder) = Recorder::of(ask.permit.actor()) else { return Err(Failure::not_found()) };
    keep(work, &ask.permit, &recorder, &ask.body.reports, |_| Ok(By::Nursery(recorder)))?;
    Ok(Nothing {})
}

/// Keeps reports, all or none.
fn keep<A: Action<Subject = Vec<ChildId>>>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
    recorder: &Recorder,
    new: &[NewReport],
    by: impl Fn(ChildId) -> Result<By, Failure>,
) -> Result<(), Failure> {
    store::lock_children(work.conn, permit, permit.subject())?;
    let today = work.app.clock.day(work.now);
    let days = new.iter().fold((today, today), |(first, last), new| (first.min(new.day), last.max(new.day)));
    let rules = store::rules_of_children(work.conn, permit)?;
    let known = store::marks_of(work.conn, permit, days)?;
    let mut open = store::open_reports(work.conn, permit, days)?;

    let (mut marks, mut sent, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for (place, new) in new.iter().enumerate() {
        let by = by(new.child)?;
        check(place, new, by, today, &known)?;
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
        sent.push(Sent { new, by, after_cutoff: cutoff.is_some_and(|cutoff| cutoff <= work.now) });
        open.push(Open { id: new.id, child: new.child, day: new.day, kind: new.kind });
    }
    store::insert(work.conn, permit, &sent, work.now)?;
    store::end(work.conn, permit, &ended, work.now)?;
    append(work, permit, recorder, known, &marks)?;
    tell(work, permit.places());
    Ok(())
}

/// What is reported of one's own children.
pub fn own(work: &mut Work<'_>, ask: Ask<ReadReports>) -> Result<Vec<Report>, Failure> {
    let today = work.app.clock.day(work.now);
    let children: Vec<ChildId> = own_places(work, &ask.permit, today)?.into_keys().collect();
    store::reports_from(work.conn, &ask.permit, &children, today, &work.app.clock)
}

/// Takes a report of one's own child back.
pub fn withdraw(work: &mut Work<'_>, ask: Ask<WithdrawReport>) -> Result<Nothing, Failure> {
    check_places(ask.permit.places())?;
    take_back(work, &ask.permit, ask.path.1)
}

/// Takes a report back for a guardian.
pub fn end(work: &mut Work<'_>, ask: Ask<EndReport>) -> Result<Nothing, Failure> {
    take_back(work, &ask.permit, ask.path.1)
}

fn take_back<A: Action<Subject = Vec<ChildId>>>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
    report: ReportId,
) -> Result<Nothing, Failure> {
    let Some(recorder) = Recorder::of(permit.actor()) else { return Err(Failure::not_found()) };
    store::lock_children(work.conn, permit, permit.subject())?;
    let old = store::open_report(work.conn, permit, report)?;
    store::end(work.conn, permit, &[old.id], work.now)?;
    let known = store::marks_of(work.conn, permit, (old.day, old.day))?;
    append(work, permit, &recorder, known, undone(&old, work.now).as_slice())?;
    tell(work, permit.places());
    Ok(Nothing {})
}

/// Takes note of a report.
pub fn accept(work: &mut Work<'_>, ask: Ask<AcceptReport>) -> Result<Nothing, Failure> {
    let (child, report) = ask.path;
    if let Some(sender) = store::accept(work.conn, &ask.permit, report, work.now)? {
        let about = vec![About { cause: CauseId(report.0), child }];
        delivery::tell(work, Tell { says: MessageKind::Accepted, about, to: Some(sender) }, TimeDelta::zero())?;
    }
    tell(work, ask.permit.places());
    Ok(Nothing {})
}

/// Where attendance is off nobody would read a report.
fn check_places(places: &[Place]) -> Result<(), Failure> {
    let read = places.iter().all(|place| place.capabilities.has(Capability::Attendance));
    if read { Ok(()) } else { Err(Failure::not_found()) }
}

fn check(place: usize, new: &NewReport, by: By, today: NaiveDate, known: &DayMarks) -> Result<(), Failure> {
    let field = |name: &str| format!("reports[{place}].{name}");
    if let Some((name, code)) = new.fault() {
        return Err(Failure::field(&field(name), code));
    }
    let order = |name: &str, words| Err(Failure::told(&field(name), "order", words));
    let is_nursery = matches!(by, By::Nursery(_));
    let first = today.checked_sub_days(Days::new(if is_nursery { NewReport::DAYS_BACK } else { 0 }));
    if first.is_none_or(|first| new.day < first) {
        let own = "過ぎた日のことは、園に直接お知らせください。";
        return order("day", if is_nursery { "7日より前の連絡は入れられません。" } else { own });
    }
    if new.kind == ReportKind::Brought && new.day != today {
        return order("day", "登園したことは、その日だけ連絡できます。");
    }
    if today.checked_add_days(Days::new(NewReport::DAYS_AHEAD)).is_none_or(|last| new.day > last) {
        return order("day", "2か月より先の日は、まだ連絡できません。");
    }
    let marks = known.get(&(new.child, new.day)).map_or(&[][..], Vec::as_slice);
    let call = |arrived, at_nursery| order("kind", if is_nursery { at_nursery } else { arrived });
    match (new.kind, day_state(marks).standing) {
        (ReportKind::Absent | ReportKind::Late | ReportKind::Brought, Standing::Here | Standing::Left) => call(
            "すでに登園しています。園に電話でお知らせください。",
            "すでに登園の記録があります。記録を取り消してから入れてください。",
        ),
        (ReportKind::PickUp, Standing::Left) => {
            call("すでに降園しています。園に電話でお知らせください。", "すでに降園の記録があります。")
        }
        _ => Ok(()),
    }
}

/// Appends the marks that reports come to.
fn append<A: Action<Subject = Vec<ChildId>>>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
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

/// Tells the screens that what is known beforehand of the children at these places is another.
pub fn tell(work: &mut Work<'_>, places: &[Place]) {
    for place in places {
        let (Some(child), Some(facility)) = (place.child, place.facility) else { continue };
        work.changed(place, Change::Report { child, class: place.class, facility });
    }
}
