use std::collections::HashSet;

use diesel::prelude::*;
use hidamari_domain::delivery::{Channel, Fate, MessageKind};
use hidamari_domain::id::{AccountId, CauseId, ChildId, DeliveryId, MessageId, PushDeviceId};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageDelivery;
use hidamari_domain::time::Moment;

use crate::db::schema::{delivery, message};
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, insert_few};
use crate::failure::Failure;

/// A message to be written.
pub struct NewMessage {
    /// The message.
    pub id: MessageId,
    /// To whom.
    pub account: AccountId,
    /// About which child.
    pub child: Option<ChildId>,
    /// What it says.
    pub kind: MessageKind,
    /// What it is about.
    pub cause: CauseId,
}

/// One of its ways.
pub struct NewDelivery {
    /// The way.
    pub id: DeliveryId,
    /// The message.
    pub message: MessageId,
    /// By what.
    pub channel: Channel,
    /// To which browser.
    pub device: Option<PushDeviceId>,
}

/// What has been written of these causes: the cause, to whom, the kind.
pub fn written(conn: &mut Conn, causes: &[CauseId]) -> Result<HashSet<(CauseId, AccountId, String)>, Failure> {
    let rows: Vec<(Key<CauseId>, Key<AccountId>, String)> = message::table
        .filter(message::cause_id.eq_any(keys(causes)))
        .select((message::cause_id, message::account_id, message::kind))
        .load(conn)?;
    Ok(rows.into_iter().map(|(Key(cause), Key(account), kind)| (cause, account, kind)).collect())
}

/// Writes messages and their ways.
pub fn insert(conn: &mut Conn, new: &[NewMessage], ways: &[NewDelivery], now: Moment) -> Result<(), Failure> {
    let row = |new: &NewMessage| {
        (
            message::id.eq(Key(new.id)),
            message::account_id.eq(Key(new.account)),
            message::child_id.eq(new.child.map(Key)),
            message::kind.eq(new.kind.key()),
            message::cause_id.eq(Key(new.cause)),
            message::created_at.eq(At(now)),
            message::opened_at.eq(None::<At>),
        )
    };
    insert_few!(conn, message::table, new.iter().map(row).collect());
    let row = |way: &NewDelivery| {
        (
            delivery::id.eq(Key(way.id)),
            delivery::message_id.eq(Key(way.message)),
            delivery::channel.eq(way.channel.key()),
            delivery::push_device_id.eq(way.device.map(Key)),
            delivery::fate.eq(Fate::Queued.key()),
            delivery::why.eq(None::<String>),
            delivery::queued_at.eq(At(now)),
            delivery::sent_at.eq(None::<At>),
            delivery::settled_at.eq(None::<At>),
        )
    };
    insert_few!(conn, delivery::table, ways.iter().map(row).collect());
    Ok(())
}

/// One has opened a message; the first time counts.
///
/// # Errors
/// `NotFound` when there is none of this id to this person.
pub fn open(
    conn: &mut Conn,
    _permit: &Permit<ManageDelivery>,
    account: AccountId,
    id: MessageId,
    now: Moment,
) -> Result<(), Failure> {
    let own = message::table.find(Key(id)).filter(message::account_id.eq(Key(account)));
    let opened: Option<At> = own.select(message::opened_at).first(conn)?;
    if opened.is_none() {
        diesel::update(message::table.find(Key(id))).set(message::opened_at.eq(Some(At(now)))).execute(conn)?;
    }
    Ok(())
}
