//! The marked world.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hidamari::db::schema::{child, guardian, household};
use hidamari::db::types::Key;
use hidamari::work::Work;
use hidamari_domain::id::{AccountId, ChildId, GuardianId, HouseholdId};
use hidamari_domain::policy::{Rights, StaffRole, TieKind};

use crate::common::{ChildSeed, Seeds, TieSeed};
use crate::people::{self, Person};
use crate::relation::Role;
use crate::world::Spot;

/// What a mark stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A child's name, kana or id.
    Child,
    /// A child's caution.
    Caution,
    /// What else the nursery writes down of a child.
    Record,
    /// A guardian's name, kana, telephone, e-mail, relation or id.
    Guardian,
    /// A household's address and telephone.
    Household,
    /// What an account is called and signs in with.
    Account,
    /// What a guardian calls a family member.
    Member,
    /// What a guardian writes in a report.
    Report,
    /// What stands in a spreadsheet that was previewed.
    Sheet,
}

/// A mark, and whose it is.
#[derive(Clone, Debug)]
pub struct Marker {
    pub kind: Kind,
    /// The children it belongs to, with where they stand.
    pub of: Vec<Spot>,
    pub account: Option<AccountId>,
}

/// A child with its spot, and whose view of it is how wide.
#[derive(Clone, Debug, Default)]
pub struct Families {
    /// Each child's spot.
    pub spots: Vec<Spot>,
    /// Everyone who reads.
    pub people: Vec<Person>,
    /// Which account may see which child.
    pub ties: Vec<(AccountId, TieKind, ChildId, Rights)>,
    /// The guardian of each child to whom a letter can go.
    pub letters: Vec<(Spot, GuardianId)>,
    /// The imports that were previewed.
    pub imports: Vec<String>,
    /// The next mark's number.
    next: u32,
}

impl Families {
    pub fn facilities(&self) -> Vec<String> {
        distinct(self.spots.iter().map(|spot| spot.facility.to_string()))
    }

    pub fn classes(&self) -> Vec<String> {
        distinct(self.spots.iter().map(|spot| spot.class.to_string()))
    }

    pub fn children(&self) -> Vec<String> {
        self.spots.iter().map(|spot| spot.child.to_string()).collect()
    }

    /// Eight letters that stand in no other text.
    pub fn mark(&mut self) -> String {
        self.next += 1;
        let letter = |place: u32| char::from(b'a' + u8::try_from(self.next / 26_u32.pow(place) % 26).unwrap());
        format!("zq{}{}{}{}qz", letter(3), letter(2), letter(1), letter(0))
    }

    fn phone(&mut self) -> String {
        self.next += 1;
        format!("0977{:06}", self.next)
    }

    /// Inserts it; answers with the marks too.
    pub fn insert(work: &mut Work<'_>) -> (Self, BTreeMap<String, Marker>) {
        let mut marked = Inserting { world: Self::default(), markers: BTreeMap::new(), work };
        marked.insert();
        (marked.world, marked.markers)
    }
}

fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

struct Inserting<'a, 'b> {
    world: Families,
    markers: BTreeMap<String, Marker>,
    work: &'a mut Work<'b>,
}

impl Inserting<'_, '_> {
    fn seeds(&mut self) -> Seeds<'_> {
        Seeds::new(self.work.conn, self.work.now)
    }

    fn insert(&mut self) {
        let (ward, abroad) = (self.seeds().municipality("ひなた市"), self.seeds().municipality("となり市"));
        let mut places = Vec::new();
        for (ward, code, classes) in [(ward, "01", 2), (ward, "02", 1), (abroad, "03", 1)] {
            let facility = self.seeds().facility(ward, code, &format!("{code}番保育園"));
            for age in 1..=classes {
                let class = self.seeds().class(facility, &format!("{age}歳児組"), age);
                let (household, child) = (HouseholdId(uuid::Uuid::nil()), ChildId(uuid::Uuid::nil()));
                places.push(Spot { municipality: ward, facility, class, child, household, code });
            }
        }
        let [first, second, other, far] = places[..] else { panic!("four classes") };
        for homes in [&[first, second, other][..], &[first], &[second], &[other], &[far], &[first]] {
            self.family(homes);
        }
        for place in [first, second, other, far] {
            self.staff(place);
        }
        self.world.people.push(person(Role::Nobody, first, None));
    }

    /// A household with its children, a mother who may everything, a father who may nothing, a grandmother who reads
    /// the first child's days, and a guardian who has not joined.
    fn family(&mut self, homes: &[Spot]) {
        let household = self.seeds().household(homes[0].municipality);
        let children: Vec<Spot> = homes.iter().map(|home| self.child(Spot { household, ..*home })).collect();
        let (address, phone) = (self.note(Kind::Household, &children), self.note_phone(Kind::Household, &children));
        diesel::update(household::table.find(Key(household)))
            .set((household::address.eq(Some(address)), household::phone.eq(Some(phone))))
            .execute(self.work.conn)
            .unwrap();
        for (role, kind, rights) in [
            (Role::Guardian, TieKind::Guardian, Rights::FULL),
            (Role::Limited, TieKind::Guardian, Rights::NONE),
            (Role::Family, TieKind::Family, Rights::FAMILY),
        ] {
            let account = self.account(&children);
            let of = if role == Role::Family { &children[..1] } else { &children[..] };
            let guardian = (role != Role::Family).then(|| self.guardian(household, &children));
            self.tie(of, (kind, rights), guardian, Some(account));
            let session = self.seeds().session(account, role.face());
            let person = Person { session: Some(session), account: Some(account), ..person(role, children[0], None) };
            self.world.people.push(person);
        }
        let waiting = self.guardian(household, &children);
        self.world.letters.extend(children.iter().map(|child| (*child, waiting.0)));
        self.tie(&children, (TieKind::Guardian, Rights::FULL), Some(waiting), None);
    }

    fn child(&mut self, home: Spot) -> Spot {
        let texts: Vec<String> = (0..6).map(|_| self.world.mark()).collect();
        let child = self.seeds().child(&ChildSeed {
            facility: home.facility,
            class: Some(home.class),
            household: home.household,
            family: (&texts[0], &texts[1]),
            given: (&texts[2], &texts[3]),
            born: NaiveDate::from_ymd_opt(2024, 8, 1).unwrap(),
            caution: Some(&texts[4]),
            enrolled_on: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
            left_on: None,
        });
        diesel::update(child::table.find(Key(child)))
            .set(child::external_id.eq(Some(&texts[5])))
            .execute(self.work.conn)
            .unwrap();
        let spot = Spot { child, ..home };
        let kinds = [Kind::Child, Kind::Child, Kind::Child, Kind::Child, Kind::Caution, Kind::Record];
        for (text, kind) in texts.into_iter().zip(kinds) {
            self.keep(text, kind, &[spot], None);
        }
        self.keep(child.to_string(), Kind::Child, &[spot], None);
        self.world.spots.push(spot);
        spot
    }

    /// A guardian, and what they are called.
    fn guardian(&mut self, home: HouseholdId, children: &[Spot]) -> (GuardianId, String) {
        let (name, phone) = (self.note(Kind::Guardian, children), self.note_phone(Kind::Guardian, children));
        let (kana, email) = (self.note(Kind::Guardian, children), self.note(Kind::Guardian, children));
        let external = self.note(Kind::Guardian, children);
        let id = self.seeds().guardian(home, &name, &phone);
        diesel::update(guardian::table.find(Key(id)))
            .set((
                guardian::kana.eq(Some(kana)),
                guardian::email.eq(Some(format!("{email}@example.jp"))),
                guardian::external_id.eq(Some(external)),
            ))
            .execute(self.work.conn)
            .unwrap();
        self.keep(id.to_string(), Kind::Guardian, children, None);
        (id, name)
    }

    fn tie(
        &mut self,
        children: &[Spot],
        (kind, rights): (TieKind, Rights),
        guardian: Option<(GuardianId, String)>,
        account: Option<AccountId>,
    ) {
        let of = if kind == TieKind::Guardian { Kind::Guardian } else { Kind::Member };
        let name = guardian.as_ref().map(|(_, name)| name.clone()).unwrap_or_else(|| self.note(of, children));
        let guardian = guardian.map(|(id, _)| id);
        for Spot { child, .. } in children {
            let relation = self.note(of, children);
            let (child, name, relation, order) = (*child, name.as_str(), relation.as_str(), 1);
            self.seeds().tie(&TieSeed { child, kind, guardian, account, name, relation, order, rights });
            self.world.ties.extend(account.map(|account| (account, kind, child, rights)));
        }
    }

    fn account(&mut self, children: &[Spot]) -> AccountId {
        let (email, name) = (self.world.mark(), self.world.mark());
        let id = self.seeds().account(&format!("{email}@example.jp"), &name);
        for text in [email, name] {
            self.keep(text, Kind::Account, children, Some(id));
        }
        id
    }

    fn staff(&mut self, place: Spot) {
        for role in StaffRole::ALL {
            let account = people::account(&mut self.seeds());
            let staff = people::staff(&mut self.seeds(), place, *role, Some(account));
            let session = self.seeds().session(account, Role::Staff(*role).face());
            let known = person(Role::Staff(*role), place, Some(session));
            self.world.people.push(Person { account: Some(account), staff: Some(staff), ..known });
        }
        for role in [Role::Tablet, Role::TabletWithPerson] {
            let device = self.seeds().device(place.facility, "タブレット");
            let with_person = role == Role::TabletWithPerson;
            let staff = with_person.then(|| people::staff(&mut self.seeds(), place, StaffRole::Teacher, None));
            let session = self.seeds().device_session(device, staff);
            let known = person(role, place, Some(session));
            self.world.people.push(Person { device: Some(device), staff, ..known });
        }
    }

    fn note(&mut self, kind: Kind, of: &[Spot]) -> String {
        let text = self.world.mark();
        self.keep(text.clone(), kind, of, None);
        text
    }

    fn note_phone(&mut self, kind: Kind, of: &[Spot]) -> String {
        let text = self.world.phone();
        self.keep(text.clone(), kind, of, None);
        text
    }

    fn keep(&mut self, text: String, kind: Kind, of: &[Spot], account: Option<AccountId>) {
        self.markers.insert(text, Marker { kind, of: of.to_vec(), account });
    }
}

fn person(role: Role, home: Spot, session: Option<hidamari_domain::id::SessionId>) -> Person {
    let (account, staff, device, guardian, tie) = (None, None, None, None, None);
    Person { role, face: role.face(), home, session, account, staff, device, guardian, tie }
}
