use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};
use js_sys::futures::JsFuture;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, RequestInit, Response};

use crate::{CallError, Received, Sent};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str, init: &RequestInit) -> Promise;
}

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
        self.exchange(sent).await.map_err(|_| CallError::Unreachable)
    }

    async fn exchange(&self, sent: &Sent) -> Result<Received, JsValue> {
        let headers = Headers::new()?;
        headers.set(FACE_HEADER, self.face.key())?;
        let init = RequestInit::new();
        init.set_method(sent.method.text());
        if let Some(operation) = sent.operation {
            headers.set(OPERATION_HEADER, &operation.to_string())?;
        }
        if let Some(body) = &sent.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        let response: Response = JsFuture::from(fetch(&sent.path, &init)).await?.unchecked_into();
        let body = JsFuture::from(response.array_buffer()?).await?;
        Ok(Received { status: response.status(), body: Uint8Array::new(&body).to_vec() })
    }
}
