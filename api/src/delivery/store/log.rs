use std::collections::HashMap;

use diesel::prelude::*;
use hidamari_domain::delivery::{Channel, Fate, Message, MessageKind, MessageWay, Why};
use hidamari_domain::id::{ChildId, MessageId};
use hidamari_domain::policy::action::ReadMessages;
use hidamari_domain::policy::{Action, Permit};
use hidamari_domain::time::Moment;

use super::known;
use crate::db::Conn;
use crate::db::schema::{account, child, delivery, message};
use crate::db::types::{At, Key, keys};
use crate::failure::Failure;

/// Messages in one answer.
const MOST: i64 = 50;

type MessageRow = (Key<MessageId>, String, (String, String), String, At, Option<At>);

/// What was sent about the facility's children before a message, newest first.
pub fn list(
    conn: &mut Conn,
    permit: &Permit<ReadMessages>,
    before: Option<MessageId>,
) -> Result<Vec<Message>, Failure> {
    let mut messages = message::table
        .inner_join(child::table.on(child::id.nullable().eq(message::child_id)))
        .inner_join(account::table.on(account::id.eq(message::account_id)))
        .filter(child::facility_id.eq(Key(*permit.subject())))
        .order(message::id.desc())
        .limit(MOST)
        .select((
            message::id,
            message::kind,
            (child::family_name, child::given_name),
            account::name,
            message::created_at,
            message::opened_at,
        ))
        .into_boxed();
    if let Some(before) = before {
        messages = messages.filter(message::id.lt(Key(before)));
    }
    let rows: Vec<MessageRow> = messages.load(conn)?;
    let ids: Vec<MessageId> = rows.iter().map(|(Key(id), ..)| *id).collect();
    let mut ways = ways_of(conn, &ids)?;
    let message = |(Key(id), kind, (family, given), to, At(at), opened_at): MessageRow| {
        Ok(Message {
            id,
            kind: known(MessageKind::from_key(&kind), "kind of message", &kind)?,
            child: format!("{family} {given}"),
            to,
            at,
            opened_at: opened_at.map(|At(at)| at),
            ways: ways.remove(&id).unwrap_or_default(),
        })
    };
    rows.into_iter().map(message).collect()
}

type WayRow = (Key<MessageId>, String, String, Option<String>, (At, Option<At>, Option<At>));

fn ways_of(conn: &mut Conn, messages: &[MessageId]) -> Result<HashMap<MessageId, Vec<MessageWay>>, Failure> {
    let rows: Vec<WayRow> = delivery::table
        .filter(delivery::message_id.eq_any(keys(messages)))
        .order(delivery::id)
        .select((
            delivery::message_id,
            delivery::channel,
            delivery::fate,
            delivery::why,
            (delivery::queued_at, delivery::sent_at, delivery::settled_at),
        ))
        .load(conn)?;
    let mut all: HashMap<MessageId, Vec<MessageWay>> = HashMap::new();
    for (Key(message), channel, fate, why, (queued_at, sent_at, settled_at)) in rows {
        let At(at) = settled_at.or(sent_at).unwrap_or(queued_at);
        let why = why.map(|key| known(Why::from_key(&key), "reason", &key)).transpose()?;
        all.entry(message).or_default().push(MessageWay {
            channel: known(Channel::from_key(&channel), "channel", &channel)?,
            fate: known(Fate::from_key(&fate), "fate", &fate)?,
            why,
            again: settled_at.is_none() && sent_at.is_some(),
            at,
        });
    }
    Ok(all)
}

/// How far one person was told of something about a child.
pub struct Told {
    /// The child.
    pub child: ChildId,
    /// By the name of their account.
    pub to: String,
    /// When the message was written.
    pub at: Moment,
    /// Whether some push service or the relay has taken it.
    pub accepted: bool,
    /// When they opened it.
    pub opened_at: Option<Moment>,
}

type ToldRow = (Key<MessageId>, Option<Key<ChildId>>, String, At, Option<At>, Option<String>);

/// How far people were told of something about some children since a moment, in the order of the messages.
///
/// # Errors
/// When the database cannot be read.
pub fn told<A: Action>(
    conn: &mut Conn,
    _permit: &Permit<A>,
    kind: MessageKind,
    children: &[ChildId],
    since: Moment,
) -> Result<Vec<Told>, Failure> {
    let rows: Vec<ToldRow> = message::table
        .inner_join(account::table.on(account::id.eq(message::account_id)))
        .left_join(delivery::table.on(delivery::message_id.eq(message::id)))
        .filter(message::child_id.eq_any(keys(children)).and(message::created_at.ge(At(since))))
        .filter(message::kind.eq(kind.key()))
        .order((message::id, delivery::id))
        .select((
            message::id,
            message::child_id,
            account::name,
            message::created_at,
            message::opened_at,
            delivery::fate.nullable(),
        ))
        .load(conn)?;
    let mut all: Vec<(MessageId, Told)> = Vec::new();
    for (Key(id), child, to, At(at), opened_at, fate) in rows {
        let Some(Key(child)) = child else { continue };
        let accepted = fate.as_deref() == Some(Fate::Accepted.key());
        match all.last_mut() {
            Some((last, told)) if *last == id => told.accepted |= accepted,
            _ => all.push((id, Told { child, to, at, accepted, opened_at: opened_at.map(|At(at)| at) })),
        }
    }
    Ok(all.into_iter().map(|(_, told)| told).collect())
}
