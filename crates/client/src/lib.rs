//! The typed client: one method, [`Client::call`], for every endpoint of the contract.
//!
//! In the browser it uses `fetch` and the browser's cookies; elsewhere reqwest and a cookie jar of its own. The web
//! app, the API's tests and the load generator all use it, so the contract is exercised by everything.

mod json;
mod transport;

use hidamari_domain::contract::{Endpoint, Method, PathParts};
use hidamari_domain::id::OperationId;
use hidamari_domain::identity::{Face, Refresh};
use hidamari_domain::problem::{Code, Problem};
use uuid::Uuid;

pub use transport::Client;

/// Why a call gave no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// The server refused or failed, and says why.
    Problem(Box<Problem>),
    /// The server could not be reached, or the answer was cut off. It may or may not have acted: send it again
    /// under the same operation id.
    Unreachable,
    /// The answer is not of the contract: a proxy's page, or a server of another version.
    Foreign,
}

impl CallError {
    /// The problem's code, if it is one.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}

/// A request as the transports send it.
#[derive(Clone, Debug)]
pub struct Sent {
    method: Method,
    path: String,
    body: Option<String>,
    operation: Option<OperationId>,
}

/// An answer as the transports receive it.
#[derive(Debug)]
struct Received {
    status: u16,
    body: Vec<u8>,
}

impl Client {
    /// Calls an endpoint without a query.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn call<E>(&self, path: E::Path, body: &E::Body) -> Result<E::Reply, CallError>
    where
        E: Endpoint,
        E::Query: Default,
    {
        self.call_as::<E>(new_operation(), path, &E::Query::default(), body).await
    }

    /// Reads from an endpoint.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn read<E>(&self, path: E::Path, query: &E::Query) -> Result<E::Reply, CallError>
    where
        E: Endpoint,
        E::Body: Default,
    {
        self.call_as::<E>(new_operation(), path, query, &E::Body::default()).await
    }

    /// Calls an endpoint under an operation id of the caller's, so that a write can be sent again.
    ///
    /// A session that has merely grown old is renewed once on the way.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn call_as<E: Endpoint>(
        &self,
        operation: OperationId,
        path: E::Path,
        query: &E::Query,
        body: &E::Body,
    ) -> Result<E::Reply, CallError> {
        decode(&self.answer(&prepare::<E>(operation, &path, query, body)?).await?)
    }

    /// Sends a request and gives the answer's bytes; [`decode`] understands them. It is the same code for every
    /// endpoint, so a browser need not load it once for each.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn answer(&self, sent: &Sent) -> Result<Vec<u8>, CallError> {
        match accepted(self.send(sent).await?) {
            Err(CallError::Problem(problem)) if problem.code == Code::SignedOut && self.renew().await => {
                accepted(self.send(sent).await?)
            }
            result => result,
        }
    }

    /// Renews the session by the refresh cookie; false when there is none that is good.
    async fn renew(&self) -> bool {
        let nothing = hidamari_domain::contract::Nothing {};
        let Ok(sent) = prepare::<Refresh>(new_operation(), &(), &nothing, &nothing) else { return false };
        matches!(self.send(&sent).await, Ok(received) if received.status == 200)
    }
}

/// Makes the request of a call.
///
/// # Errors
/// `Foreign` for a query or body that cannot be written.
pub fn prepare<E: Endpoint>(
    operation: OperationId,
    path: &E::Path,
    query: &E::Query,
    body: &E::Body,
) -> Result<Sent, CallError> {
    let mut sent = reading(address::<E>(path, query)?);
    if E::METHOD != Method::Get {
        sent.method = E::METHOD;
        sent.body = Some(json::write(body).map_err(|_| CallError::Foreign)?);
        sent.operation = Some(operation);
    }
    Ok(sent)
}

/// The request that reads an address made by [`address`].
pub const fn reading(address: String) -> Sent {
    Sent { method: Method::Get, path: address, body: None, operation: None }
}

/// An endpoint's address: its path, and its query if there is any.
///
/// # Errors
/// `Foreign` for a query that cannot be written as one.
pub fn address<E: Endpoint>(path: &E::Path, query: &E::Query) -> Result<String, CallError> {
    let mut path = path.fill(E::PATH);
    if size_of::<E::Query>() > 0 {
        path.push_str(&json::query(query).map_err(|_| CallError::Foreign)?);
    }
    Ok(path)
}

fn accepted(received: Received) -> Result<Vec<u8>, CallError> {
    if received.status == 200 {
        return Ok(received.body);
    }
    match json::read(&received.body) {
        Ok(problem) => Err(CallError::Problem(Box::new(problem))),
        Err(_) => Err(CallError::Foreign),
    }
}

/// The reply in an answer's bytes.
///
/// # Errors
/// `Foreign` when they are not such a reply.
pub fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, CallError> {
    json::read(bytes).map_err(|_| CallError::Foreign)
}

/// As [`decode`] reads it, for what is kept on the device.
///
/// # Errors
/// `Foreign` for what the contract has no form for.
pub fn encode<T: serde::Serialize>(value: &T) -> Result<String, CallError> {
    json::write(value).map_err(|_| CallError::Foreign)
}

/// A new operation id.
pub fn new_operation() -> OperationId {
    OperationId(Uuid::now_v7())
}

/// The live stream's address for a face.
pub fn live_path(face: Face) -> String {
    format!("/api/live?face={}", face.key())
}
