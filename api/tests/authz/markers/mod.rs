//! A world in which every family's texts and ids are marked, read through by everyone: nobody may come upon the mark
//! of a family that is not theirs to see.

mod deeds;
mod families;
mod scan;
mod sight;
mod stream;

use std::collections::{BTreeMap, BTreeSet};

use hidamari_client::new_operation;
use hidamari_domain::contract::Method;
use hidamari_domain::endpoints;

use crate::common::{Database, Server};
use crate::people::Person;
use crate::wire::{Got, Sent, Wire};
use crate::world::inserted;
use families::{Families, Marker};

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub responses: usize,
    pub foreign: Vec<String>,
}

/// The server and its marked world.
struct Marked {
    server: Server,
    wire: Wire,
    families: Families,
    markers: BTreeMap<String, Marker>,
    foreign: BTreeSet<String>,
    seen: BTreeSet<String>,
}

/// Reads everything as everyone.
pub async fn crawl() -> Found {
    // Not the demonstration: its outbox is there to be read by all.
    let server = Server::start_on(Database::create(), |config| {
        config.demo = false;
        config.trusted_proxies = vec![[127, 0, 0, 1].into()];
    })
    .await;
    let (families, markers) = inserted(&server, |work| Ok(Families::insert(work))).await;
    let wire = Wire::new(&server);
    let mut marked = Marked { server, wire, families, markers, foreign: BTreeSet::new(), seen: BTreeSet::new() };
    marked.do_everything().await;
    stream::follow_all(&mut marked).await;
    for person in marked.families.people.clone() {
        for path in marked.addresses() {
            marked.read(&person, &path).await;
        }
    }
    marked.check_that_marks_are_seen();
    Found { responses: marked.wire.responses(), foreign: marked.foreign.into_iter().collect() }
}

impl Marked {
    /// Every GET endpoint with every id there is, and what else can be fetched.
    fn addresses(&self) -> Vec<String> {
        let world = &self.families;
        let mut all: Vec<String> = ["/", "/family/", "/api/docs", "/api/openapi.json", "/metrics", "/health/ready"]
            .into_iter()
            .chain(["/demo/outbox"])
            .map(str::to_owned)
            .collect();
        for spec in endpoints().filter(|spec| spec.method == Method::Get && spec.name != "FollowLive") {
            let mut paths = vec![spec.path.to_owned()];
            for (part, ids) in [
                ("{facility}", world.facilities()),
                ("{class}", world.classes()),
                ("{child}", world.children()),
                ("{import}", world.imports.clone()),
            ] {
                let fill = |path: &String| match path.contains(part) {
                    true => ids.iter().map(|id| path.replace(part, id)).collect(),
                    false => vec![path.clone()],
                };
                paths = paths.iter().flat_map(fill).collect();
            }
            assert!(paths.iter().all(|path| !path.contains('{')), "an id of {} is not filled in", spec.path);
            for path in paths {
                all.extend(self.queries(spec.name).iter().map(|query| format!("{path}{query}")));
            }
        }
        all
    }

    fn queries(&self, endpoint: &str) -> Vec<String> {
        let classes = || self.families.classes().into_iter().map(|class| format!("?class={class}"));
        let more: Vec<String> = match endpoint {
            "ListChildren" => classes().chain(["?search=zq".to_owned()]).collect(),
            "ListGuardians" => classes().collect(),
            "ExportRoster" => vec!["?shape=csv".to_owned(), "?shape=xlsx".to_owned()],
            "ReadChildDay" => vec!["?day=2026-06-09".to_owned()],
            _ => Vec::new(),
        };
        [String::new()].into_iter().chain(more).collect()
    }

    async fn read(&mut self, person: &Person, path: &str) {
        let sent =
            Sent { method: Method::Get, path: path.to_owned(), body: None, refresh: None, operation: new_operation() };
        let got = self.wire.send(&self.server, person, &sent).await;
        self.look_at(person, path, &got);
    }

    /// Notes every mark in an answer, and complains about those that the person must not see.
    fn look_at(&mut self, person: &Person, what: &str, got: &Got) {
        if got.status >= 500 {
            self.foreign.insert(format!("wrong: {} {what}: {}", self.name_of(person), got.shown()));
        }
        let headers = got.headers.iter().map(|(name, value)| format!("{name}: {value}\n"));
        let mut texts = scan::texts(&got.body);
        texts.push(headers.collect::<String>().into_bytes());
        for text in texts {
            self.look_at_text(person, what, &text);
        }
    }

    fn look_at_text(&mut self, person: &Person, what: &str, text: &[u8]) {
        for found in scan::candidates(text) {
            let Some(marker) = self.markers.get(&found) else { continue };
            self.seen.insert(found);
            if !sight::may_see(&self.families, person, marker) {
                let who = self.name_of(person);
                self.foreign.insert(format!("foreign: {who} comes upon a mark of {:?} in {what}", marker.kind));
            }
        }
    }

    fn name_of(&self, person: &Person) -> String {
        format!("{} of {}", person.role.sign(), person.home.code)
    }

    /// A crawl that meets no marks proves nothing.
    fn check_that_marks_are_seen(&mut self) {
        let unseen: Vec<_> = self.markers.iter().filter(|(text, _)| !self.seen.contains(*text)).collect();
        for (text, marker) in unseen.into_iter().filter(|(_, marker)| sight::is_shown_to_someone(marker)) {
            self.foreign.insert(format!("wrong: nobody came upon {text} ({:?})", marker.kind));
        }
    }
}
