use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{
    AttendanceRules, Board, BoardChild, ChildDay, Mark, OwnChild, OwnDay, Planned, ReadBoard, ReadChildDay, ReadNames,
    ReadOwnChildDays, ReadOwnChildren, day_state,
};
use hidamari_domain::id::{ChildId, ClassId};
use hidamari_domain::policy::{Action, ActionKey, Capability, Permit, Place, Reach, Target, allows};

use super::store;
use super::unconfirmed::cutoff;
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
    let tiles = store::tiles(work.conn, permit, day)?;
    let mut siblings = store::siblings(work.conn, permit, day)?;
    let mut reports = store::announced(work.conn, permit, day, &work.app.clock)?;
    let complete = |(child, planned): (BoardChild, Planned)| BoardChild {
        siblings: siblings.remove(&child.id).unwrap_or_default(),
        reports: reports.remove(&child.id).unwrap_or_default(),
        cutoff: cutoff(&work.app.clock, &rules, planned, day),
        ..child
    };
    let children = tiles.into_iter().map(complete).collect();
    Ok(Board { class: *permit.subject(), name, day, now: work.now, children })
}

/// One child's day.
pub fn child_day(work: &mut Work<'_>, ask: Ask<ReadChildDay>) -> Result<ChildDay, Failure> {
    let day = ask.query.day.unwrap_or_else(|| work.app.clock.day(work.now));
    let child = store::child(work.conn, &ask.permit)?;
    let marks = store::recorded(work.conn, &ask.permit, day)?;
    let reports = store::reports_of(work.conn, &ask.permit, day, &work.app.clock)?;
    let contacts = store::contacts(work.conn, &ask.permit, &[ask.path])?.remove(&ask.path);
    let calls = store::calls(work.conn, &ask.permit, &[ask.path], day)?.remove(&ask.path);
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
        calls: calls.unwrap_or_default(),
        contacts: contacts.unwrap_or_default(),
    })
}

/// Today's state of one's own children.
pub fn own_children(work: &mut Work<'_>, ask: Ask<ReadOwnChildren>) -> Result<Vec<OwnChild>, Failure> {
    let day = work.app.clock.day(work.now);
    let actor = ask.permit.actor();
    let places = own_places(work, &ask.permit, day)?;
    let children = store::own_children(work.conn, &ask.permit, &places, day)?;
    let on_the_way = store::own_on_the_way(work.conn, &ask.permit, &places, day, &work.app.clock)?;
    let complete = |(child, rules, planned): (OwnChild, AttendanceRules, Planned)| {
        let place = places.get(&child.id);
        let is_read = place.is_some_and(|place| place.capabilities.has(Capability::Attendance));
        OwnChild {
            cutoff: cutoff(&work.app.clock, &rules, planned, day),
            late_at: on_the_way.get(&child.id).and_then(|known| known.late),
            brought: on_the_way.get(&child.id).is_some_and(|known| known.brought),
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

/// The days of one's own child on which something was recorded.
pub fn own_days(work: &mut Work<'_>, ask: Ask<ReadOwnChildDays>) -> Result<Vec<OwnDay>, Failure> {
    let today = work.app.clock.day(work.now);
    let until = ask.query.until.map_or(today, |until| until.min(today));
    let Some(from) = until.checked_sub_days(Days::new(DAYS - 1)) else { return Ok(Vec::new()) };
    store::own_days(work.conn, &ask.permit, from, until)
}
