//! Telephoning about children who neither came nor were reported: whom, and what came of it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use hidamari_domain::attendance::{Asked, CallList, ReadCallList, RecordCall, ToCall};
use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::ChildId;
use hidamari_domain::policy::{Permit, action};
use hidamari_domain::time::Moment;

use super::reports::tell;
use super::store::{self, Recorder};
use super::unconfirmed;
use crate::delivery::{self, Told};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Whom to telephone.
pub fn list(work: &mut Work<'_>, ask: Ask<ReadCallList>) -> Result<CallList, Failure> {
    let (day, permit) = (work.app.clock.day(work.now), &ask.permit);
    let rules = store::facility_rules(work.conn, permit)?;
    let reported = store::reported(work.conn, permit, &[ask.path], day, &work.app.clock)?;
    let late: HashMap<ChildId, Moment> = reported.iter().filter_map(|each| Some((each.child, each.late?))).collect();
    let brought: HashMap<ChildId, Moment> =
        reported.iter().filter_map(|each| Some((each.child, each.brought?))).collect();
    let waiting = store::waiting(work.conn, permit, day)?;
    let since = |each: &store::Waiting| {
        let late = late.get(&each.child).copied();
        unconfirmed::since(&work.app.clock, &rules, each.planned, late, work.now)
    };
    let unconfirmed: Vec<_> = waiting.into_iter().filter_map(|each| Some((since(&each)?, each))).collect();
    let children: Vec<ChildId> = unconfirmed.iter().map(|(_, each)| each.child).collect();
    let mut contacts = store::contacts(work.conn, permit, &children)?;
    let mut calls = store::calls(work.conn, permit, &children, day)?;
    let mut asked = asked(work, permit, &children, day)?;
    let to_call = |(since, each): (Moment, store::Waiting)| ToCall {
        child: each.child,
        name: each.name,
        kana: each.kana,
        class_name: each.class_name,
        since,
        call_from: since + TimeDelta::minutes(rules.call_after.into()),
        contacts: contacts.remove(&each.child).unwrap_or_default(),
        asked: asked.remove(&each.child).unwrap_or_default(),
        brought: brought.get(&each.child).copied(),
        calls: calls.remove(&each.child).unwrap_or_default(),
    };
    let mut children: Vec<ToCall> = unconfirmed.into_iter().map(to_call).collect();
    children.sort_by_key(|each| each.brought.is_none());
    Ok(CallList { day, now: work.now, children })
}

/// Who was asked about the children by push and mail, and how far that has come.
fn asked(
    work: &mut Work<'_>,
    permit: &Permit<action::ReadCallList>,
    children: &[ChildId],
    day: NaiveDate,
) -> Result<HashMap<ChildId, Vec<Asked>>, Failure> {
    let since = work.app.clock.moment(day, NaiveTime::MIN);
    let mut all: HashMap<ChildId, Vec<Asked>> = HashMap::new();
    for Told { child, to, at, accepted, opened_at } in
        delivery::told(work.conn, permit, MessageKind::Question, children, since)?
    {
        all.entry(child).or_default().push(Asked { to, at, accepted, opened_at });
    }
    Ok(all)
}

/// Logs a call.
pub fn record(work: &mut Work<'_>, ask: Ask<RecordCall>) -> Result<Nothing, Failure> {
    let Some(recorder) = Recorder::of(ask.permit.actor()) else { return Err(Failure::not_found()) };
    let day = work.app.clock.day(work.now);
    store::log_call(work.conn, &ask.permit, &ask.body, &recorder, (day, work.now))?;
    tell(work, ask.permit.places());
    Ok(Nothing {})
}
