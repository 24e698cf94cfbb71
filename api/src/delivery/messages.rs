//! Writing messages: who is told of what happened, and by which ways.

use std::collections::{HashMap, HashSet};

use hidamari_domain::delivery::{Channel, MessageKind};
use hidamari_domain::id::{AccountId, CauseId, ChildId, DeliveryId, MessageId, PushDeviceId};
use hidamari_domain::policy::{Place, Target};
use uuid::Uuid;

use super::store::{self, NewDelivery, NewMessage};
use super::tell::{About, Tell, may_know};
use crate::access;
use crate::app::App;
use crate::failure::Failure;
use crate::jobs::Job;
use crate::work::Work;

/// Writes a message to everyone whom something concerns, with a job for each way. What has been written is not written
/// again.
///
/// # Errors
/// When the database refuses; nothing is written then.
pub async fn write_messages(app: &App, tells: Vec<Tell>) -> Result<(), Failure> {
    app.work(move |work| {
        let to_tell = still_so(work, &tells)?;
        let mut addressed = addressed(work, &to_tell)?;
        let written = store::written(work.conn, &to_tell.iter().map(|each| each.about.cause).collect::<Vec<_>>())?;
        addressed.retain(|new| !written.contains(&(new.cause, new.account, new.kind.key().to_owned())));
        write(work, addressed)
    })
    .await
}

#[derive(Clone, Copy)]
struct ToTell {
    kind: MessageKind,
    about: About,
    to: Option<AccountId>,
}

/// What is so still: a tap that was taken back is told to nobody.
fn still_so(work: &mut Work<'_>, tells: &[Tell]) -> Result<Vec<ToTell>, Failure> {
    let each = |tell: &Tell| {
        let (kind, to) = (tell.says, tell.to);
        tell.about.clone().into_iter().map(move |about| ToTell { kind, about, to })
    };
    let mut all: Vec<ToTell> = tells.iter().flat_map(each).collect();
    let kinds: HashSet<MessageKind> = all.iter().map(|each| each.kind).collect();
    let mut so: HashSet<(MessageKind, CauseId)> = HashSet::new();
    for kind in kinds {
        let causes: Vec<CauseId> = all.iter().filter(|each| each.kind == kind).map(|each| each.about.cause).collect();
        so.extend(crate::slices::words(work.conn, work.app, kind, &causes)?.into_keys().map(|cause| (kind, cause)));
    }
    all.retain(|each| so.contains(&(each.kind, each.about.cause)));
    Ok(all)
}

/// The people whom it concerns, by the policy.
fn addressed(work: &mut Work<'_>, to_tell: &[ToTell]) -> Result<Vec<NewMessage>, Failure> {
    let mut children: Vec<ChildId> = to_tell.iter().map(|each| each.about.child).collect();
    children.sort_unstable();
    children.dedup();
    let targets: Vec<Target> = children.iter().copied().map(Target::Child).collect();
    let places = access::places(work.conn, &targets, work.app.clock.day(work.now))?;
    let places: HashMap<ChildId, Place> = places.into_iter().filter_map(|place| Some((place.child?, place))).collect();
    let tied = access::tied(work.conn, &children)?;
    let mut all = Vec::new();
    for ToTell { kind, about, to } in to_tell.iter().copied() {
        let Some(place) = places.get(&about.child) else { continue };
        let concerned = tied.iter().filter(|(account, tie)| {
            tie.child == about.child && to.is_none_or(|to| to == *account) && may_know(kind, *account, *tie, place)
        });
        all.extend(concerned.map(|(account, _)| NewMessage {
            id: MessageId(Uuid::now_v7()),
            account: *account,
            child: Some(about.child),
            kind,
            cause: about.cause,
        }));
    }
    Ok(all)
}

/// Writes messages with every way that each person has chosen; what nobody wants to be told is not written.
pub fn write(work: &mut Work<'_>, messages: Vec<NewMessage>) -> Result<(), Failure> {
    let mut accounts: Vec<AccountId> = messages.iter().map(|new| new.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let chosen = store::chosen(work.conn, &accounts)?;
    let devices = store::devices_of(work.conn, &accounts)?;
    let (mut wanted, mut ways) = (Vec::new(), Vec::new());
    for new in messages {
        let before = ways.len();
        let way = |channel, device: Option<PushDeviceId>| NewDelivery {
            id: DeliveryId(Uuid::now_v7()),
            message: new.id,
            channel,
            device,
        };
        if chosen.wants(new.account, new.kind.topic(), Channel::Push) {
            let own = devices.iter().filter(|(account, _)| *account == new.account);
            ways.extend(own.map(|(_, device)| way(Channel::Push, Some(*device))));
        }
        if chosen.wants(new.account, new.kind.topic(), Channel::Mail) {
            ways.push(way(Channel::Mail, None));
        }
        if ways.len() > before {
            wanted.push(new);
        }
    }
    store::insert(work.conn, &wanted, &ways, work.now)?;
    let jobs: Vec<Job> = ways.iter().map(|way| Job::Deliver { delivery: way.id }).collect();
    work.jobs(&jobs)
}
