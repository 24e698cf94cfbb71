//! Access that ends, ends everywhere within a second: requests, open streams, tablets.

use hidamari_domain::contract::Method;
use hidamari_domain::id::GuardianId;
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Capability, StaffRole};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, ends, is_signed_in, problem, sign_in, stream, tokens, with_token, write};
use crate::common::{Caller, PASSWORD, Server, World};

async fn done(by: &Caller, method: Method, path: &str, body: &Value) {
    let answer = Answer::of(write(by, method, path, body)).await;
    assert_eq!(answer.status, 200, "{path}: {:?}", answer.json());
}

async fn get(by: &Caller, path: &str) -> (u16, String) {
    Answer::of(by.request(Method::Get, path)).await.problem()
}

#[actix_web::test]
async fn signing_that_device_out() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (lost, refresh) = tokens(&server, Face::Family, "mother@example.jp").await;
    let (kept, _) = tokens(&server, Face::Family, "mother@example.jp").await;
    let (lost, kept) = (with_token(&server, Face::Family, &lost), with_token(&server, Face::Family, &kept));
    let live = stream(&lost).await;
    let sessions = Answer::of(kept.request(Method::Get, "/api/me/sessions")).await.json();
    let other = sessions.as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
    done(&kept, Method::Delete, &format!("/api/me/sessions/{}", other["id"].as_str().unwrap()), &json!({})).await;
    assert!(!is_signed_in(&lost).await);
    assert!(ends(live).await);
    assert!(is_signed_in(&kept).await);
    let cookie = Some(format!("__Host-family-refresh={refresh}"));
    let again = Caller::new(&server.origin, Face::Family, cookie);
    let again = Answer::of(write(&again, Method::Post, "/api/sessions/refresh", &json!({}))).await;
    assert_eq!(again.problem(), problem(401, "signed_out"));
}

#[actix_web::test]
async fn a_new_password_signs_every_other_device_out() {
    let server = Server::start().await;
    World::seed(&server).await;
    let (other, _) = tokens(&server, Face::Family, "mother@example.jp").await;
    let (own, _) = tokens(&server, Face::Family, "mother@example.jp").await;
    let (other, own) = (with_token(&server, Face::Family, &other), with_token(&server, Face::Family, &own));
    let live = stream(&other).await;
    let change = json!({ "old": PASSWORD, "new": "ひだまりの新しい合言葉" });
    done(&own, Method::Put, "/api/me/password", &change).await;
    assert!(!is_signed_in(&other).await && is_signed_in(&own).await);
    assert!(ends(live).await);
    assert_eq!(sign_in(&server, Face::Family, "mother@example.jp", PASSWORD).await.status, 401);
}

#[actix_web::test]
async fn a_guardian_is_removed() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, director) =
        (world.family_of(&server, world.mother).await, world.office(&server, StaffRole::Director).await);
    let live = stream(&mother).await;
    assert_eq!(get(&mother, &format!("/api/me/children/{}/days", world.sakura)).await.0, 200);
    let guardian = GuardianId(Uuid::from_u128((6 << 96) + 1));
    let path = format!("/api/children/{}/guardians/{guardian}", world.sakura);
    done(&director, Method::Delete, &path, &json!({})).await;
    assert_eq!(get(&mother, &format!("/api/me/children/{}/days", world.sakura)).await.0, 401);
    assert!(ends(live).await);
    // The account belongs nowhere any more, and the screen may not tell so to whoever guesses.
    let answer = sign_in(&server, Face::Family, "mother@example.jp", PASSWORD).await;
    assert_eq!(answer.problem(), problem(401, "wrong_credentials"));
}

#[actix_web::test]
async fn a_custody_order_takes_the_view_and_leaves_the_account() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, director) =
        (world.family_of(&server, world.mother).await, world.office(&server, StaffRole::Director).await);
    let live = stream(&mother).await;
    let none = json!({ "see_day": false, "see_record": false, "invite_family": false });
    let form = json!({ "name": "青木 春", "relation": "母", "calling_order": 1, "rights": none });
    let guardian = GuardianId(Uuid::from_u128((6 << 96) + 1));
    let path = format!("/api/children/{}/guardians/{guardian}", world.sakura);
    done(&director, Method::Put, &path, &form).await;
    assert_eq!(get(&mother, "/api/me/children").await, problem(404, "not_found"));
    assert!(ends(live).await);
    assert!(is_signed_in(&mother).await);
}

#[actix_web::test]
async fn a_teacher_changes_class() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (teacher, director) =
        (world.office(&server, StaffRole::Teacher).await, world.office(&server, StaffRole::Director).await);
    let live = stream(&teacher).await;
    assert_eq!(get(&teacher, &format!("/api/classes/{}/board", world.ichigo)).await.0, 200);
    let (_, staff, _) = *world.staff.iter().find(|(role, ..)| *role == StaffRole::Teacher).unwrap();
    let form = json!({ "name": "担任", "kana": "タンニン", "role": "teacher", "classes": [world.momo] });
    done(&director, Method::Put, &format!("/api/facilities/{}/staff/{staff}", world.tsukushi), &form).await;
    assert_eq!(get(&teacher, &format!("/api/classes/{}/board", world.ichigo)).await, problem(404, "not_found"));
    assert_eq!(get(&teacher, &format!("/api/classes/{}/board", world.momo)).await.0, 200);
    assert!(ends(live).await);
}

#[actix_web::test]
async fn a_tablet_forgets_who_left() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, Some(StaffRole::Teacher)).await;
    let director = world.office(&server, StaffRole::Director).await;
    let day = format!("/api/children/{}/day", world.sakura);
    assert_eq!(get(&tablet, &day).await.0, 200);
    let (_, staff, _) = *world.staff.iter().find(|(role, ..)| *role == StaffRole::Teacher).unwrap();
    let path = format!("/api/facilities/{}/staff/{staff}", world.tsukushi);
    done(&director, Method::Delete, &path, &json!({})).await;
    assert_eq!(get(&tablet, &day).await, problem(404, "not_found"));
    assert_eq!(get(&tablet, &format!("/api/classes/{}/board", world.ichigo)).await.0, 200, "the tablet itself stays");
    done(
        &director,
        Method::Delete,
        &format!("/api/facilities/{}/devices/{}", world.tsukushi, world.tablet),
        &json!({}),
    )
    .await;
    assert_eq!(get(&tablet, &format!("/api/classes/{}/board", world.ichigo)).await, problem(401, "signed_out"));
}

#[actix_web::test]
async fn a_switch_is_turned_off() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, admin) =
        (world.family_of(&server, world.mother).await, world.office(&server, StaffRole::WardAdmin).await);
    let days = format!("/api/me/children/{}/days", world.sakura);
    assert_eq!(get(&mother, &days).await.0, 200);
    let off = json!({ "switches": [
        { "facility": world.tsukushi, "capability": Capability::FamilyApp, "on_from": null },
    ] });
    done(&admin, Method::Post, "/api/rollout", &off).await;
    assert_eq!(get(&mother, &days).await, problem(404, "not_found"));
}
