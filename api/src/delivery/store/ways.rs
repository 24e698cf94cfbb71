use diesel::prelude::*;
use hidamari_domain::delivery::{Channel, Fate, MessageKind, Why};
use hidamari_domain::id::{AccountId, CauseId, ChildId, DeliveryId, MessageId, PushDeviceId, SessionId};
use hidamari_domain::time::Moment;
use hidamari_domain::value::Email;

use super::known;
use crate::db::Conn;
use crate::db::schema::{account, delivery, message, push_device, session};
use crate::db::types::{At, Key};
use crate::failure::Failure;

/// A way that waits, and the message on it.
pub struct Way {
    /// The message.
    pub message: MessageId,
    /// To whom.
    pub account: AccountId,
    /// About which child.
    pub child: Option<ChildId>,
    /// What it says.
    pub kind: MessageKind,
    /// What it is about.
    pub cause: CauseId,
    /// Where it goes.
    pub to: To,
}

/// Where a way goes.
pub enum To {
    /// To a mail address.
    Address(Email),
    /// To a browser.
    Browser {
        /// The browser.
        device: PushDeviceId,
        /// Where its push service takes messages.
        endpoint: String,
        /// Its public key.
        p256dh: Vec<u8>,
        /// The secret it shares with the server.
        auth: Vec<u8>,
    },
    /// The browser was signed out, or taken off the list.
    Nowhere,
}

impl Way {
    /// The browser, if it goes to one.
    pub const fn device(&self) -> Option<PushDeviceId> {
        match self.to {
            To::Browser { device, .. } => Some(device),
            To::Address(_) | To::Nowhere => None,
        }
    }
}

type WayRow = (
    (Key<MessageId>, Key<AccountId>, Option<Key<ChildId>>, String, Key<CauseId>),
    (String, String),
    Option<(Key<PushDeviceId>, String, Vec<u8>, Vec<u8>)>,
    Option<Key<SessionId>>,
);

/// A way that is not settled.
pub fn way(conn: &mut Conn, id: DeliveryId) -> Result<Option<Way>, Failure> {
    let reached = push_device::id.nullable().eq(delivery::push_device_id).and(push_device::ended_at.is_null());
    let signed_in = session::id.nullable().eq(push_device::session_id.nullable()).and(session::ended_at.is_null());
    let row: Option<WayRow> = delivery::table
        .inner_join(message::table.on(message::id.eq(delivery::message_id)))
        .inner_join(account::table.on(account::id.eq(message::account_id)))
        .left_join(push_device::table.on(reached))
        .left_join(session::table.on(signed_in))
        .filter(delivery::id.eq(Key(id)).and(delivery::settled_at.is_null()))
        .select((
            (message::id, message::account_id, message::child_id, message::kind, message::cause_id),
            (delivery::channel, account::email),
            (push_device::id, push_device::endpoint, push_device::p256dh, push_device::auth).nullable(),
            session::id.nullable(),
        ))
        .first(conn)
        .optional()?;
    row.map(way_of).transpose()
}

fn way_of((of, (channel, email), device, session): WayRow) -> Result<Way, Failure> {
    let (Key(message), Key(account), child, kind, Key(cause)) = of;
    let to = match (known(Channel::from_key(&channel), "channel", &channel)?, device, session) {
        (Channel::Mail, ..) => To::Address(Email::parse(&email).map_err(|_| Failure::Fault("an address".to_owned()))?),
        (Channel::Push, Some((Key(device), endpoint, p256dh, auth)), Some(_)) => {
            To::Browser { device, endpoint, p256dh, auth }
        }
        (Channel::Push, ..) => To::Nowhere,
    };
    let kind = known(MessageKind::from_key(&kind), "kind of message", &kind)?;
    Ok(Way { message, account, child: child.map(|Key(child)| child), kind, cause, to })
}

/// Writes down what became of a way.
pub fn settle(conn: &mut Conn, id: DeliveryId, fate: Fate, why: Option<Why>, now: Moment) -> Result<(), Failure> {
    let settled = (fate != Fate::Queued).then_some(At(now));
    let way = delivery::table.find(Key(id)).filter(delivery::settled_at.is_null());
    diesel::update(way)
        .set((delivery::fate.eq(fate.key()), delivery::why.eq(why.map(Why::key)), delivery::settled_at.eq(settled)))
        .execute(conn)?;
    if fate != Fate::Dropped {
        let first = delivery::table.find(Key(id)).filter(delivery::sent_at.is_null());
        diesel::update(first).set(delivery::sent_at.eq(Some(At(now)))).execute(conn)?;
    }
    Ok(())
}
