//! The matrix: every endpoint × every column × every relation, one real request a cell and what proves it.

#[path = "asking.rs"]
mod asking;

use std::collections::BTreeMap;
use std::sync::Mutex;

use futures_util::StreamExt;
use hidamari_domain::contract::Spec;
use hidamari_domain::endpoints;
use hidamari_domain::id::FacilityId;
use hidamari_domain::policy::StaffRole;

use crate::common::{Database, Seeds, Server};
use crate::contents::{List, is_list};
use crate::page::{Letter, Page};
use crate::people::{self, Person, Ties};
use crate::relation::{Relation, Role};
use crate::requests::{crossed, joined, request};
use crate::things::Things;
use crate::verdict::{Verdict, expected, given};
use crate::wire::{Got, Wire};
use crate::world::{World, inserted};

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    pub cells: usize,
    pub responses: usize,
    pub wrong: Vec<String>,
}

/// Cells asked at once.
const AT_ONCE: usize = 6;
/// These change what the one who asks may do: each time somebody new asks.
const USE_UP: [&str; 4] = ["SignOut", "ChangePassword", "UnlockDevice", "LockDevice"];

/// Everything the cells share.
pub struct Trial {
    pub server: Server,
    pub wire: Wire,
    pub world: World,
    page: Page,
    shared: BTreeMap<(Role, Relation), Person>,
    /// A director of each facility, who ends people's access and prepares imports.
    desks: BTreeMap<FacilityId, Person>,
    /// A guardian of each home, who ends family members' access.
    parents: BTreeMap<FacilityId, Person>,
    found: Mutex<Found>,
}

/// Asks everything.
pub async fn all() -> Found {
    let trial = Trial::start().await;
    let rows = endpoints().flat_map(|spec| Role::ALL.map(|role| (spec, role)));
    futures_util::stream::iter(rows)
        .for_each_concurrent(AT_ONCE, |(spec, role)| {
            let trial = &trial;
            async move {
                for relation in relations(spec, role) {
                    trial.cell(spec, role, relation).await;
                }
            }
        })
        .await;
    let responses = trial.wire.responses();
    let mut found = trial.found.into_inner().unwrap();
    found.wrong.sort();
    Found { responses, ..found }
}

/// The relations that mean something: what is about nobody but oneself stands nowhere else.
fn relations(spec: &Spec, role: Role) -> Vec<Relation> {
    let is_somewhere = spec.path_ids > 0
        || is_list(spec.name)
        || matches!(spec.name, "RecordMarks" | "SendReports" | "EnterReports" | "SetRollout" | "UnlockDevice");
    let is_oneself = |relation: &Relation| matches!(relation, Relation::Own | Relation::Removed | Relation::Off);
    let all = Relation::ALL.into_iter().filter(|relation| is_somewhere || is_oneself(relation));
    all.filter(|relation| role != Role::Nobody || *relation != Relation::Removed).collect()
}

impl Trial {
    async fn start() -> Self {
        let server = Server::start_on(Database::create(), |config| {
            config.trusted_proxies = vec![[127, 0, 0, 1].into()];
        })
        .await;
        let (world, shared, desks, parents) = inserted(&server, |work| {
            let seeds = &mut Seeds::new(work.conn, work.now);
            let world = World::insert(seeds);
            let homes = [Relation::Own, Relation::Off];
            let everyone = homes.into_iter().flat_map(|home| Role::ALL.map(|role| (role, home)));
            let everyone: Vec<_> = everyone.collect();
            let shared = everyone.into_iter().map(|(role, home)| {
                let ties = if home == Relation::Own { Ties::All } else { Ties::One };
                ((role, home), people::insert(seeds, &world, role, home, ties))
            });
            let shared: BTreeMap<_, _> = shared.collect();
            let director = Role::Staff(StaffRole::Director);
            let desk = |relation: Relation| {
                (world.spot(relation).facility, people::insert(seeds, &world, director, relation, Ties::One))
            };
            let spots = Relation::ALL.into_iter().filter(|relation| *relation != Relation::Removed);
            let desks = spots.map(desk).collect();
            let parents = homes.map(|home| (world.spot(home).facility, shared[&(Role::Guardian, home)])).into();
            Ok((world, shared, desks, parents))
        })
        .await;
        let (wire, page, found) = (Wire::new(&server), Page::read(), Mutex::default());
        Self { server, wire, world, page, shared, desks, parents, found }
    }

    async fn cell(&self, spec: &'static Spec, role: Role, relation: Relation) {
        let asker = self.asker(spec, role, relation).await;
        let spot = self.world.spot(relation.spot());
        let mut about = Things::made(&self.server, spec.name, spot, &asker).await;
        self.prepare(spec, &mut about).await;
        if relation == Relation::Removed {
            self.end_access(&asker).await;
        }
        let expected = expected(&self.page, &self.world, spec.name, role, relation);
        let got = self.wire.send(&self.server, &asker, &request(spec, &about)).await;
        let verdict = match List::of(spec.name, &got.json()) {
            Some(list) => self.of_list(spec, role, relation, &got, &list),
            None => given(spec.name, role, &got),
        };
        let right = match verdict {
            Ok(verdict) if verdict == expected => Ok(()),
            Ok(verdict) => Err(format!("expected {expected:?}, got {verdict:?}: {}", got.shown())),
            Err(why) => Err(format!("expected {expected:?}, got {why}")),
        };
        let right = match right {
            Ok(()) if expected == Verdict::Denied && !is_list(spec.name) => {
                self.hides_what_exists(spec, &asker, relation, &about, &got).await
            }
            other => other,
        };
        let mut found = self.found.lock().unwrap();
        found.cells += 1;
        if let Err(why) = right {
            found.wrong.push(format!("wrong: {} {} {relation:?}: {why}", spec.name, role.sign()));
        }
    }

    /// A list is read as a yes to what it holds.
    fn of_list(&self, spec: &Spec, role: Role, relation: Relation, got: &Got, list: &List) -> Result<Verdict, String> {
        if given(spec.name, role, got)? == Verdict::Denied {
            return Ok(Verdict::Denied);
        }
        let may = |each: Relation| {
            let counts = if relation == Relation::Off { each == Relation::Off } else { each.home() == Relation::Own };
            counts && expected(&self.page, &self.world, spec.name, role, each) == Verdict::Allowed
        };
        // Facilities that other cells add are the ward's too.
        let strangers = match self.page.letter(spec.name, role) {
            Letter::Ward => Vec::new(),
            _ => list.strangers(&self.world, may),
        };
        if !strangers.is_empty() {
            return Err(format!("the list holds {strangers:?}"));
        }
        Ok(if list.holds(&self.world.spot(relation.spot())) { Verdict::Allowed } else { Verdict::Denied })
    }

    /// The forbidden must look like the missing, also when it comes along with something that is allowed.
    async fn hides_what_exists(
        &self,
        spec: &'static Spec,
        asker: &Person,
        relation: Relation,
        about: &Things,
        got: &Got,
    ) -> Result<(), String> {
        let missing = self.wire.send(&self.server, asker, &request(spec, &Things::nowhere())).await;
        look_the_same(got, &missing)?;
        let may_own = expected(&self.page, &self.world, spec.name, asker.role, Relation::Own) == Verdict::Allowed;
        if !may_own || matches!(relation, Relation::Removed | Relation::Off) {
            return Ok(());
        }
        let own = Things::made(&self.server, spec.name, asker.home, asker).await;
        let pairs = [
            (crossed(spec, &own, about), crossed(spec, &own, &Things::nowhere())),
            (joined(spec, &own, about), joined(spec, &own, &Things::nowhere())),
        ];
        for (forbidden, missing) in pairs {
            let (Some(forbidden), Some(missing)) = (forbidden, missing) else { continue };
            let forbidden = self.wire.send(&self.server, asker, &forbidden).await;
            // A guardian who does not exist yet is made; one of elsewhere cannot be named.
            if spec.name == "SetGuardian" && forbidden.status == 422 {
                continue;
            }
            look_the_same(&forbidden, &self.wire.send(&self.server, asker, &missing).await)?;
        }
        Ok(())
    }
}

fn look_the_same(forbidden: &Got, missing: &Got) -> Result<(), String> {
    if forbidden.told() == missing.told() {
        return Ok(());
    }
    Err(format!("the forbidden does not look like the missing: {:?} / {:?}", forbidden.told(), missing.told()))
}
