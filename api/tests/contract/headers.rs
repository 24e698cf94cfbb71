//! What every response carries.

use std::fs;

use hidamari_domain::contract::Method;
use hidamari_domain::identity::Face;
use hidamari_domain::policy::StaffRole;
use serde_json::json;

use crate::answer::{Answer, write};
use crate::common::{Caller, Database, Server, World};

const EXPECTED: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

async fn server_with_faces() -> Server {
    let database = Database::create();
    let web = database.folder.join("web");
    fs::create_dir_all(web.join("family/assets")).unwrap();
    fs::write(web.join("family/index.html"), "<!doctype html>").unwrap();
    fs::write(web.join("family/assets/face-1.js"), "1;").unwrap();
    fs::write(web.join("secret.txt"), "not a face's").unwrap();
    Server::start_on(database, |_| {}).await
}

async fn get(by: &Caller, path: &str) -> Answer {
    Answer::of(by.request(Method::Get, path)).await
}

#[actix_web::test]
async fn every_kind_of_response_is_protected() {
    let server = server_with_faces().await;
    let world = World::seed(&server).await;
    let stranger = server.stranger(Face::Family);
    let director = world.office(&server, StaffRole::Director).await;
    let stream = director.request(Method::Get, "/api/live").send().await.unwrap();
    let stream = Answer { status: stream.status().as_u16(), headers: stream.headers().clone(), body: Vec::new() };
    let too_large = write(&director, Method::Put, "/api/me/password", &json!("x".repeat(300_000)));
    let answers = [
        ("an answer", 200, get(&director, "/api/facilities").await),
        ("signed out", 401, get(&stranger, "/api/facilities").await),
        ("forbidden", 404, get(&director, "/api/me/children").await),
        ("no such path", 404, get(&stranger, "/api/nothing").await),
        ("no such method", 405, Answer::of(write(&stranger, Method::Put, "/api/me", &json!({}))).await),
        ("too large", 413, Answer::of(too_large).await),
        ("a stream", 200, stream),
        ("a page", 200, get(&stranger, "/family/").await),
        ("a screen", 200, get(&stranger, "/family/settings").await),
        ("a hashed file", 200, get(&stranger, "/family/assets/face-1.js").await),
        ("no such file", 404, get(&stranger, "/family/assets/face-2.js").await),
        ("out of the folder", 404, get(&stranger, "/family/..%2fsecret.txt").await),
        ("no such address", 404, get(&stranger, "/wp-admin").await),
        ("the document", 200, get(&stranger, "/api/openapi.json").await),
        ("its reader", 200, get(&stranger, "/api/docs").await),
        ("health", 200, get(&stranger, "/health/ready").await),
    ];
    for (what, status, answer) in answers {
        assert_eq!(answer.status, status, "{what}");
        for (name, value) in EXPECTED {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        let id = answer.header("x-request-id");
        assert_eq!(id.len(), 36, "{what}: x-request-id");
        if answer.header("content-type") == "application/problem+json" {
            assert_eq!(answer.json()["request"], id, "{what}: the problem's request");
        }
        let is_api = answer.header("content-type").contains("json") && what != "the document";
        if is_api || what == "a stream" {
            assert_eq!(answer.header("cache-control"), "no-store", "{what}: cache-control");
        }
    }
}

#[actix_web::test]
async fn hashed_files_stay_for_ever_and_pages_are_asked_for_anew() {
    let server = server_with_faces().await;
    let stranger = server.stranger(Face::Family);
    let file = get(&stranger, "/family/assets/face-1.js").await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    let page = get(&stranger, "/family/").await;
    assert_eq!(page.header("cache-control"), "no-cache");
    let tag = page.header("etag").to_owned();
    let again = stranger.request(Method::Get, "/family/").header("if-none-match", tag);
    assert_eq!(Answer::of(again).await.status, 304);
}

#[actix_web::test]
async fn a_path_with_another_method_says_which() {
    let server = Server::start().await;
    let answer = Answer::of(write(&server.stranger(Face::Family), Method::Put, "/api/rollout", &json!({}))).await;
    assert_eq!(answer.problem(), (405, "method_not_allowed".to_owned()));
    assert_eq!(answer.header("allow"), "GET, POST");
}

#[actix_web::test]
async fn the_outbox_is_for_the_demonstration_only() {
    let server = Server::start_on(Database::create(), |config| config.demo = false).await;
    assert_eq!(get(&server.stranger(Face::Family), "/demo/outbox").await.status, 404);
}
