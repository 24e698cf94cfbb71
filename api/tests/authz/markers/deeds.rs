//! What happens in the marked world before everyone looks: marks, readings, letters, imports, invitations.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hidamari_client::new_operation;
use hidamari_domain::contract::Method;
use hidamari_domain::policy::StaffRole;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Marked;
use super::families::{Kind, Marker};
use crate::people::Person;
use crate::relation::Role;
use crate::wire::{Got, Sent};
use crate::world::Spot;

impl Marked {
    pub async fn do_everything(&mut self) {
        self.mark_all("arrival", "2026-06-10T00:10:00Z").await;
        for child in self.families.spots.clone() {
            let director = self.director(child);
            self.write(&director, Method::Get, &format!("children/{}", child.child), None).await;
            self.invite(child).await;
            self.report(child).await;
        }
        for (child, guardian) in self.families.letters.clone() {
            let letter = json!({ "invitation": Uuid::now_v7(), "child": child.child, "guardian": guardian });
            let path = format!("facilities/{}/letters", child.facility);
            let order = json!({ "letters": [letter] });
            let got = self.write(&self.director(child), Method::Post, &path, Some(order)).await;
            assert_eq!(got.status, 200, "{}", got.shown());
        }
        for home in self.families.spots.clone() {
            self.preview(home).await;
        }
    }

    /// Every child is marked by the tablet of its facility.
    pub async fn mark_all(&mut self, kind: &str, at: &str) {
        for child in self.families.spots.clone() {
            let tablet = self.who(child, Role::Tablet);
            let mark = json!({ "id": Uuid::now_v7(), "child": child.child, "kind": kind, "happened_at": at });
            let got = self.write(&tablet, Method::Post, "attendance/marks", Some(json!({ "marks": [mark] }))).await;
            assert_eq!(got.status, 200, "{}", got.shown());
        }
    }

    fn mother(&self, child: Spot) -> Person {
        let fits = |person: &&Person| person.role == Role::Guardian && person.home.household == child.household;
        *self.families.people.iter().find(fits).unwrap()
    }

    /// A mother reports who fetches the child today.
    async fn report(&mut self, child: Spot) {
        let (person, note) = (self.families.mark(), self.families.mark());
        for text in [&person, &note] {
            self.markers.insert(text.clone(), Marker { kind: Kind::Report, of: vec![child], account: None });
        }
        let report = json!({
            "id": Uuid::now_v7(), "child": child.child, "day": "2026-06-10", "kind": "pick_up",
            "person": person, "note": note,
        });
        let mother = self.mother(child);
        let got = self.write(&mother, Method::Post, "me/reports", Some(json!({ "reports": [report] }))).await;
        assert_eq!(got.status, 200, "{}", got.shown());
    }

    /// A mother invites an aunt.
    async fn invite(&mut self, child: Spot) {
        let mother = self.mother(child);
        let (name, email) = (self.families.mark(), self.families.mark());
        for text in [&name, &email] {
            self.markers.insert(text.clone(), Marker { kind: Kind::Member, of: vec![child], account: None });
        }
        let member = json!({ "tie": Uuid::now_v7(), "name": name, "email": format!("{email}@example.jp") });
        let got = self.write(&mother, Method::Post, &format!("children/{}/family", child.child), Some(member)).await;
        assert_eq!(got.status, 200, "{}", got.shown());
    }

    /// A spreadsheet with a row that is wrong.
    async fn preview(&mut self, home: Spot) {
        let name = self.families.mark();
        self.markers.insert(name.clone(), Marker { kind: Kind::Sheet, of: vec![home], account: None });
        let sheet = format!("姓,名,セイ,メイ,生年月日,入園日\n{name},めい,カクウ,メイ,きのう,2026-04-01\n");
        let file = json!({ "name": "名簿.csv", "media_type": "text/csv", "base64": STANDARD.encode(sheet) });
        let new = json!({ "id": Uuid::now_v7(), "files": [file] });
        let path = format!("facilities/{}/imports", home.facility);
        let got = self.write(&self.director(home), Method::Post, &path, Some(new)).await;
        assert_eq!(got.status, 200, "{}", got.shown());
        self.families.imports.push(got.json()["id"].as_str().unwrap().to_owned());
    }

    fn director(&self, home: Spot) -> Person {
        self.who(home, Role::Staff(StaffRole::Director))
    }

    /// Someone of a role in the facility.
    pub fn who(&self, home: Spot, role: Role) -> Person {
        let fits = |person: &&Person| person.role == role && person.home.facility == home.facility;
        *self.families.people.iter().find(fits).unwrap()
    }

    /// Does something, and looks at the answer as at any other.
    pub async fn write(&mut self, by: &Person, method: Method, path: &str, body: Option<Value>) -> Got {
        let path = format!("/api/{path}");
        let sent = Sent { method, path: path.clone(), body, refresh: None, operation: new_operation() };
        let got = self.wire.send(&self.server, by, &sent).await;
        self.look_at(by, &path, &got);
        got
    }
}
