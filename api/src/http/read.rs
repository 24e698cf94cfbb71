//! Reading what a request carries into the endpoint's own types, with the field at fault when it does not fit.

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Payload;
use futures_util::StreamExt;
use hidamari_domain::contract::{Endpoint, Input, Method, PathParts};
use hidamari_domain::id::OperationId;
use hidamari_domain::identity::OPERATION_HEADER;
use hidamari_domain::problem::Code;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// Reads the path, the query and the body.
///
/// # Errors
/// `NotFound` for an id that is none, `Invalid` with the field, `TooLarge`, `UnsupportedMedia`, `BadRequest`.
pub fn input<E: Endpoint>(request: &HttpRequest, body: &[u8]) -> Result<Input<E>, Failure> {
    let parts: Vec<&str> = request.match_info().iter().map(|(_, value)| value).collect();
    let path = E::Path::from_parts(&parts).ok_or_else(Failure::not_found)?;
    let query = from_query(request.query_string())?;
    let body = if body.is_empty() { from_json(b"{}")? } else { from_json(an_object(body)?)? };
    Ok(Input { path, query, body })
}

/// Reads the body's bytes up to a limit. Bodies are JSON and nothing else.
pub async fn body(
    request: &HttpRequest,
    mut payload: Payload,
    method: Method,
    limit: usize,
) -> Result<Vec<u8>, Failure> {
    if method == Method::Get {
        return Ok(Vec::new());
    }
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Failure::of(Code::BadRequest))?;
        length += chunk.len();
        // Some of what is too much is still taken: who is cut off while sending never sees the answer.
        if length > 2 * limit {
            break;
        }
        if length <= limit {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > limit {
        return Err(Failure::of(Code::TooLarge));
    }
    let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !bytes.is_empty() && media.split(';').next().is_none_or(|media| media.trim() != "application/json") {
        return Err(Failure::of(Code::UnsupportedMedia));
    }
    Ok(bytes)
}

/// The id under which the client sends a write, so that sending it again changes nothing.
pub fn operation(request: &HttpRequest) -> Result<OperationId, Failure> {
    let header = request.headers().get(OPERATION_HEADER).and_then(|value| value.to_str().ok());
    header.and_then(|value| value.parse().ok()).ok_or_else(|| Failure::of(Code::BadRequest))
}

/// The library would read a list as an object's fields in their order; the document promises objects only.
fn an_object(bytes: &[u8]) -> Result<&[u8], Failure> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') { Ok(bytes) } else { Err(Failure::field(".", "shape")) }
}

fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if error.inner().classify() == serde_json::error::Category::Data {
            at_fault(&error.path().to_string(), &error.inner().to_string())
        } else {
            Failure::of(Code::BadRequest)
        }
    })?;
    json.end().map_err(|_| Failure::of(Code::BadRequest))?;
    Ok(value)
}

fn from_query<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let query = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(query)
        .map_err(|error| at_fault(&error.path().to_string(), &error.inner().to_string()))
}

/// The library's sentence is for developers; only a code of our own values passes on.
fn at_fault(field: &str, said: &str) -> Failure {
    let word = said.split_whitespace().next().unwrap_or_default();
    let missing = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match (word, missing) {
        (_, Some(name)) if field == "." => Failure::field(name, "empty"),
        (_, Some(name)) => Failure::field(&format!("{field}.{name}"), "empty"),
        ("empty" | "too_short" | "too_long" | "too_many" | "character" | "shape", _) => Failure::field(field, word),
        ("unknown", _) => Failure::field(field, "unknown"),
        _ => Failure::field(field, "shape"),
    }
}
