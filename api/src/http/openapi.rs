//! The OpenAPI 3.1 document, made from the contract, and a page to read it.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use hidamari_domain::SLICES;
use hidamari_domain::contract::{Method, Spec};
use hidamari_domain::identity::{FACE_HEADER, OPERATION_HEADER};
use hidamari_domain::policy::ActionKey;
use hidamari_domain::problem::Problem;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
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
        "info": { "title": "Hidamari", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": { "Problem": {
                "description": "何が起きたか、どうすればよいか (RFC 9457)",
                "content": { "application/problem+json": { "schema": problem } },
            } },
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "__Host-family" } },
        },
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
        "name": FACE_HEADER, "in": "header", "schema": { "type": "string", "enum": ["family", "classroom", "office"] },
    }));
    if spec.method != Method::Get && !spec.action.is_for_anyone() {
        parameters.push(json!({
            "name": OPERATION_HEADER, "in": "header", "required": true, "schema": { "type": "string", "format": "uuid" },
        }));
    }
    let query = (spec.schemas.query)(schemas);
    parameters.extend(query_parameters(query.as_value(), schemas));
    let media = if spec.action == ActionKey::FollowLive { "text/event-stream" } else { "application/json" };
    let reply = (spec.schemas.reply)(schemas);
    let mut operation = json!({
        "operationId": spec.name,
        "tags": [slice],
        "summary": spec.doc.trim(),
        "x-action": spec.action.name(),
        "parameters": parameters,
        "responses": {
            "200": { "description": spec.doc.trim(), "content": { media: { "schema": reply } } },
            "default": { "$ref": "#/components/responses/Problem" },
        },
    });
    if let Value::Object(operation) = &mut operation {
        if spec.method != Method::Get {
            let body = (spec.schemas.body)(schemas);
            operation.insert(
                "requestBody".to_owned(),
                json!({ "required": true, "content": { "application/json": { "schema": body } } }),
            );
        }
        if !spec.action.is_for_anyone() {
            operation.insert("security".to_owned(), json!([{ "session": [] }]));
        }
    }
    operation
}

/// The fields of the query's struct, each as a parameter.
fn query_parameters(query: &Value, schemas: &SchemaGenerator) -> Vec<Value> {
    let name = query.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    let found = name.and_then(|name| schemas.definitions().get(name)).unwrap_or(query);
    let fields = found.get("properties").and_then(Value::as_object);
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
