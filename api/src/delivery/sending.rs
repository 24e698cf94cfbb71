//! Sending a message on one of its ways.

use hidamari_domain::delivery::{Fate, MessageKind, Topic, Why};
use hidamari_domain::id::DeliveryId;
use hidamari_domain::policy::Target;
use serde_json::json;

use super::store::{self, To, Way};
use super::tell::{Words, may_know};
use crate::access;
use crate::app::App;
use crate::channel::Unsent;
use crate::db::Conn;
use crate::failure::Failure;
use crate::jobs::Mail;

/// After so many tries, within about four minutes, nobody waits for it any more.
const TRIES: i32 = 7;

/// Sends, unless it has been, is not needed or is not allowed any more; writes down what became of it.
///
/// # Errors
/// What the other side said; the job is tried again.
pub async fn deliver(app: &App, id: DeliveryId, tries: i32) -> Result<(), String> {
    let own = app.clone();
    let found = app.db.read(move |conn| look(conn, &own, id)).await.map_err(text)?;
    let Some((way, ready)) = found else { return Ok(()) };
    let (fate, why, again) = match ready {
        Err(why) => (Fate::Dropped, Some(why), None),
        Ok(words) => match send(app, &way, words).await {
            Ok(()) => (Fate::Accepted, None, None),
            Err(Unsent { why: Why::Unreachable, said }) if tries < TRIES => (Fate::Queued, None, Some(said)),
            Err(Unsent { why, .. }) => (Fate::Failed, Some(why), None),
        },
    };
    let now = app.clock.now();
    let gone = (why == Some(Why::Gone)).then(|| way.device()).flatten();
    app.db
        .write(move |conn| {
            store::settle(conn, id, fate, why, now)?;
            gone.map_or(Ok(()), |device| store::end_device(conn, device, now))
        })
        .await
        .map_err(|error: Failure| text(error))?;
    again.map_or(Ok(()), Err)
}

/// The way with what is to be said on it, or why it shall not be; nothing when it is settled.
fn look(conn: &mut Conn, app: &App, id: DeliveryId) -> Result<Option<(Way, Result<Words, Why>)>, Failure> {
    let Some(way) = store::way(conn, id)? else { return Ok(None) };
    if matches!(way.to, To::Nowhere) {
        return Ok(Some((way, Err(Why::NotAllowed))));
    }
    if let Some(child) = way.child {
        let today = app.clock.day(app.clock.now());
        let places = access::places(conn, &[Target::Child(child)], today)?;
        let tied = access::tied(conn, &[child])?;
        let allowed = places.first().is_some_and(|place| {
            let mut own = tied.iter().filter(|(account, _)| *account == way.account);
            own.any(|(account, tie)| may_know(way.kind, *account, *tie, place))
        });
        if !allowed {
            return Ok(Some((way, Err(Why::NotAllowed))));
        }
    }
    let words = crate::slices::words(conn, app, way.kind, &[way.cause])?.remove(&way.cause);
    Ok(Some((way, words.ok_or(Why::NotNeeded))))
}

async fn send(app: &App, way: &Way, words: Words) -> Result<(), Unsent> {
    let link = format!("/family/?message={}", way.message);
    match &way.to {
        To::Nowhere => Ok(()),
        To::Address(email) => {
            let text =
                format!("{}\n\n下のリンクから、ひだまりを開けます。\n{}{link}\n", words.body, app.config.address);
            let mail = Mail { to: email.clone(), subject: format!("【ひだまり】{}", words.title), text };
            app.mail.send(&mail).await
        }
        To::Browser { endpoint, p256dh, auth, .. } => {
            let subscription = app.push.subscription(endpoint, p256dh, auth);
            let subscription = subscription.map_err(|field| Unsent { why: Why::Refused, said: field.to_owned() })?;
            let message = json!({ "title": words.title, "body": words.body, "tag": tag(way), "open": link });
            let is_urgent = way.kind.topic() == Topic::Safety;
            app.push.send(&subscription, message.to_string().into_bytes(), is_urgent, app.clock.now()).await
        }
    }
}

/// A later message about the same child's coming and going takes the place of the earlier one on the screen.
fn tag(way: &Way) -> String {
    match (way.kind, way.child) {
        (MessageKind::Arrived | MessageKind::Left | MessageKind::Absent | MessageKind::Question, Some(child)) => {
            format!("day-{child}")
        }
        _ => way.message.to_string(),
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
