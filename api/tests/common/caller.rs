use hidamari_client::new_operation;
use hidamari_domain::contract::{Endpoint, Method, PathParts};
use hidamari_domain::id::OperationId;
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};
use hidamari_domain::problem::Problem;
use serde_json::Value;

/// Someone who sends requests over HTTP, and sees the answers as they are.
#[derive(Clone, Debug)]
pub struct Caller {
    http: reqwest::Client,
    origin: String,
    face: Face,
    cookie: Option<String>,
}

impl Caller {
    pub fn new(origin: &str, face: Face, cookie: Option<String>) -> Self {
        Self { http: reqwest::Client::new(), origin: origin.to_owned(), face, cookie }
    }

    /// Calls an endpoint without a query.
    pub async fn call<E>(&self, path: E::Path, body: &E::Body) -> Result<E::Reply, Problem>
    where
        E: Endpoint,
        E::Query: Default,
    {
        decoded(self.raw::<E>(new_operation(), path, &E::Query::default(), body).await)
    }

    /// Reads from an endpoint.
    pub async fn read<E>(&self, path: E::Path, query: &E::Query) -> Result<E::Reply, Problem>
    where
        E: Endpoint,
        E::Body: Default,
    {
        decoded(self.raw::<E>(new_operation(), path, query, &E::Body::default()).await)
    }

    /// The JSON that an endpoint without query and body answers with.
    pub async fn json<E>(&self, path: E::Path) -> Value
    where
        E: Endpoint,
        E::Query: Default,
        E::Body: Default,
    {
        let (status, body) = self.raw::<E>(new_operation(), path, &E::Query::default(), &E::Body::default()).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// The status and JSON that an endpoint answers with.
    pub async fn raw<E: Endpoint>(
        &self,
        operation: OperationId,
        path: E::Path,
        query: &E::Query,
        body: &E::Body,
    ) -> (u16, Value) {
        let query = serde_urlencoded::to_string(query).unwrap();
        let body = (E::METHOD != Method::Get).then(|| serde_json::to_string(body).unwrap());
        self.send(E::METHOD, &format!("{}?{query}", path.fill(E::PATH)), Some(operation), body).await
    }

    /// Sends whatever shall be sent.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        operation: Option<OperationId>,
        body: Option<String>,
    ) -> (u16, Value) {
        let mut request = self.request(method, path);
        if let (Some(operation), true) = (operation, method != Method::Get) {
            request = request.header(OPERATION_HEADER, operation.to_string());
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let bytes = response.bytes().await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// A request with everything a page of ours sends along.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(method.text().as_bytes()).unwrap();
        let request = self.http.request(method, format!("{}{path}", self.origin));
        let request = request.header("origin", &self.origin).header(FACE_HEADER, self.face.key());
        match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }
}

fn decoded<T: serde::de::DeserializeOwned>((status, body): (u16, Value)) -> Result<T, Problem> {
    match status {
        200 => Ok(serde_json::from_value(body).unwrap()),
        _ => Err(serde_json::from_value(body).unwrap()),
    }
}
