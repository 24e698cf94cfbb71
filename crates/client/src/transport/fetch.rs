use gloo_net::http::RequestBuilder;
use hidamari_domain::contract::Method;
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};

use crate::{CallError, Received, Sent};

/// The client of one face in a browser.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    face: Face,
}

impl Client {
    /// A client that speaks as a face; the browser keeps the cookies.
    pub const fn new(face: Face) -> Self {
        Self { face }
    }

    pub(crate) async fn send(&self, sent: &Sent) -> Result<Received, CallError> {
        let method = match sent.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let mut request = RequestBuilder::new(&sent.path).method(method).header(FACE_HEADER, self.face.key());
        if let Some(operation) = sent.operation {
            request = request.header(OPERATION_HEADER, &operation.to_string());
        }
        let response = match &sent.body {
            Some(body) => {
                let request = request.header("content-type", "application/json").body(body.as_str());
                request.map_err(|_| CallError::Unreachable)?.send().await
            }
            None => request.send().await,
        }
        .map_err(|_| CallError::Unreachable)?;
        let body = response.binary().await.map_err(|_| CallError::Unreachable)?;
        Ok(Received { status: response.status(), body })
    }
}
