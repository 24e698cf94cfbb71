use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use serde::Serialize;

use crate::failure::Failure;

/// What a request is answered with, where a reply alone is not enough.
#[derive(Debug)]
pub struct Answer<T> {
    /// The reply.
    pub reply: T,
    /// Cookies to set.
    pub cookies: Vec<Cookie<'static>>,
}

impl<T> From<T> for Answer<T> {
    fn from(reply: T) -> Self {
        Self { reply, cookies: Vec::new() }
    }
}

impl<T> Answer<T> {
    /// A reply that sets cookies.
    pub fn with(reply: T, cookies: [Cookie<'static>; 2]) -> Self {
        Self { reply, cookies: cookies.into() }
    }
}

/// A JSON text as a response.
pub fn json(body: String) -> HttpResponse {
    HttpResponse::build(StatusCode::OK)
        .content_type("application/json")
        .insert_header(("cache-control", "no-store"))
        .body(body)
}

/// A reply as JSON text.
pub fn to_json(reply: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(reply).map_err(|error| Failure::Fault(error.to_string()))
}
