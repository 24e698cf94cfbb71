//! The demonstration ward, through the public door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Caller, Server};
use hidamari::demo::{self, Made, PASSWORD, Size};
use hidamari_domain::attendance::{DaysQuery, OwnChild};
use hidamari_domain::attendance::{Overview, ReadBoard, ReadOverview, ReadOwnChildDays, ReadOwnChildren};
use hidamari_domain::contract::{Method, Nothing};
use hidamari_domain::identity::Face;
use hidamari_domain::organisation::{ListFacilities, ListStaff, ReadRollout};
use hidamari_domain::policy::Capability;
use serde_json::{Value, json};

const SMALL: Size = Size { facilities: 3, children: 30, seed: 7 };

async fn sign_in(server: &Server, face: Face, email: &str) -> Caller {
    let credentials = json!({ "face": face, "email": email, "password": PASSWORD }).to_string();
    let request = server.stranger(face).request(Method::Post, "/api/sessions");
    let answer = request.header("content-type", "application/json").body(credentials).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{email}");
    let cookies = answer.headers().get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let mut ours = cookies.filter(|cookie| cookie.starts_with(&format!("__Host-{}=", face.key())));
    let cookie = ours.next().and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    Caller::new(&server.origin, face, Some(cookie.unwrap()))
}

async fn demo(size: Size) -> Server {
    let server = Server::start().await;
    assert_eq!(demo::make(&server.app, size).await.unwrap(), Made::New);
    server
}

/// What people of each kind see of the ward.
async fn picture(server: &Server) -> Value {
    let ward = sign_in(server, Face::Office, "ward@example.jp").await;
    let director = sign_in(server, Face::Office, "director1@example.jp").await;
    let parent = sign_in(server, Face::Family, "parent1@example.jp").await;
    let facilities = ward.json::<ListFacilities>(()).await;
    let first = director.call::<ListFacilities>((), &Nothing {}).await.unwrap().remove(0);
    let mut boards = Vec::new();
    for class in &first.classes {
        boards.push(director.json::<ReadBoard>(class.id).await);
    }
    let mut days = Vec::new();
    for child in parent.call::<ReadOwnChildren>((), &Nothing {}).await.unwrap() {
        days.push(parent.json::<ReadOwnChildDays>(child.id).await);
    }
    let mut all = json!({
        "facilities": facilities,
        "overview": ward.json::<ReadOverview>(()).await,
        "staff": director.json::<ListStaff>(first.id).await,
        "boards": boards,
        "children": parent.json::<ReadOwnChildren>(()).await,
        "days": days,
    });
    forget_the_time(&mut all);
    all
}

fn forget_the_time(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("now");
            fields.values_mut().for_each(forget_the_time);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_the_time),
        _ => {}
    }
}

#[actix_web::test]
async fn the_same_seed_gives_the_same_ward() {
    let (one, other) = (demo(SMALL).await, demo(SMALL).await);
    let seen = picture(&one).await;
    assert_eq!(seen, picture(&other).await);
    assert_ne!(seen, picture(&demo(Size { seed: 8, ..SMALL }).await).await);
}

#[actix_web::test]
async fn a_second_run_changes_nothing() {
    let server = demo(SMALL).await;
    let before = picture(&server).await;
    let again = demo::make(&server.app, Size { facilities: 5, children: 9, seed: 1 }).await.unwrap();
    assert_eq!(again, Made::Before);
    assert_eq!(before, picture(&server).await);
}

#[actix_web::test]
async fn a_ward_of_real_people_is_left_alone() {
    let server = Server::start().await;
    server.seed(|seeds| seeds.municipality("べつの区")).await;
    let refused = demo::make(&server.app, SMALL).await.unwrap_err();
    assert!(refused.to_string().contains("べつの区"), "{refused}");
    assert!(demo::people(&server.app).await.unwrap().is_empty());
}

#[actix_web::test]
async fn every_place_is_taken_and_today_is_empty() {
    let server = demo(SMALL).await;
    let ward = sign_in(&server, Face::Office, "ward@example.jp").await;
    let overview: Overview = ward.call::<ReadOverview>((), &Nothing {}).await.unwrap();
    assert_eq!(overview.facilities.len(), SMALL.facilities);
    for facility in &overview.facilities {
        let waiting: u32 = facility.classes.iter().map(|class| class.off + class.expected + class.unconfirmed).sum();
        assert_eq!(waiting, 30, "{}", facility.name);
        assert!(facility.classes.iter().all(|class| class.here + class.left + class.absent == 0));
    }
}

#[actix_web::test]
async fn the_last_facility_has_no_family_members_yet() {
    let server = demo(SMALL).await;
    let ward = sign_in(&server, Face::Office, "ward@example.jp").await;
    let mut off = Vec::new();
    for line in ward.call::<ReadRollout>((), &Nothing {}).await.unwrap() {
        let missing = line.switches.iter().filter(|switch| switch.on_from.is_none());
        off.extend(missing.map(|switch| (line.name.clone(), switch.capability)));
    }
    assert_eq!(off, [("ひまわり保育園".to_owned(), Capability::FamilyMembers)]);
}

#[actix_web::test]
async fn families_see_what_is_theirs() {
    let server = demo(SMALL).await;
    let seen = async |email| -> Vec<OwnChild> {
        sign_in(&server, Face::Family, email).await.call::<ReadOwnChildren>((), &Nothing {}).await.unwrap()
    };
    let facilities =
        |children: &[OwnChild]| -> Vec<String> { children.iter().map(|child| child.facility_name.clone()).collect() };
    let mine = seen("parent1@example.jp").await;
    assert_eq!(mine.len(), 2);
    assert_ne!(facilities(&mine)[0], facilities(&mine)[1], "siblings in two facilities");
    assert_eq!(seen("parent2@example.jp").await.len(), 2);
    assert_eq!(seen("grandparent1@example.jp").await.len(), 2);
    assert_eq!(seen("parent3@example.jp").await.len(), 1);
    let kept_away = sign_in(&server, Face::Family, "parent4@example.jp").await;
    assert!(kept_away.call::<ReadOwnChildren>((), &Nothing {}).await.is_err(), "a custody order");

    let parent = sign_in(&server, Face::Family, "parent1@example.jp").await;
    let days = parent.read::<ReadOwnChildDays>(mine[0].id, &DaysQuery::default()).await.unwrap();
    assert!(days.len() >= 20, "a month of school days, not {}", days.len());
}
