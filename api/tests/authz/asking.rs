//! Who asks in a cell, what must happen before, and how access ends.

use diesel::prelude::*;
use hidamari::db::schema::staff;
use hidamari::db::types::{At, Key};
use hidamari_client::new_operation;
use hidamari_domain::contract::{Method, Spec};
use hidamari_domain::live::Signal;
use serde_json::json;

use super::{Trial, USE_UP};
use crate::common::Seeds;
use crate::people::{self, Person, Ties};
use crate::relation::{Relation, Role};
use crate::requests::request;
use crate::things::Things;
use crate::wire::Sent;
use crate::world::inserted;

impl Trial {
    /// Who asks: the one of their column, or somebody new.
    pub async fn asker(&self, spec: &Spec, role: Role, relation: Relation) -> Person {
        if relation != Relation::Removed && !USE_UP.contains(&spec.name) {
            return self.shared[&(role, relation.home())];
        }
        let world = self.world.clone();
        inserted(&self.server, move |work| {
            let seeds = &mut Seeds::new(work.conn, work.now);
            Ok(people::insert(seeds, &world, role, relation.home(), Ties::One))
        })
        .await
    }

    /// What can only be made over HTTP: a nonce to sign, an import to commit.
    pub async fn prepare(&self, spec: &Spec, about: &mut Things) {
        let nobody = self.shared[&(Role::Nobody, Relation::Own)];
        match spec.name {
            "StartDevice" => {
                let challenge = sent(Method::Post, format!("/api/devices/{}/challenge", about.device), Some(json!({})));
                let got = self.wire.send(&self.server, &nobody, &challenge).await;
                about.secret = got.json()["nonce"].as_str().unwrap().to_owned();
            }
            "CommitImport" | "ReadWrongRows" => {
                let preview = hidamari_domain::endpoints().find(|spec| spec.name == "PreviewImport").unwrap();
                let got = self.wire.send(&self.server, &self.desks[&about.facility], &request(preview, about)).await;
                assert_eq!(got.status, 200, "{}", got.shown());
                about.import = got.json()["id"].as_str().unwrap().parse().unwrap();
            }
            _ => {}
        }
    }

    /// Ends someone's access in the way it is ended in life, a moment after they have used it.
    pub async fn end_access(&self, person: &Person) {
        let still = self.wire.send(&self.server, person, &sent(Method::Get, "/api/me".to_owned(), None)).await;
        assert_eq!(still.status, 200, "{}", still.shown());
        let facility = person.home.facility;
        let (by, path) = match person.role {
            Role::Nobody => return,
            Role::Staff(role) if role.is_ward() => return self.end_in_ward(person).await,
            Role::Staff(_) => (&self.desks, format!("facilities/{facility}/staff/{}", person.staff.unwrap())),
            Role::Tablet | Role::TabletWithPerson => {
                (&self.desks, format!("facilities/{facility}/devices/{}", person.device.unwrap()))
            }
            Role::Guardian | Role::Limited => {
                (&self.desks, format!("children/{}/guardians/{}", person.home.child, person.guardian.unwrap()))
            }
            Role::Family => (&self.parents, format!("children/{}/family/{}", person.home.child, person.tie.unwrap())),
        };
        let end = sent(Method::Delete, format!("/api/{path}"), Some(json!({})));
        let ended = self.wire.send(&self.server, &by[&facility], &end).await;
        assert_eq!(ended.status, 200, "{}", ended.shown());
    }

    /// The ward's own people are let go on the command line.
    async fn end_in_ward(&self, person: &Person) {
        let (id, account) = (person.staff.unwrap(), person.account.unwrap());
        inserted(&self.server, move |work| {
            let ended = staff::ended_at.eq(Some(At(work.now)));
            diesel::update(staff::table.find(Key(id))).set(ended).execute(work.conn)?;
            work.signal(Signal::Account(account));
            Ok(())
        })
        .await;
    }
}

fn sent(method: Method, path: String, body: Option<serde_json::Value>) -> Sent {
    Sent { method, path, body, refresh: None, operation: new_operation() }
}
