//! Who sends a request: the session's cookies, one pair a face, and the check that a write comes from our own pages.

use std::net::IpAddr;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{HOST, ORIGIN};
use hidamari_domain::contract::Method;
use hidamari_domain::identity::{FACE_HEADER, Face};
use hidamari_domain::policy::Actor;
use hidamari_domain::problem::Code;

use super::SetCookies;
use crate::access;
use crate::app::App;
use crate::failure::Failure;

/// A browser forgets the refresh cookie after so many days without a visit.
const REFRESH_DAYS: i64 = 60;

/// Who sends a request, from which face and address.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who; [`Actor::NOBODY`] without a good session.
    pub actor: Arc<Actor>,
    /// Which face.
    pub face: Face,
    /// The address, for limits on guessing.
    pub address: IpAddr,
}

impl Caller {
    /// Reads the caller of a request.
    ///
    /// # Errors
    /// `ForeignOrigin` for a write from elsewhere, or that the database cannot be read.
    pub async fn of(app: &App, request: &HttpRequest, method: Method) -> Result<Self, Failure> {
        if method != Method::Get && !is_same_origin(request) {
            return Err(Failure::of(Code::ForeignOrigin));
        }
        let face = face_of(request);
        let session = request
            .cookie(&access_name(face))
            .and_then(|cookie| app.secrets.session_of(cookie.value(), face, app.clock.now()));
        let actor = match session {
            Some(session) => access::actor(app, session).await?,
            None => None,
        };
        let actor = actor.unwrap_or_else(|| Arc::new(Actor::NOBODY));
        Ok(Self { actor, face, address: address_of(app, request) })
    }
}

/// The face a page says it is, or for streams and files, which cannot say it, the query's `face`.
fn face_of(request: &HttpRequest) -> Face {
    let named = request.headers().get(FACE_HEADER).and_then(|value| value.to_str().ok());
    let asked = || request.query_string().split('&').find_map(|pair| pair.strip_prefix("face="));
    named.or_else(asked).and_then(Face::from_key).unwrap_or(Face::Family)
}

/// A browser says where a request comes from; whoever says nothing is no page of ours either.
fn is_same_origin(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    match (header(ORIGIN.as_str()), header(HOST.as_str())) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, authority)| authority == host),
        _ => false,
    }
}

fn address_of(app: &App, request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.ip());
    if !app.config.trusted_proxies.contains(&peer) {
        return peer;
    }
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok()).unwrap_or(peer)
}

fn access_name(face: Face) -> String {
    format!("__Host-{}", face.key())
}

fn refresh_name(face: Face) -> String {
    format!("__Host-{}-refresh", face.key())
}

/// The refresh token a request carries for its face.
pub fn refresh_cookie(request: &HttpRequest) -> Option<(Face, String)> {
    let face = face_of(request);
    request.cookie(&refresh_name(face)).map(|cookie| (face, cookie.value().to_owned()))
}

/// The cookies that a response sets.
pub fn cookies(set: &SetCookies) -> Vec<Cookie<'static>> {
    match set {
        SetCookies::Unchanged => Vec::new(),
        SetCookies::Cleared(face) => {
            vec![
                cookie(access_name(*face), "", Duration::ZERO),
                cookie(refresh_name(*face), "", Duration::ZERO),
                marker(*face, Duration::ZERO),
            ]
        }
        SetCookies::Tokens { face, access, refresh } => {
            let age = Duration::days(REFRESH_DAYS);
            let access = cookie(access_name(*face), access, age);
            let refresh = refresh.as_ref().map(|refresh| cookie(refresh_name(*face), refresh, age));
            [access, marker(*face, age)].into_iter().chain(refresh).collect()
        }
    }
}

/// Tells the page that asking who is signed in is worth it; a first visit then asks nothing it is refused.
fn marker(face: Face, age: Duration) -> Cookie<'static> {
    let mut marker = cookie(face.marker().to_owned(), "1", age);
    marker.set_http_only(false);
    marker
}

fn cookie(name: String, value: &str, age: Duration) -> Cookie<'static> {
    Cookie::build(name, value.to_owned())
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(age)
        .finish()
}
