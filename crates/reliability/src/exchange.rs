//! One request of a tablet and what it comes to.

use std::time::Duration;

use hidamari_domain::attendance::{NewMarks, RecordMarks, Recorded};
use hidamari_domain::contract::Endpoint;
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};
use hidamari_domain::problem::{Code, Problem};

use crate::ledger::{Ledger, Operation};

/// Longer than the server lets anything take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What a tablet learns.
pub enum Answer {
    /// It is recorded; the answer's body.
    Recorded(String),
    /// It is not recorded and will be if sent later.
    Later,
    /// Nothing, or nothing that is understood: it may or may not be recorded.
    Nothing,
}

/// Where requests go, and as whom.
pub struct Way {
    /// The connections.
    pub http: reqwest::Client,
    /// Like `http://127.0.0.1:8080`.
    pub origin: String,
    /// The session's cookies.
    pub cookies: String,
}

/// Sends a write once and notes what comes of it.
pub async fn send(ledger: &Ledger, way: &Way, operation: &Operation) -> Answer {
    let body = serde_json::to_string(&NewMarks { marks: operation.marks.clone() }).expect("json");
    let request = way
        .http
        .post(format!("{}{}", way.origin, RecordMarks::PATH))
        .header("origin", &way.origin)
        .header("cookie", &way.cookies)
        .header(FACE_HEADER, Face::Office.key())
        .header(OPERATION_HEADER, operation.id.to_string())
        .header("content-type", "application/json")
        .timeout(TIMEOUT)
        .body(body);
    let under_way = ledger.sending();
    let answer = receive(request).await;
    drop(under_way);
    match answer {
        Ok((200, _, body)) => recorded(ledger, operation, body),
        Ok((status, kind, body)) => refused(ledger, status, &kind, &body),
        Err(error) => {
            if error.is_timeout() {
                ledger.surprise(format!("no answer within {TIMEOUT:?}"));
            } else if !error.is_connect() {
                ledger.interrupt();
            }
            Answer::Nothing
        }
    }
}

async fn receive(request: reqwest::RequestBuilder) -> Result<(u16, String, String), reqwest::Error> {
    let response = request.send().await?;
    let status = response.status().as_u16();
    let kind =
        response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    Ok((status, kind, response.text().await?))
}

fn recorded(ledger: &Ledger, operation: &Operation, body: String) -> Answer {
    let told = serde_json::from_str::<Recorded>(&body);
    if told.is_ok_and(|told| told.children.len() == operation.marks.len()) {
        Answer::Recorded(body)
    } else {
        ledger.surprise(format!("a success that does not tell of its children: {body}"));
        Answer::Nothing
    }
}

fn refused(ledger: &Ledger, status: u16, kind: &str, body: &str) -> Answer {
    let problem = serde_json::from_str::<Problem>(body).ok().filter(|_| kind == "application/problem+json");
    let is_clear = problem.is_some_and(|problem| {
        problem.status == status && matches!(problem.code, Code::Unavailable | Code::StorageFull)
    });
    if is_clear {
        ledger.refuse(status);
        Answer::Later
    } else {
        ledger.surprise(format!("{status} {}", without_request(body)));
        Answer::Nothing
    }
}

/// Each request has an id of its own; the kind of refusal is what is counted.
fn without_request(body: &str) -> &str {
    body.split(",\"request\"").next().unwrap_or(body)
}
