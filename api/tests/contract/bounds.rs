//! Input at the edge of what can be written: a clear refusal, never a fault.

use hidamari_domain::contract::Method;
use hidamari_domain::policy::StaffRole;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, problem, write};
use crate::common::{Server, World};

const DAYS: [&str; 10] = [
    "-262143-01-01",
    "+262142-12-31",
    "0000-01-01",
    "1899-12-31",
    "2200-01-01",
    "9999-12-31",
    "2026-02-30",
    "",
    "きのう",
    "2026-06-10T00:00:00Z",
];
const MOMENTS: [&str; 7] = [
    "-262143-01-01T00:00:00Z",
    "+262142-12-31T23:59:59.999999999Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "1899-12-31T23:59:59Z",
    "2026-06-10",
    "",
];

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[actix_web::test]
async fn days_and_moments() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let mother = world.family_of(&server, world.mother).await;
    let (child, facility) = (world.sakura, world.tsukushi);
    let invalid = problem(422, "invalid");
    for day in DAYS {
        let text = encoded(day);
        let read = Answer::of(director.request(Method::Get, &format!("/api/children/{child}/day?day={text}"))).await;
        assert_eq!(read.problem(), invalid, "{day}");
        let days =
            Answer::of(mother.request(Method::Get, &format!("/api/me/children/{child}/days?until={text}"))).await;
        assert_eq!(days.problem(), invalid, "{day}");
        let switch = json!({ "switches": [{ "facility": facility, "capability": "attendance", "on_from": day }] });
        assert_eq!(Answer::of(write(&admin, Method::Post, "/api/rollout", &switch)).await.problem(), invalid, "{day}");
        let leaving = json!({ "last_day": day });
        let path = format!("/api/children/{child}/leaving");
        assert_eq!(Answer::of(write(&director, Method::Post, &path, &leaving)).await.problem(), invalid, "{day}");
    }
    for moment in MOMENTS {
        let text = encoded(moment);
        for path in [format!("children/{child}/readings"), format!("facilities/{facility}/audit")] {
            let read = Answer::of(director.request(Method::Get, &format!("/api/{path}?before={text}"))).await;
            assert_eq!(read.problem(), invalid, "{path} {moment}");
        }
        let mark = json!({ "id": Uuid::now_v7(), "child": child, "kind": "arrival", "happened_at": moment });
        let marks = write(&director, Method::Post, "/api/attendance/marks", &json!({ "marks": [mark] }));
        assert_eq!(Answer::of(marks).await.problem(), invalid, "{moment}");
    }
}

#[actix_web::test]
async fn texts_and_numbers() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let path = format!("/api/facilities/{}/classes", world.tsukushi);
    let long = "あ".repeat(61);
    for name in ["", " ", "\u{0}", "a\u{0}b", "\u{7}", "\u{202e}\u{0}", long.as_str()] {
        let body = json!({ "id": Uuid::now_v7(), "form": class(json!(name), json!(2026), json!(1)) });
        let answer = Answer::of(write(&director, Method::Post, &path, &body)).await;
        assert_eq!(answer.problem(), problem(422, "invalid"), "{name:?}");
        assert_eq!(answer.json()["fields"][0]["field"], "form.name");
    }
    for (year, age) in [
        (json!(1999), json!(1)),
        (json!(2200), json!(1)),
        (json!(i64::MAX), json!(1)),
        (json!(-1), json!(1)),
        (json!(2026.5), json!(1)),
        (json!("2026"), json!(1)),
        (json!(2026), json!(6)),
        (json!(2026), json!(-1)),
        (json!(2026), json!(256)),
        (json!(2026), json!(1e300)),
        (json!(null), json!(1)),
    ] {
        let body = json!({ "id": Uuid::now_v7(), "form": class(json!("あか組"), year.clone(), age.clone()) });
        let answer = Answer::of(write(&director, Method::Post, &path, &body)).await;
        assert_eq!(answer.problem(), problem(422, "invalid"), "{year} {age}");
    }
}

fn class(name: Value, year: Value, age: Value) -> Value {
    json!({ "name": name, "fiscal_year": year, "age_from": age, "age_to": age })
}

#[actix_web::test]
async fn paths_and_queries() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let facility = world.tsukushi;
    for path in [
        "/api/children/1".to_owned(),
        "/api/children/%00".to_owned(),
        "/api/children/..%2f..".to_owned(),
        "/api/children/%ff%fe".to_owned(),
        format!("/api/children/{}%20", world.sakura),
        format!("/api/children/{}", Uuid::nil()),
        format!("/api/children/{}", Uuid::max()),
    ] {
        let answer = Answer::of(director.request(Method::Get, &path)).await;
        assert_eq!(answer.problem(), problem(404, "not_found"), "{path}");
    }
    for query in
        ["search=%00", "search=", "class=1", "after=x", "search=a&search=b", &format!("search={}", "a".repeat(61))]
    {
        let path = format!("/api/facilities/{facility}/children?{query}");
        let answer = Answer::of(director.request(Method::Get, &path)).await;
        assert_eq!(answer.problem(), problem(422, "invalid"), "{query}");
    }
    for query in ["search=%25", "search=_", "search=%5C", "search=%27%3B--", "unknown=1", "search=%ff"] {
        let path = format!("/api/facilities/{facility}/children?{query}");
        assert_eq!(Answer::of(director.request(Method::Get, &path)).await.status, 200, "{query}");
    }
}
