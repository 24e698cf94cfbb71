use std::sync::Arc;

use super::stream;
use crate::app::App;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use hidamari_domain::policy::Permit;
use hidamari_domain::policy::action::FollowLive;

/// Opens a stream.
pub fn follow(app: &App, request: &HttpRequest, permit: Permit<FollowLive>) -> HttpResponse {
    let Some(session) = permit.session() else { return HttpResponse::NoContent().finish() };
    let after = request.headers().get("last-event-id").and_then(|id| number_of(app.hub.epoch, id.to_str().ok()?));
    let events = app.hub.follow(session, Arc::new(permit.actor().clone()), after);
    if app.callers.get(session).is_none_or(|actor| *actor != *permit.actor()) {
        app.hub.leave(session);
    }
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("content-encoding", "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(stream::follow(app.hub.epoch, events).map(|event| event.map(Bytes::from)))
}

/// The number in an event's id, if it is of this start of the server.
fn number_of(epoch: u64, id: &str) -> Option<u64> {
    let (of, number) = id.split_once('-')?;
    (u64::from_str_radix(of, 16) == Ok(epoch)).then(|| number.parse().ok())?
}
