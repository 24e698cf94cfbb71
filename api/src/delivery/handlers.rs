use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery as api;
use hidamari_domain::delivery::{Choice, Delivery, Message, MessageKind};
use hidamari_domain::id::{AccountId, CauseId, MessageId};
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::ManageDelivery;
use uuid::Uuid;

use super::messages::write;
use super::store::{self, NewMessage};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// How messages reach oneself.
pub fn read(work: &mut Work<'_>, ask: Ask<api::ReadDelivery>) -> Result<Delivery, Failure> {
    delivery(work, &ask.permit)
}

fn delivery(work: &mut Work<'_>, permit: &Permit<ManageDelivery>) -> Result<Delivery, Failure> {
    let account = own(permit)?;
    let chosen = store::chosen(work.conn, &[account])?;
    let choice = |topic, channel| Choice { topic, channel, wanted: chosen.wants(account, topic, channel) };
    let by_channel = |topic| api::Channel::ALL.iter().map(move |channel| (topic, *channel));
    let all = api::Topic::ALL.iter().copied().flat_map(by_channel);
    Ok(Delivery {
        push_key: work.app.push.key().to_owned(),
        choices: all.map(|(topic, channel)| choice(topic, channel)).collect(),
        devices: store::own_devices(work.conn, permit, account)?,
    })
}

fn own(permit: &Permit<ManageDelivery>) -> Result<AccountId, Failure> {
    permit.account().ok_or_else(Failure::not_found)
}

/// Settles about what one is told by which channel.
pub fn choose(work: &mut Work<'_>, ask: Ask<api::SetChoices>) -> Result<Delivery, Failure> {
    for (place, choice) in ask.body.choices.iter().enumerate() {
        if choice.topic.is_always_on() && !choice.wanted {
            let words = "お子さまの安全にかかわるお知らせは、オフにできません。";
            return Err(Failure::told(&format!("choices[{place}].wanted"), "order", words));
        }
    }
    store::choose(work.conn, &ask.permit, own(&ask.permit)?, &ask.body.choices)?;
    delivery(work, &ask.permit)
}

/// Lets messages reach this browser.
pub fn add_device(work: &mut Work<'_>, ask: Ask<api::AddPushDevice>) -> Result<Delivery, Failure> {
    let (Some(session), account) = (ask.permit.session(), own(&ask.permit)?) else { return Err(Failure::not_found()) };
    let bytes = |field: &str, text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Failure::field(field, "shape"));
    let new = &ask.body;
    let (p256dh, auth) = (bytes("p256dh", new.p256dh.as_ref())?, bytes("auth", new.auth.as_ref())?);
    let known = work.app.push.subscription(new.endpoint.as_ref(), &p256dh, &auth);
    known.map_err(|field| Failure::field(field, "shape"))?;
    let device = store::NewDevice { id: new.id, session, endpoint: new.endpoint.as_ref(), p256dh, auth };
    store::add_device(work.conn, &ask.permit, account, device, work.now)?;
    delivery(work, &ask.permit)
}

/// Ends push to one of one's own browsers.
pub fn remove_device(work: &mut Work<'_>, ask: Ask<api::RemovePushDevice>) -> Result<Delivery, Failure> {
    store::remove_device(work.conn, &ask.permit, own(&ask.permit)?, ask.path, work.now)?;
    delivery(work, &ask.permit)
}

/// Sends oneself a message by every channel there is.
pub fn try_out(work: &mut Work<'_>, ask: Ask<api::TryDelivery>) -> Result<Nothing, Failure> {
    let id = MessageId(Uuid::now_v7());
    let trial =
        NewMessage { id, account: own(&ask.permit)?, child: None, kind: MessageKind::Trial, cause: CauseId(id.0) };
    write(work, vec![trial])?;
    Ok(Nothing {})
}

/// One has opened a message.
pub fn open(work: &mut Work<'_>, ask: Ask<api::OpenMessage>) -> Result<Nothing, Failure> {
    store::open(work.conn, &ask.permit, own(&ask.permit)?, ask.path, work.now)?;
    Ok(Nothing {})
}

/// What was sent about a facility's children.
pub fn list(work: &mut Work<'_>, ask: Ask<api::ListMessages>) -> Result<Vec<Message>, Failure> {
    store::list(work.conn, &ask.permit, ask.query.before)
}
