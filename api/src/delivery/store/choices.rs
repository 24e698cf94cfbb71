use std::collections::HashMap;

use diesel::prelude::*;
use hidamari_domain::delivery::{Channel, Choice, Topic};
use hidamari_domain::id::AccountId;
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageDelivery;

use super::known;
use crate::db::schema::delivery_choice;
use crate::db::types::{Key, keys};
use crate::db::{Conn, insert_few};
use crate::failure::Failure;

/// What some people have chosen.
#[derive(Debug, Default)]
pub struct Chosen(HashMap<(AccountId, Topic, Channel), bool>);

impl Chosen {
    /// Whether someone is told of a topic by a channel: always of what keeps children safe, else as they have chosen, or
    /// as is usual.
    pub fn wants(&self, account: AccountId, topic: Topic, channel: Channel) -> bool {
        let chosen = || self.0.get(&(account, topic, channel)).copied();
        topic.is_always_on() || chosen().unwrap_or_else(|| topic.usual(channel))
    }
}

/// What some people have chosen.
pub fn chosen(conn: &mut Conn, accounts: &[AccountId]) -> Result<Chosen, Failure> {
    let rows: Vec<(Key<AccountId>, String, String, bool)> = delivery_choice::table
        .filter(delivery_choice::account_id.eq_any(keys(accounts)))
        .select((
            delivery_choice::account_id,
            delivery_choice::topic,
            delivery_choice::channel,
            delivery_choice::wanted,
        ))
        .load(conn)?;
    let all = rows
        .into_iter()
        .map(|(Key(account), topic, channel, wanted)| {
            let topic = known(Topic::from_key(&topic), "topic", &topic)?;
            let channel = known(Channel::from_key(&channel), "channel", &channel)?;
            Ok(((account, topic, channel), wanted))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(Chosen(all))
}

/// Settles choices; those not named stay as they are.
pub fn choose(
    conn: &mut Conn,
    _permit: &Permit<ManageDelivery>,
    account: AccountId,
    choices: &[Choice],
) -> Result<(), Failure> {
    let Chosen(mut all) = chosen(conn, &[account])?;
    all.extend(choices.iter().map(|choice| ((account, choice.topic, choice.channel), choice.wanted)));
    diesel::delete(delivery_choice::table.filter(delivery_choice::account_id.eq(Key(account)))).execute(conn)?;
    let row = |((_, topic, channel), wanted): ((AccountId, Topic, Channel), bool)| {
        (
            delivery_choice::account_id.eq(Key(account)),
            delivery_choice::topic.eq(topic.key()),
            delivery_choice::channel.eq(channel.key()),
            delivery_choice::wanted.eq(wanted),
        )
    };
    insert_few!(conn, delivery_choice::table, all.into_iter().map(row).collect());
    Ok(())
}
