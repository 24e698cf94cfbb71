//! Those who ask: one of each column, as many times as needed.

use hidamari_domain::id::{AccountId, DeviceId, GuardianId, SessionId, StaffId, TieId};
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Rights, StaffRole, TieKind};
use uuid::Uuid;

use crate::common::{Seeds, TieSeed};
use crate::relation::{Relation, Role};
use crate::world::{Spot, World};

/// Someone, with everything by which their access can be ended.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub role: Role,
    pub face: Face,
    pub home: Spot,
    pub session: Option<SessionId>,
    pub account: Option<AccountId>,
    pub staff: Option<StaffId>,
    pub device: Option<DeviceId>,
    pub guardian: Option<GuardianId>,
    /// The tie to the child at home.
    pub tie: Option<TieId>,
}

/// How wide someone's ties are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// To the child at home, its sibling, and the child of the custody order.
    All,
    /// To the child at home only.
    One,
}

/// Inserts someone of a role with an open session.
pub fn insert(seeds: &mut Seeds<'_>, world: &World, role: Role, home: Relation, ties: Ties) -> Person {
    let spot = world.spot(home);
    let nobody = Person {
        role,
        face: role.face(),
        home: spot,
        session: None,
        account: None,
        staff: None,
        device: None,
        guardian: None,
        tie: None,
    };
    match role {
        Role::Nobody => nobody,
        Role::Staff(of) => {
            let account = account(seeds);
            let staff = staff(seeds, spot, of, Some(account));
            let session = seeds.session(account, role.face());
            Person { session: Some(session), account: Some(account), staff: Some(staff), ..nobody }
        }
        Role::Tablet | Role::TabletWithPerson => {
            let device = seeds.device(spot.facility, "試験のタブレット");
            let person = (role == Role::TabletWithPerson).then(|| staff(seeds, spot, StaffRole::Teacher, None));
            let session = seeds.device_session(device, person);
            Person { session: Some(session), device: Some(device), staff: person, ..nobody }
        }
        Role::Guardian | Role::Limited | Role::Family => {
            let account = account(seeds);
            let session = seeds.session(account, role.face());
            let guardian = (role != Role::Family).then(|| seeds.guardian(spot.household, "架空 保護者", "0900000000"));
            let person = Person { session: Some(session), account: Some(account), guardian, ..nobody };
            Person { tie: Some(tied(seeds, world, &person, ties)), ..person }
        }
    }
}

/// Ties someone of a family to their children; answers with the tie to the child at home.
fn tied(seeds: &mut Seeds<'_>, world: &World, person: &Person, ties: Ties) -> TieId {
    let (kind, rights) = match person.role {
        Role::Guardian => (TieKind::Guardian, Rights::FULL),
        Role::Limited => (TieKind::Guardian, Rights::NONE),
        _ => (TieKind::Family, Rights::FAMILY),
    };
    let mut tie = |child, rights| {
        seeds.tie(&TieSeed {
            child,
            kind,
            guardian: person.guardian,
            account: person.account,
            name: "架空 家族",
            relation: "家族",
            order: 5,
            rights,
        })
    };
    let home = tie(person.home.child, rights);
    if ties == Ties::All {
        tie(world.spot(Relation::Sibling).child, rights);
        tie(world.spot(Relation::Limited).child, Rights::NONE);
    }
    home
}

/// An account with an address of its own.
pub fn account(seeds: &mut Seeds<'_>) -> AccountId {
    seeds.account(&format!("{}@example.jp", Uuid::now_v7().simple()), "架空 の人")
}

/// Someone who works at a spot.
pub fn staff(seeds: &mut Seeds<'_>, spot: Spot, role: StaffRole, account: Option<AccountId>) -> StaffId {
    let facility = (!role.is_ward()).then_some(spot.facility);
    let classes: &[_] = match role {
        StaffRole::Teacher | StaffRole::PartTime => &[spot.class],
        _ => &[],
    };
    seeds.staff((spot.municipality, facility), role, classes, account, "架空 職員")
}
