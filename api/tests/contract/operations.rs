//! The same write sent again.

use futures_util::future::join;
use hidamari_domain::contract::Method;
use hidamari_domain::identity::OPERATION_HEADER;
use hidamari_domain::policy::StaffRole;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, problem};
use crate::common::{Caller, Server, World};

async fn send(by: &Caller, key: Uuid, path: &str, body: &Value) -> Answer {
    let request = by.request(Method::Post, path).header(OPERATION_HEADER, key.to_string());
    Answer::of(request.header("content-type", "application/json").body(body.to_string())).await
}

fn class(name: &str) -> Value {
    json!({ "id": Uuid::now_v7(), "form": { "name": name, "fiscal_year": 2026, "age_from": 1, "age_to": 1 } })
}

#[actix_web::test]
async fn the_same_key_and_body_give_the_first_answer_byte_for_byte() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let (key, body) = (
        Uuid::now_v7(),
        json!({ "switches": [
        { "facility": world.tsukushi, "capability": "attendance", "on_from": "2026-05-01" },
    ] }),
    );
    let first = send(&admin, key, "/api/rollout", &body).await;
    assert_eq!(first.json()["switches"][0]["on_from"], "2026-04-01");
    let again = send(&admin, key, "/api/rollout", &body).await;
    assert_eq!((again.status, &again.body), (200, &first.body));
    // A write of its own sees what the first one did.
    let other = send(&admin, Uuid::now_v7(), "/api/rollout", &body).await;
    assert_eq!(other.json()["switches"][0]["on_from"], "2026-05-01");
}

#[actix_web::test]
async fn a_key_stands_for_one_write_of_one_person() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let path = format!("/api/facilities/{}/classes", world.tsukushi);
    let elsewhere = format!("/api/facilities/{}/classes", world.sumire);
    let (key, body) = (Uuid::now_v7(), class("みどり組"));
    assert_eq!(send(&director, key, &path, &body).await.status, 200);
    let conflict = problem(409, "conflict");
    assert_eq!(send(&director, key, &path, &class("あお組")).await.problem(), conflict, "another body");
    assert_eq!(send(&admin, key, &path, &body).await.problem(), conflict, "another person");
    assert_eq!(send(&admin, key, &elsewhere, &body).await.problem(), conflict, "another place");
    let codes = format!("/api/facilities/{}/device-codes", world.tsukushi);
    assert_eq!(send(&director, key, &codes, &json!({})).await.problem(), conflict, "another endpoint");
}

#[actix_web::test]
async fn a_write_that_was_refused_may_be_mended_under_its_key() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let path = format!("/api/facilities/{}/classes", world.tsukushi);
    let key = Uuid::now_v7();
    assert_eq!(send(&director, key, &path, &class("いちご組")).await.problem(), problem(422, "invalid"));
    assert_eq!(send(&director, key, &path, &class("みどり組")).await.status, 200);
}

#[actix_web::test]
async fn a_code_is_the_same_for_the_one_who_made_it_and_nobody_else() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let path = format!("/api/facilities/{}/device-codes", world.tsukushi);
    let elsewhere = format!("/api/facilities/{}/device-codes", world.sumire);
    let key = Uuid::now_v7();
    let first = send(&director, key, &path, &json!({})).await;
    assert_eq!(first.status, 200);
    assert_eq!(send(&director, key, &path, &json!({})).await.body, first.body);
    for path in [&path, &elsewhere] {
        assert_eq!(send(&admin, key, path, &json!({})).await.problem(), problem(409, "conflict"));
    }
    let other = send(&director, Uuid::now_v7(), &path, &json!({})).await;
    assert_ne!(other.json()["code"], first.json()["code"]);
}

#[actix_web::test]
async fn sent_twice_at_once_it_is_one_write() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let classes = format!("/api/facilities/{}/classes", world.tsukushi);
    let codes = format!("/api/facilities/{}/device-codes", world.tsukushi);
    for round in 0..20 {
        for (path, body) in [(&classes, class(&format!("{round}組"))), (&codes, json!({}))] {
            let key = Uuid::now_v7();
            let (one, other) = join(send(&director, key, path, &body), send(&director, key, path, &body)).await;
            assert_eq!((one.status, other.status), (200, 200), "{} {}", one.json(), other.json());
            assert_eq!(one.body, other.body);
        }
    }
}

#[actix_web::test]
async fn of_two_writes_at_once_the_later_knows_the_earlier() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let from = |day: &str, facilities: [_; 2]| {
        let switch = |of| json!({ "facility": of, "capability": "attendance", "on_from": day });
        json!({ "switches": facilities.map(switch) })
    };
    let mut last = json!("2026-04-01");
    for _ in 0..10 {
        let (may, june) =
            (from("2026-05-01", [world.tsukushi, world.sumire]), from("2026-06-01", [world.sumire, world.tsukushi]));
        let (may, june) = join(
            send(&admin, Uuid::now_v7(), "/api/rollout", &may),
            send(&admin, Uuid::now_v7(), "/api/rollout", &june),
        )
        .await;
        assert_eq!((may.status, june.status), (200, 200), "{} {}", may.json(), june.json());
        let before = |answer: &Answer| answer.json()["switches"][0]["on_from"].clone();
        let (may, june) = (before(&may), before(&june));
        let june_is_later = (&may, &june) == (&last, &json!("2026-05-01"));
        assert!(june_is_later || (&june, &may) == (&last, &json!("2026-06-01")), "{last}: {may}, {june}");
        last = if june_is_later { json!("2026-06-01") } else { json!("2026-05-01") };
    }
}

#[actix_web::test]
async fn whoever_may_no_longer_is_not_told_the_first_answer_either() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let chief = world.office(&server, StaffRole::Chief).await;
    let director = world.office(&server, StaffRole::Director).await;
    let (key, body) = (Uuid::now_v7(), json!({ "last_day": "2027-03-31" }));
    let path = format!("/api/children/{}/leaving", world.sakura);
    assert_eq!(send(&chief, key, &path, &body).await.status, 200);
    let (_, staff, _) = *world.staff.iter().find(|(role, ..)| *role == StaffRole::Chief).unwrap();
    let cook = json!({ "name": "主任だった人", "kana": "ショクイン", "role": "cook" });
    let change = format!("/api/facilities/{}/staff/{staff}", world.tsukushi);
    let changed = crate::answer::write(&director, Method::Put, &change, &cook);
    assert_eq!(Answer::of(changed).await.status, 200);
    assert_eq!(send(&chief, key, &path, &body).await.problem(), problem(404, "not_found"));
}
