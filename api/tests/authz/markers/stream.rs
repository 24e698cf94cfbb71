//! Everyone follows the live stream while every child is marked and every facility changes.

use std::time::Duration;

use hidamari_client::new_operation;
use hidamari_domain::contract::Method;
use hidamari_domain::policy::StaffRole;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Marked;
use super::families::Kind;
use super::sight;
use crate::people::Person;
use crate::relation::Role;
use crate::wire::Sent;

/// How long after the last change a stream is still listened to.
const QUIET: Duration = Duration::from_millis(500);

pub async fn follow_all(marked: &mut Marked) {
    let mut streams = Vec::new();
    for person in marked.families.people.clone() {
        let (path, operation) = ("/api/live".to_owned(), new_operation());
        let sent = Sent { method: Method::Get, path, body: None, refresh: None, operation };
        let response = marked.wire.request(&marked.server, &person, &sent).send().await.unwrap();
        match response.status().as_u16() {
            200 => streams.push((person, response)),
            status => assert_eq!((status, person.role), (401, Role::Nobody)),
        }
    }
    marked.mark_all("departure", "2026-06-10T00:50:00Z").await;
    for home in marked.families.spots.clone() {
        let class = json!({ "name": Uuid::now_v7(), "fiscal_year": 2026, "age_from": 1, "age_to": 1 });
        let director = marked.who(home, Role::Staff(StaffRole::Director));
        let new = json!({ "id": Uuid::now_v7(), "form": class });
        marked.write(&director, Method::Post, &format!("facilities/{}/classes", home.facility), Some(new)).await;
    }
    for (person, mut stream) in streams {
        let mut heard = Vec::new();
        while let Ok(Ok(Some(chunk))) = tokio::time::timeout(QUIET, stream.chunk()).await {
            heard.extend_from_slice(&chunk);
        }
        marked.look_at_text(&person, "the live stream", &heard);
        check_what_must_be_heard(marked, &person, &String::from_utf8(heard).unwrap());
    }
}

/// A stream that says nothing proves nothing: whoever may see a child hears of it, who sees counts hears of those.
fn check_what_must_be_heard(marked: &mut Marked, person: &Person, heard: &str) {
    let changes: Vec<Value> =
        heard.lines().filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok()).collect();
    let told_of = |kind: &str, key: &str, id: &str| changes.iter().any(|each| each["type"] == kind && each[key] == id);
    let mut deaf = Vec::new();
    for (id, marker) in marked.markers.iter().filter(|(id, marker)| marker.kind == Kind::Child && id.len() == 36) {
        let spot = &marker.of[0];
        let sees_class = spot.class == person.home.class
            || !matches!(person.role, Role::Staff(StaffRole::Teacher | StaffRole::PartTime));
        if sees_class && sight::may_see(&marked.families, person, marker) && !told_of("attendance", "child", id) {
            deaf.push(format!("wrong: {} does not hear of a child", marked.name_of(person)));
        }
        let counts = matches!(person.role, Role::Staff(StaffRole::WardViewer))
            && spot.municipality == person.home.municipality
            || matches!(person.role, Role::Staff(StaffRole::Cook)) && spot.facility == person.home.facility;
        if counts && !told_of("counts", "facility", &spot.facility.to_string()) {
            deaf.push(format!("wrong: {} does not hear of counts", marked.name_of(person)));
        }
    }
    marked.foreign.extend(deaf);
}
