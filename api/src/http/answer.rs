use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use hidamari_domain::identity::Face;
use serde::Serialize;

use crate::failure::Failure;

/// What happens to the cookies of a face's session.
#[derive(Debug)]
pub enum SetCookies {
    /// Nothing.
    Unchanged,
    /// They are cleared.
    Cleared(Face),
    /// The session has new tokens; without a refresh token, only the access token is new.
    Tokens {
        /// Whose session.
        face: Face,
        /// The access token.
        access: String,
        /// The refresh token.
        refresh: Option<String>,
    },
}

/// What a request is answered with, where a reply alone is not enough.
#[derive(Debug)]
pub struct Answer<T> {
    /// The reply.
    pub reply: T,
    /// Cookies to set.
    pub cookies: SetCookies,
}

impl<T> From<T> for Answer<T> {
    fn from(reply: T) -> Self {
        Self { reply, cookies: SetCookies::Unchanged }
    }
}

impl<T> Answer<T> {
    /// A reply that sets cookies.
    pub const fn with(reply: T, cookies: SetCookies) -> Self {
        Self { reply, cookies }
    }
}

/// A JSON text as a response.
pub fn json(body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::build(StatusCode::OK)
        .content_type("application/json")
        .insert_header(("cache-control", "no-store"))
        .body(body.into())
}

/// A reply as JSON text.
pub fn to_json(reply: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(reply).map_err(|error| Failure::Fault(error.to_string()))
}
