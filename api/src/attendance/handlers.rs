use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{
    AttendanceRules, Board, ChildDay, ClassCounts, DayState, FacilityCounts, Mark, Overview, OwnChild, OwnDay,
    ReadBoard, ReadChildDay, ReadNames, ReadOverview, ReadOwnChildDays, ReadOwnChildren, Status, day_state,
};
use hidamari_domain::id::{ChildId, ClassId, FacilityId};
use hidamari_domain::policy::{Action, ActionKey, Capability, Permit, Place, Reach, Target, allows};
use hidamari_domain::time::Moment;

use super::store;
use crate::access;
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Days of one's own child in one answer.
const DAYS: u64 = 31;

/// A class's board.
pub fn board(work: &mut Work<'_>, ask: Ask<ReadBoard>) -> Result<Board, Failure> {
    board_of(work, &ask.permit)
}

/// The names behind a class's counts.
pub fn names(work: &mut Work<'_>, ask: Ask<ReadNames>) -> Result<Board, Failure> {
    board_of(work, &ask.permit)
}

fn board_of<A: Action<Subject = ClassId>>(work: &mut Work<'_>, permit: &Permit<A>) -> Result<Board, Failure> {
    let day = work.app.clock.day(work.now);
    let (name, rules) = store::class(work.conn, permit)?;
    let mut children = store::tiles(work.conn, permit, day)?;
    let mut siblings = store::siblings(work.conn, permit, day)?;
    let mut reports = store::announced(work.conn, permit, day, &work.app.clock)?;
    for child in &mut children {
        child.siblings = siblings.remove(&child.id).unwrap_or_default();
        child.reports = reports.remove(&child.id).unwrap_or_default();
    }
    let cutoff = cutoff(work, &rules, day);
    Ok(Board { class: *permit.subject(), name, day, now: work.now, cutoff, children })
}

/// One child's day.
pub fn child_day(work: &mut Work<'_>, ask: Ask<ReadChildDay>) -> Result<ChildDay, Failure> {
    let day = ask.query.day.unwrap_or_else(|| work.app.clock.day(work.now));
    let child = store::child(work.conn, &ask.permit)?;
    let marks = store::recorded(work.conn, &ask.permit, day)?;
    let reports = store::reports_of(work.conn, &ask.permit, day, &work.app.clock)?;
    let contacts = store::contacts(work.conn, &ask.permit)?;
    let plain: Vec<Mark> = marks.iter().map(|recorded| recorded.mark).collect();
    Ok(ChildDay {
        child: ask.path,
        name: child.name,
        kana: child.kana,
        class_name: child.class_name,
        day,
        state: day_state(&plain),
        marks,
        reports,
        contacts,
    })
}

/// Today's state of one's own children.
pub fn own_children(work: &mut Work<'_>, ask: Ask<ReadOwnChildren>) -> Result<Vec<OwnChild>, Failure> {
    let day = work.app.clock.day(work.now);
    let actor = ask.permit.actor();
    let places = own_places(work, &ask.permit, day)?;
    let children = store::own_children(work.conn, &ask.permit, &places, day)?;
    let late = store::own_late(work.conn, &ask.permit, &places, day, &work.app.clock)?;
    let complete = |(child, rules): (OwnChild, AttendanceRules)| {
        let place = places.get(&child.id);
        let is_read = place.is_some_and(|place| place.capabilities.has(Capability::Attendance));
        OwnChild {
            cutoff: cutoff(work, &rules, day),
            late_at: late.get(&child.id).copied(),
            may_report: is_read && allows(actor, ActionKey::ReportDay, place),
            may_invite_family: allows(actor, ActionKey::ManageFamily, place),
            ..child
        }
    };
    Ok(children.into_iter().map(complete).collect())
}

/// Where one's own children stand, as far as the action is allowed there.
pub fn own_places<A: Action<Subject = Reach>>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
    day: NaiveDate,
) -> Result<HashMap<ChildId, Place>, Failure> {
    let targets: Vec<Target> = permit.actor().ties.iter().map(|tie| Target::Child(tie.child)).collect();
    let places = access::places(work.conn, &targets, day)?.into_iter().filter(|place| permit.includes(place));
    Ok(places.filter_map(|place| Some((place.child?, place))).collect())
}

/// How those of whom nothing is recorded count: by the cut-off, and those who are reported late by when they are due.
fn waiting(
    work: &Work<'_>,
    class: &store::Class,
    children: u32,
    reported: &[store::Reported],
    day: NaiveDate,
) -> impl Fn(Status) -> u32 + use<> {
    let (cutoff, now) = (cutoff(work, &class.rules, day), work.now);
    let by_status = |due| DayState::EXPECTED.status(cutoff, due, now);
    let of_class = reported.iter().filter(|each| each.class == class.id);
    let late: Vec<Status> = of_class.filter_map(|each| each.late).map(|due| by_status(Some(due))).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (others, status_of_others) = (children.saturating_sub(count(late.len())), by_status(None));
    move |wanted| {
        let late = count(late.iter().filter(|status| **status == wanted).count());
        late + if wanted == status_of_others { others } else { 0 }
    }
}

/// The day's cut-off by the facility's clock, if children are expected on it.
fn cutoff(work: &Work<'_>, rules: &AttendanceRules, day: NaiveDate) -> Option<Moment> {
    rules.expects_on(day).then(|| work.app.clock.moment(day, rules.cutoff))
}

/// The days of one's own child on which something was recorded.
pub fn own_days(work: &mut Work<'_>, ask: Ask<ReadOwnChildDays>) -> Result<Vec<OwnDay>, Failure> {
    let today = work.app.clock.day(work.now);
    let until = ask.query.until.map_or(today, |until| until.min(today));
    let Some(from) = until.checked_sub_days(Days::new(DAYS - 1)) else { return Ok(Vec::new()) };
    store::own_days(work.conn, &ask.permit, from, until)
}

/// Counts by facility and class, within reach.
pub fn overview(work: &mut Work<'_>, ask: Ask<ReadOverview>) -> Result<Overview, Failure> {
    let (day, actor) = (work.app.clock.day(work.now), ask.permit.actor());
    let mut classes = store::classes(work.conn, &ask.permit, day)?;
    let mut facilities: Vec<FacilityId> = classes.iter().filter_map(|class| class.place.facility).collect();
    facilities.sort_unstable();
    facilities.dedup();
    let switched_on = access::capabilities_of(work.conn, &facilities, day)?;
    classes.retain_mut(|class| {
        let on = class.place.facility.and_then(|facility| switched_on.get(&facility));
        class.place.capabilities = on.copied().unwrap_or_default();
        ask.permit.includes(&class.place)
    });
    let counts = store::counts(work.conn, &ask.permit, &facilities, day)?;
    let reported = store::reported(work.conn, &ask.permit, &facilities, day, &work.app.clock)?;
    let cutoffs = classes.iter().filter_map(|class| cutoff(work, &class.rules, day));
    let changes_at =
        cutoffs.chain(reported.iter().filter_map(|each| each.late)).filter(|moment| *moment > work.now).min();
    let mut all: Vec<FacilityCounts> = Vec::new();
    for class in classes {
        let count = counts.get(&class.id).copied().unwrap_or_default();
        let may_read_names = allows(actor, ActionKey::ReadNames, Some(&class.place));
        let waiting = waiting(work, &class, count.expected, &reported, day);
        let new_reports = reported.iter().filter(|each| each.class == class.id && each.is_new).count();
        let line = ClassCounts {
            id: class.id,
            name: class.name,
            off: waiting(Status::Off),
            expected: waiting(Status::Expected) + waiting(Status::Late),
            unconfirmed: waiting(Status::Unconfirmed),
            here: count.here,
            left: count.left,
            absent: count.absent,
            new_reports: u32::try_from(new_reports).unwrap_or(u32::MAX),
        };
        match all.last_mut().filter(|facility| facility.id == class.facility) {
            Some(facility) => {
                facility.may_read_names &= may_read_names;
                facility.classes.push(line);
            }
            None => all.push(FacilityCounts {
                id: class.facility,
                name: class.facility_name,
                may_read_names,
                classes: vec![line],
            }),
        }
    }
    Ok(Overview { day, now: work.now, changes_at, facilities: all })
}
