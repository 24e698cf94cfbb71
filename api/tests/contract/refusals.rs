//! Writes that are refused before anyone looks at what they say.

use hidamari_domain::contract::Method;
use hidamari_domain::identity::{FACE_HEADER, Face, OPERATION_HEADER};
use hidamari_domain::policy::StaffRole;
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, problem, tokens, write};
use crate::common::{PASSWORD, Server, World};

/// A write with everything but the proof of where it comes from.
async fn without_proof(server: &Server) -> impl Fn() -> RequestBuilder + use<> {
    let (access, _) = tokens(server, Face::Office, "director@example.jp").await;
    let (http, origin) = (reqwest::Client::new(), server.origin.clone());
    move || {
        http.put(format!("{origin}/api/me/password"))
            .header(FACE_HEADER, "office")
            .header("cookie", format!("__Host-office={access}"))
            .header(OPERATION_HEADER, Uuid::now_v7().to_string())
            .header("content-type", "application/json")
            .body(json!({ "old": "wrong password", "new": PASSWORD }).to_string())
    }
}

#[actix_web::test]
async fn a_write_comes_from_our_own_pages() {
    let server = Server::start().await;
    World::seed(&server).await;
    let request = without_proof(&server).await;
    let foreign = problem(403, "foreign_origin");
    assert_eq!(Answer::of(request()).await.problem(), foreign);
    for origin in ["https://example.com", "null", "http://127.0.0.1", "http://127.0.0.1:1", ""] {
        assert_eq!(Answer::of(request().header("origin", origin)).await.problem(), foreign, "{origin}");
    }
    for site in ["cross-site", "same-site", "none", "", "Same-Origin"] {
        // What the browser says of the site outweighs the origin.
        let request = request().header("sec-fetch-site", site).header("origin", &server.origin);
        assert_eq!(Answer::of(request).await.problem(), foreign, "{site}");
    }
    let ours = [("sec-fetch-site", "same-origin"), ("origin", server.origin.as_str())];
    for (name, value) in ours {
        assert_eq!(Answer::of(request().header(name, value)).await.problem(), problem(422, "invalid"), "{name}");
    }
    // Signing in too: nobody is signed in to somebody else's account by a foreign page.
    let sign_in = reqwest::Client::new().post(format!("{}/api/sessions", server.origin)).body("{}");
    assert_eq!(Answer::of(sign_in).await.problem(), foreign);
}

#[actix_web::test]
async fn a_body_is_json_and_says_so() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let path = format!("/api/facilities/{}/classes", world.tsukushi);
    let class = json!({ "id": Uuid::now_v7(), "form": form("みどり組") }).to_string();
    let request = || {
        let request = director.request(Method::Post, &path);
        request.header(OPERATION_HEADER, Uuid::now_v7().to_string()).body(class.clone())
    };
    let unsupported = problem(415, "unsupported_media");
    assert_eq!(Answer::of(request()).await.problem(), unsupported);
    for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"] {
        assert_eq!(Answer::of(request().header("content-type", media)).await.problem(), unsupported, "{media}");
    }
    let sent = |body: &str| request().header("content-type", "application/json; charset=utf-8").body(body.to_owned());
    for broken in ["", "{", "[]", "null", "\"\"", "{} {}", "\u{feff}{}"] {
        let status = Answer::of(sent(broken)).await.status;
        assert!(matches!(status, 400 | 422), "{broken}: {status}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(Answer::of(sent(&deep)).await.status, 422);
    let fields_in_order = json!([Uuid::now_v7(), ["みどり組", 2026, 1, 1]]).to_string();
    assert_eq!(Answer::of(sent(&fields_in_order)).await.status, 422);
    assert_eq!(Answer::of(sent(&class)).await.status, 200);
}

#[actix_web::test]
async fn a_write_carries_its_key() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let staff = world.staff[3].1;
    let facility = world.tsukushi;
    for (by, method, path, body) in [
        (
            &director,
            Method::Post,
            format!("/api/facilities/{facility}/classes"),
            json!({ "id": staff, "form": form("き組") }),
        ),
        (&director, Method::Post, format!("/api/facilities/{facility}/device-codes"), json!({})),
        (&director, Method::Put, format!("/api/facilities/{facility}/staff/{staff}/pin"), json!({ "pin": "4826" })),
        (&admin, Method::Put, "/api/me/password".to_owned(), json!({ "old": PASSWORD, "new": PASSWORD })),
    ] {
        let without = || by.request(method, &path).header("content-type", "application/json").body(body.to_string());
        assert_eq!(Answer::of(without()).await.problem(), problem(400, "bad_request"), "{path}");
        let wrong = without().header(OPERATION_HEADER, "1");
        assert_eq!(Answer::of(wrong).await.problem(), problem(400, "bad_request"), "{path}");
        assert_eq!(Answer::of(write(by, method, &path, &body)).await.status, 200, "{path}");
    }
}

#[actix_web::test]
async fn a_body_has_its_limit() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let of = |bytes: usize| json!({ "name": "x".repeat(bytes) });
    let too_large = problem(413, "too_large");
    let classes = format!("/api/facilities/{}/classes", world.tsukushi);
    let imports = format!("/api/facilities/{}/imports", world.tsukushi);
    let post = async |path: &str, body: Value| Answer::of(write(&director, Method::Post, path, &body)).await.problem();
    assert_eq!(post(&classes, of(250_000)).await, problem(422, "invalid"));
    assert_eq!(post(&classes, of(270_000)).await, too_large);
    assert_eq!(post("/api/sessions", of(270_000)).await, too_large);
    assert_eq!(post(&imports, of(20_000_000)).await, problem(422, "invalid"));
    assert_eq!(post(&imports, of(38_000_000)).await, too_large);
    // Nobody keeps the server busy without being somebody.
    let stranger = write(&server.stranger(Face::Office), Method::Post, &imports, &of(1_000_000));
    assert_eq!(Answer::of(stranger).await.problem(), problem(401, "signed_out"));
}

fn form(name: &str) -> Value {
    json!({ "name": name, "fiscal_year": 2026, "age_from": 1, "age_to": 1 })
}
