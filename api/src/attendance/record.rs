//! Recording marks: append, add the day up again, keep what it came to, tell the screens.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, SubsecRound, TimeDelta};
use hidamari_domain::attendance::{
    ChildState, DayState, Mark, MarkKind, NewMark, RecordMarks, Recorded, day_state, deciding_mark,
};
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::{CauseId, ChildId, MarkId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::{Action, Permit, Place};
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;

use super::store::{self, Day, Recorder};
use crate::delivery::{self, About, Tell};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// How far a tablet's clock may be ahead of the server's.
const AHEAD: TimeDelta = TimeDelta::minutes(5);
/// How long after the event a tablet without a network may still hand it in.
const LATE: TimeDelta = TimeDelta::days(7);
/// The tablet offers to take a tap back for ten seconds; until then nobody is told.
const SETTLED: TimeDelta = TimeDelta::seconds(15);
/// The databases keep microseconds: what is sent again must equal what is kept.
const SUBSECOND_DIGITS: u16 = 6;

/// The marks of each child's day.
pub type DayMarks = BTreeMap<(ChildId, NaiveDate), Vec<Mark>>;

/// Records marks: all or none.
pub fn marks(work: &mut Work<'_>, ask: Ask<RecordMarks>) -> Result<Recorded, Failure> {
    let Some(recorder) = Recorder::of(ask.permit.actor()) else { return Err(Failure::not_found()) };
    store::lock_children(work.conn, &ask.permit, ask.permit.subject())?;
    let today = work.app.clock.day(work.now);
    let sent = with_days(work, &ask)?;
    let days = sent.iter().fold((today, today), |(first, last), (_, day)| (first.min(*day), last.max(*day)));
    let mut known = store::marks_of(work.conn, &ask.permit, days)?;

    let mut appended = Vec::new();
    for (place, (new, day)) in sent.into_iter().enumerate() {
        if is_recorded(&known, &new)? {
            continue;
        }
        check_time(place, &new, work.now)?;
        let mark = Mark {
            id: new.id,
            kind: new.kind,
            happened_at: new.happened_at,
            recorded_at: work.now,
            takes_back: new.takes_back,
        };
        appended.push(((new.child, day), mark));
        known.entry((new.child, day)).or_default().push(mark);
    }
    append(work, &ask.permit, &recorder, &known, &appended)?;
    tell_families(work, &appended, today)?;
    let state_of = |child| known.get(&(child, today)).map_or(DayState::EXPECTED, |marks| day_state(marks));
    let children = ask.permit.subject().iter().map(|child| ChildState { child: *child, state: state_of(*child) });
    Ok(Recorded { children: children.collect() })
}

/// Appends marks, keeps what their days come to, and tells the screens of today's. What is known of the days holds the
/// marks already.
pub fn append<A: Action<Subject = Vec<ChildId>>>(
    work: &mut Work<'_>,
    permit: &Permit<A>,
    recorder: &Recorder,
    known: &DayMarks,
    appended: &[((ChildId, NaiveDate), Mark)],
) -> Result<(), Failure> {
    let mut touched: Vec<(ChildId, NaiveDate)> = Vec::new();
    for (day, _) in appended {
        if !touched.contains(day) {
            touched.push(*day);
        }
    }
    store::append(work.conn, permit, appended, recorder)?;
    let came_to = |(child, day)| {
        let marks = known.get(&(child, day)).map_or(&[][..], Vec::as_slice);
        Day { child, day, state: day_state(marks), last_mark: deciding_mark(marks) }
    };
    let days: Vec<Day> = touched.into_iter().map(came_to).collect();
    store::keep(work.conn, permit, &days)?;
    let today = work.app.clock.day(work.now);
    for day in days.iter().filter(|day| day.day == today) {
        if let Some(place) = permit.places().iter().find(|place| place.child == Some(day.child)) {
            tell(work, place, day);
        }
    }
    Ok(())
}

/// Whoever wishes is told of today's marks, unless they are taken back within the time in which the tablet offers that.
fn tell_families(
    work: &mut Work<'_>,
    appended: &[((ChildId, NaiveDate), Mark)],
    today: NaiveDate,
) -> Result<(), Failure> {
    let said = |kind| match kind {
        MarkKind::Arrival => Some(MessageKind::Arrived),
        MarkKind::Departure => Some(MessageKind::Left),
        MarkKind::Absence => Some(MessageKind::Absent),
        MarkKind::Correction => None,
    };
    let mut tells: Vec<Tell> = Vec::new();
    for ((child, day), mark) in appended {
        let Some(says) = said(mark.kind).filter(|_| *day == today) else { continue };
        let about = About { cause: CauseId(mark.id.0), child: *child };
        match tells.iter_mut().find(|tell| tell.says == says) {
            Some(tell) => tell.about.push(about),
            None => tells.push(Tell { says, about: vec![about], to: None }),
        }
    }
    tells.into_iter().try_for_each(|tell| delivery::tell(work, tell, SETTLED))
}

/// Each mark with the day it belongs to: the facility's local day on which it happened, and for a correction the
/// day of the mark that was wrong, for it is that day's state that changes.
fn with_days(work: &mut Work<'_>, ask: &Ask<RecordMarks>) -> Result<Vec<(NewMark, NaiveDate)>, Failure> {
    let wrong: Vec<MarkId> = ask.body.marks.iter().filter_map(|mark| mark.takes_back).collect();
    let mut to_take_back: HashMap<MarkId, (ChildId, NaiveDate)> = store::to_take_back(work.conn, &ask.permit, &wrong)?;
    let mut sent = Vec::with_capacity(ask.body.marks.len());
    for (place, new) in ask.body.marks.iter().enumerate() {
        let refused = |code| Failure::field(&format!("marks[{place}].takes_back"), code);
        let day = match (new.kind, new.takes_back) {
            (MarkKind::Correction, None) => return Err(refused("empty")),
            (MarkKind::Correction, Some(wrong)) => match to_take_back.get(&wrong) {
                Some((child, day)) if *child == new.child => *day,
                _ => return Err(refused("unknown")),
            },
            (_, Some(_)) => return Err(refused("shape")),
            (_, None) => {
                let day = work.app.clock.day(new.happened_at);
                to_take_back.entry(new.id).or_insert((new.child, day));
                day
            }
        };
        sent.push((NewMark { happened_at: new.happened_at.trunc_subsecs(SUBSECOND_DIGITS), ..*new }, day));
    }
    Ok(sent)
}

/// Whether the mark was sent before. The id of a mark of another child or day is refused by the database.
fn is_recorded(known: &DayMarks, new: &NewMark) -> Result<bool, Failure> {
    let first = known
        .iter()
        .find_map(|((child, _), marks)| marks.iter().find(|mark| mark.id == new.id).map(|mark| (*child, mark)));
    match first {
        None => Ok(false),
        Some((child, mark)) => {
            let is_same = child == new.child
                && mark.kind == new.kind
                && mark.happened_at == new.happened_at
                && mark.takes_back == new.takes_back;
            if is_same { Ok(true) } else { Err(Failure::of(Code::Conflict)) }
        }
    }
}

fn check_time(place: usize, new: &NewMark, now: Moment) -> Result<(), Failure> {
    let refused = |title| Failure::told(&format!("marks[{place}].happened_at"), "order", title);
    if new.happened_at > now + AHEAD {
        return Err(refused("端末の時計が進んでいます。時計を合わせてから、もう一度お試しください。"));
    }
    if new.happened_at < now - LATE {
        return Err(refused("7日より前の登園・降園・欠席は記録できません。"));
    }
    Ok(())
}

fn tell(work: &mut Work<'_>, place: &Place, &Day { day, state, last_mark, .. }: &Day) {
    let (Some(child), Some(facility)) = (place.child, place.facility) else { return };
    work.changed(place, Change::Attendance { child, class: place.class, facility, day, state, last_mark });
}
