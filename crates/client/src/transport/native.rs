use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use hidamari_domain::contract::Method;
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};

use crate::{CallError, Received, Sent};

/// A client outside the browser, with cookies of its own. A clone shares them.
#[derive(Clone, Debug)]
pub struct Client {
    face: Face,
    origin: String,
    http: reqwest::Client,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Client {
    /// A client that speaks as a face to the server at `origin`, like `http://127.0.0.1:8080`.
    pub fn new(face: Face, origin: &str) -> Self {
        Self {
            face,
            origin: origin.trim_end_matches('/').to_owned(),
            http: reqwest::Client::new(),
            cookies: Arc::default(),
        }
    }

    /// The cookies as a request carries them.
    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub(crate) async fn send(&self, sent: &Sent) -> Result<Received, CallError> {
        let method = match sent.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = self
            .http
            .request(method, format!("{}{}", self.origin, sent.path))
            .header("origin", &self.origin)
            .header("cookie", self.cookie_header())
            .header(FACE_HEADER, self.face.key());
        if let Some(operation) = sent.operation {
            request = request.header(OPERATION_HEADER, operation.to_string());
        }
        if let Some(body) = &sent.body {
            request = request.header("content-type", "application/json").body(body.clone());
        }
        let response = request.send().await.map_err(|_| CallError::Unreachable)?;
        self.keep_cookies(response.headers());
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(|_| CallError::Unreachable)?.to_vec();
        Ok(Received { status, body })
    }

    /// Plain HTTP on loopback would make a library's jar drop our `Secure` cookies; browsers keep them there.
    fn keep_cookies(&self, headers: &reqwest::header::HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for line in headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()) {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                match value.is_empty() {
                    true => cookies.remove(name),
                    false => cookies.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
    }
}
