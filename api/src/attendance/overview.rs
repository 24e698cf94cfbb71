//! Counts by facility and class.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use hidamari_domain::attendance::{
    ClassCounts, DayState, FacilityCounts, Overview, Planned, ReadOverview, Status, unconfirmed_from,
};
use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::{ActionKey, allows};
use hidamari_domain::time::Moment;

use super::store::{self, Called, Class, Reported};
use super::unconfirmed::cutoff;
use crate::access;
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

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
    let mut counts = store::counts(work.conn, &ask.permit, &facilities, day)?;
    let reported = store::reported(work.conn, &ask.permit, &facilities, day, &work.app.clock)?;
    let called = store::called(work.conn, &ask.permit, &facilities, day)?;
    let mut changes_at = None;
    let mut all: Vec<FacilityCounts> = Vec::new();
    for class in classes {
        let count = counts.remove(&class.id).unwrap_or_default();
        let may_read_names = allows(actor, ActionKey::ReadNames, Some(&class.place));
        let waiting = Waiting::of(work, &class, &count.expected, &reported, &called, day);
        let new_reports = reported.iter().filter(|each| each.class == class.id && each.is_new).count();
        changes_at = waiting.changes().chain(changes_at).filter(|moment| *moment > work.now).min();
        let line = ClassCounts {
            id: class.id,
            name: class.name,
            off: waiting.number(Status::Off),
            expected: waiting.number(Status::Expected) + waiting.number(Status::Late),
            unconfirmed: waiting.number(Status::Unconfirmed),
            uncalled: waiting.uncalled(),
            here: count.here,
            left: count.left,
            absent: count.absent,
            new_reports: number(new_reports),
        };
        let since = waiting.since();
        match all.last_mut().filter(|facility| facility.id == class.facility) {
            Some(facility) => {
                facility.may_read_names &= may_read_names;
                facility.unconfirmed_since = facility.unconfirmed_since.into_iter().chain(since).min();
                facility.classes.push(line);
            }
            None => all.push(FacilityCounts {
                id: class.facility,
                name: class.facility_name,
                may_read_names,
                unconfirmed_since: since,
                classes: vec![line],
            }),
        }
    }
    Ok(Overview { day, now: work.now, changes_at, facilities: all })
}

/// The children of a class of whom nothing is recorded, those alike together.
struct Waiting {
    now: Moment,
    call_after: TimeDelta,
    alike: Vec<Alike>,
}

/// Children who are due at the same time.
struct Alike {
    cutoff: Option<Moment>,
    late: Option<Moment>,
    children: u32,
    called: u32,
}

impl Waiting {
    fn of(
        work: &Work<'_>,
        class: &Class,
        expected: &BTreeMap<Planned, u32>,
        reported: &[Reported],
        called: &[Called],
        day: NaiveDate,
    ) -> Self {
        let cutoff = |planned| cutoff(&work.app.clock, &class.rules, planned, day);
        let called: Vec<&Called> = called.iter().filter(|each| each.class == class.id).collect();
        let late: Vec<(&Reported, Moment)> =
            reported.iter().filter(|each| each.class == class.id).filter_map(|each| Some((each, each.late?))).collect();
        let is_late = |child| late.iter().any(|(each, _)| each.child == child);
        let one_by_one = late.iter().map(|(each, late)| Alike {
            cutoff: cutoff(each.planned),
            late: Some(*late),
            children: 1,
            called: u32::from(called.iter().any(|called| called.child == each.child)),
        });
        let together = expected.iter().map(|(planned, children)| {
            let late = late.iter().filter(|(each, _)| each.planned == *planned).count();
            let called = called.iter().filter(|each| each.planned == *planned && !is_late(each.child)).count();
            let children = children.saturating_sub(number(late));
            Alike { cutoff: cutoff(*planned), late: None, children, called: number(called) }
        });
        let call_after = TimeDelta::minutes(class.rules.call_after.into());
        Self { now: work.now, call_after, alike: one_by_one.chain(together).collect() }
    }

    fn unconfirmed_from(each: &Alike) -> Option<Moment> {
        unconfirmed_from(each.cutoff, each.late).filter(|_| each.children > 0)
    }

    /// How many stand so by now.
    fn number(&self, status: Status) -> u32 {
        let stands = |each: &&Alike| DayState::EXPECTED.status(each.cutoff, each.late, self.now) == status;
        self.alike.iter().filter(stands).map(|each| each.children).sum()
    }

    /// How many should have been telephoned about by now, and were not.
    fn uncalled(&self) -> u32 {
        let is_due =
            |each: &&Alike| Self::unconfirmed_from(each).is_some_and(|from| from + self.call_after <= self.now);
        self.alike.iter().filter(is_due).map(|each| each.children.saturating_sub(each.called)).sum()
    }

    /// Since when the first of them is unconfirmed.
    fn since(&self) -> Option<Moment> {
        self.alike.iter().filter_map(Self::unconfirmed_from).filter(|from| *from <= self.now).min()
    }

    /// When the counts change by themselves.
    fn changes(&self) -> impl Iterator<Item = Moment> {
        let moments = self.alike.iter().filter_map(Self::unconfirmed_from);
        moments.flat_map(|from| [from, from + self.call_after])
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
