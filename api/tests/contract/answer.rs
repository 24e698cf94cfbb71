//! Answers with their headers, and the requests of these tests.

use std::time::Duration;

use hidamari_domain::contract::Method;
use hidamari_domain::identity::{Face, OPERATION_HEADER};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Caller, PASSWORD, Server};

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn cookies(&self) -> Vec<String> {
        self.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap().to_owned()).collect()
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies();
        let line = cookies.iter().find_map(|line| line.strip_prefix(&format!("{name}=")))?;
        Some(line.split(';').next().unwrap_or_default().to_owned())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The status and the problem's code.
    pub fn problem(&self) -> (u16, String) {
        (self.status, self.json()["code"].as_str().unwrap_or_default().to_owned())
    }
}

/// A status with a problem's code, to compare with.
pub fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// A write as a page of ours sends it.
pub fn write(by: &Caller, method: Method, path: &str, body: &Value) -> RequestBuilder {
    by.request(method, path)
        .header(OPERATION_HEADER, Uuid::now_v7().to_string())
        .header("content-type", "application/json")
        .body(body.to_string())
}

/// Signs in.
pub async fn sign_in(server: &Server, face: Face, email: &str, password: &str) -> Answer {
    let credentials = json!({ "face": face.key(), "email": email, "password": password });
    Answer::of(write(&server.stranger(face), Method::Post, "/api/sessions", &credentials)).await
}

/// Signs in with the password everyone has; answers with the access and the refresh token.
pub async fn tokens(server: &Server, face: Face, email: &str) -> (String, String) {
    let answer = sign_in(server, face, email, PASSWORD).await;
    assert_eq!(answer.status, 200, "{:?}", answer.json());
    let name = format!("__Host-{}", face.key());
    (answer.cookie(&name).unwrap(), answer.cookie(&format!("{name}-refresh")).unwrap())
}

/// Someone with an access token.
pub fn with_token(server: &Server, face: Face, token: &str) -> Caller {
    Caller::new(&server.origin, face, Some(format!("__Host-{}={token}", face.key())))
}

/// Whether someone is signed in.
pub async fn is_signed_in(by: &Caller) -> bool {
    match Answer::of(by.request(Method::Get, "/api/me")).await.problem() {
        (200, _) => true,
        other => {
            assert_eq!(other, problem(401, "signed_out"));
            false
        }
    }
}

/// Opens the live stream and reads its beginning.
pub async fn stream(by: &Caller) -> reqwest::Response {
    let mut stream = by.request(Method::Get, "/api/live").send().await.unwrap();
    assert_eq!(stream.status().as_u16(), 200);
    assert!(stream.chunk().await.unwrap().is_some());
    stream
}

/// Whether a stream ends within a second.
pub async fn ends(mut stream: reqwest::Response) -> bool {
    let rest = async { while let Ok(Some(_)) = stream.chunk().await {} };
    tokio::time::timeout(Duration::from_secs(1), rest).await.is_ok()
}
