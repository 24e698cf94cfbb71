//! Requests as they go over the wire, and answers as they come back.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use hidamari_domain::contract::Method;
use hidamari_domain::id::OperationId;
use hidamari_domain::identity::{FACE_HEADER, OPERATION_HEADER};
use serde_json::Value;

use crate::common::Server;
use crate::people::Person;

/// What is sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: Method,
    pub path: String,
    pub body: Option<Value>,
    /// The refresh token to send along.
    pub refresh: Option<String>,
    pub operation: OperationId,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Got {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// For a person to read.
    pub fn shown(&self) -> String {
        let text: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        format!("{} {text}", self.status)
    }

    /// Everything that must not tell the forbidden from the missing.
    pub fn told(&self) -> (u16, Vec<(String, String)>, String) {
        let id = self.header("x-request-id").unwrap_or("-");
        let body = String::from_utf8_lossy(&self.body).replace(id, "");
        // Whether the connection is kept is between this machine and the next.
        let passing = ["x-request-id", "date", "connection"];
        let headers = self.headers.iter().filter(|(name, _)| !passing.contains(&name.as_str())).cloned();
        (self.status, headers.collect(), body)
    }
}

/// The way to the server. Every request comes from an address of its own, so that no limit is met.
pub struct Wire {
    http: reqwest::Client,
    origin: String,
    next: AtomicU32,
    responses: AtomicUsize,
}

impl Wire {
    pub fn new(server: &Server) -> Self {
        Self {
            http: reqwest::Client::new(),
            origin: server.origin.clone(),
            next: AtomicU32::new(1),
            responses: AtomicUsize::new(0),
        }
    }

    /// How many answers came back.
    pub fn responses(&self) -> usize {
        self.responses.load(Ordering::Relaxed)
    }

    /// Sends a request as someone; of a stream only the beginning is read.
    pub async fn send(&self, server: &Server, by: &Person, sent: &Sent) -> Got {
        let mut response = self.request(server, by, sent).send().await.unwrap();
        self.responses.fetch_add(1, Ordering::Relaxed);
        let status = response.status().as_u16();
        let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers: Vec<_> =
            response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let is_stream = headers.iter().any(|(name, value)| name == "content-type" && value == "text/event-stream");
        let body = match is_stream {
            true => response.chunk().await.unwrap().unwrap_or_default().to_vec(),
            false => response.bytes().await.unwrap().to_vec(),
        };
        Got { status, headers, body }
    }

    /// A request with everything a page of ours sends along.
    pub fn request(&self, server: &Server, by: &Person, sent: &Sent) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(sent.method.text().as_bytes()).unwrap();
        let face = by.face.key();
        let mut request = self
            .http
            .request(method, format!("{}{}", self.origin, sent.path))
            .header("origin", &self.origin)
            .header("x-forwarded-for", self.address().to_string())
            .header(FACE_HEADER, face);
        if let Some(token) = token(server, by) {
            request = request.header("cookie", format!("__Host-{face}={token}"));
        }
        if let Some(refresh) = &sent.refresh {
            request = request.header("cookie", format!("__Host-{face}-refresh={refresh}"));
        }
        if sent.method != Method::Get {
            request = request.header(OPERATION_HEADER, sent.operation.to_string());
        }
        match &sent.body {
            Some(body) => request.header("content-type", "application/json").body(body.to_string()),
            None => request,
        }
    }

    fn address(&self) -> Ipv4Addr {
        Ipv4Addr::from(0x0a00_0000 + self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// A fresh access token, because the tests' clock runs longer than one is good for.
fn token(server: &Server, by: &Person) -> Option<String> {
    let session = by.session?;
    Some(server.app.secrets.access_token(session, by.face, server.app.clock.now()).unwrap())
}
