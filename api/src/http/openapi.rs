//! The OpenAPI 3.1 document, made from the contract, and a page to read it.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use hidamari_domain::SLICES;
use hidamari_domain::contract::{Method, Spec};
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};
use hidamari_domain::policy::ActionKey;
use hidamari_domain::problem::{Code, Problem};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route(
        "/api/openapi.json",
        web::get().to(|| async { HttpResponse::Ok().content_type("application/json").body(DOCUMENT.as_str()) }),
    );
    config.route(
        "/api/docs",
        web::get().to(|| async { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(reader()) }),
    );
}

/// The document.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| {
        s.definitions_path = "/components/schemas".into();
        s.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for (slice, specs) in SLICES {
        for spec in *specs {
            let path = paths.entry(spec.path).or_insert_with(|| json!({}));
            if let Value::Object(methods) = path {
                methods.insert(spec.method.text().to_lowercase(), operation(slice, spec, &mut schemas));
            }
        }
    }
    let problem = schemas.subschema_for::<Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hidamari", "version": env!("CARGO_PKG_VERSION"),
            "description": "ひだまり: families, nurseries and the ward office.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": refusals(problem.as_value()),
            "headers": {
                "request": {
                    "description": "The request's id, to be quoted when asking for help.",
                    "required": true, "schema": { "type": "string", "format": "uuid" },
                },
                "retry": {
                    "description": "Seconds to wait.",
                    "required": true, "schema": { "type": "string", "pattern": "^[0-9]+$" },
                },
                "allow": {
                    "description": "The methods there are.",
                    "required": true, "schema": { "type": "string" },
                },
            },
            "securitySchemes": sessions(),
        },
    })
}

/// One cookie a face; the page says in a header which face it is.
fn sessions() -> Map<String, Value> {
    let session = |face: &Face| {
        let cookie = json!({ "type": "apiKey", "in": "cookie", "name": format!("__Host-{}", face.key()) });
        (face.key().to_owned(), cookie)
    };
    Face::ALL.iter().map(session).collect()
}

/// A response for each status that a problem can have.
fn refusals(problem: &Value) -> Map<String, Value> {
    let mut all = Map::new();
    for status in Code::ALL.iter().map(|code| code.status()) {
        let codes: Vec<&Code> = Code::ALL.iter().filter(|code| code.status() == status).collect();
        let titles: Vec<&str> = codes.iter().map(|code| code.title()).collect();
        let names: Vec<&str> = codes.iter().map(|code| code.text()).collect();
        let its_own = json!({ "properties": { "status": { "const": status }, "code": { "enum": names } } });
        let mut headers = json!({ "x-request-id": { "$ref": "#/components/headers/request" } });
        match status {
            429 | 503 => headers["retry-after"] = json!({ "$ref": "#/components/headers/retry" }),
            405 => headers["allow"] = json!({ "$ref": "#/components/headers/allow" }),
            _ => {}
        }
        all.insert(
            format!("Problem{status}"),
            json!({
                "description": titles.join(" / "),
                "headers": headers,
                "content": { "application/problem+json": { "schema": { "allOf": [problem, its_own] } } },
            }),
        );
    }
    all
}

/// The problems that an operation can answer with.
fn possible(spec: &Spec) -> impl Iterator<Item = Code> {
    let is_write = spec.method != Method::Get;
    let needs_session = !spec.action.is_for_anyone();
    Code::ALL.iter().copied().filter(move |code| match code {
        Code::SignedOut | Code::NotFound | Code::Invalid | Code::Internal | Code::Unavailable => true,
        Code::ForeignOrigin
        | Code::BadRequest
        | Code::Conflict
        | Code::TooLarge
        | Code::UnsupportedMedia
        | Code::TooMany
        | Code::StorageFull => is_write,
        Code::WrongCredentials => is_write,
        Code::Expired => is_write && !needs_session,
        // Every path answers other methods so.
        Code::MethodNotAllowed => false,
    })
}

fn operation(slice: &str, spec: &Spec, schemas: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = spec
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }))
        .collect();
    parameters.push(json!({
        "name": FACE_HEADER, "in": "header", "schema": { "type": "string" },
        "description": "family, classroom or office: whose session counts. Anything else is family.",
    }));
    if spec.method != Method::Get && !spec.action.is_for_anyone() {
        parameters.push(json!({
            "name": OPERATION_HEADER, "in": "header", "required": true, "schema": { "type": "string", "format": "uuid" },
            "description": "The write's own id: sent again under the same one, it changes nothing.",
        }));
    }
    let query = (spec.schemas.query)(schemas);
    parameters.extend(query_parameters(query.as_value(), schemas));
    let media = if spec.action == ActionKey::FollowLive { "text/event-stream" } else { "application/json" };
    let reply = (spec.schemas.reply)(schemas);
    let mut responses = json!({ "200": {
        "description": spec.doc.trim(),
        "headers": { "x-request-id": { "$ref": "#/components/headers/request" } },
        "content": { media: { "schema": reply } },
    } });
    for code in possible(spec) {
        let status = code.status();
        responses[status.to_string()] = json!({ "$ref": format!("#/components/responses/Problem{status}") });
    }
    let mut operation = json!({
        "operationId": spec.name,
        "tags": [slice],
        "summary": spec.doc.trim(),
        "x-action": spec.action.name(),
        "parameters": parameters,
        "responses": responses,
    });
    if spec.method != Method::Get {
        let body = (spec.schemas.body)(schemas);
        operation["requestBody"] = json!({ "required": takes_something(&body, schemas), "content": { "application/json": { "schema": body } } });
    }
    if !spec.action.is_for_anyone() {
        operation["security"] = Face::ALL.iter().map(|face| json!({ face.key(): [] })).collect();
    }
    operation
}

/// A body without fields may be left out.
fn takes_something(body: &Schema, schemas: &SchemaGenerator) -> bool {
    definition(body.as_value(), schemas).get("properties").is_some()
}

/// What a schema says, also when it only names where that is said.
fn definition<'a>(schema: &'a Value, schemas: &'a SchemaGenerator) -> &'a Value {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    name.and_then(|name| schemas.definitions().get(name)).unwrap_or(schema)
}

/// The fields of the query's struct, each as a parameter.
fn query_parameters(query: &Value, schemas: &SchemaGenerator) -> Vec<Value> {
    let fields = definition(query, schemas).get("properties").and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .map(|(name, schema)| json!({ "name": name, "in": "query", "schema": schema }))
        .collect()
}

fn reader() -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>Hidamari API</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><h1>Hidamari API</h1>\
         <p><a href=\"/api/openapi.json\">OpenAPI 3.1</a></p>",
    );
    for (slice, specs) in SLICES {
        page.push_str(&format!("<h2>{slice}</h2><dl>"));
        for spec in *specs {
            let (method, path, doc) = (spec.method.text(), spec.path, spec.doc.trim());
            page.push_str(&format!("<dt><code>{method} {path}</code> — {}</dt><dd>{doc}</dd>", spec.name));
        }
        page.push_str("</dl>");
    }
    page
}
