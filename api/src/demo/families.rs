use chrono::NaiveDate;
use hidamari_domain::id::{AccountId, ChildId, GuardianId, HouseholdId};
use hidamari_domain::policy::Rights;
use hidamari_domain::roster::{Certification, CertifiedHours, Sex};

use super::dice::Dice;
use super::facilities::Facility;
use super::names::{self, Called, Reading};
use super::people::People;
use super::places::{self, Place};
use super::script::{self, Script};
use super::{Calendar, WARD};

/// A household with its children, wherever they are enrolled.
#[derive(Debug)]
pub struct Household {
    pub id: HouseholdId,
    pub number: usize,
    pub address: String,
    /// In calling order.
    pub guardians: Vec<Guardian>,
    pub children: Vec<Child>,
    /// The grandparent who was invited to read along, if one was.
    pub grandparent: Option<Grandparent>,
}

#[derive(Debug)]
pub struct Guardian {
    pub id: GuardianId,
    pub number: usize,
    pub name: String,
    pub kana: String,
    pub relation: &'static str,
    pub phones: String,
    pub email: Option<String>,
    /// Set when they have joined.
    pub account: Option<AccountId>,
    pub rights: Rights,
}

#[derive(Debug)]
pub struct Grandparent {
    pub account: AccountId,
    /// What the guardian called them when inviting.
    pub name: &'static str,
}

#[derive(Debug)]
pub struct Child {
    pub id: ChildId,
    pub number: usize,
    pub place: Place,
    pub called: Called,
    pub birth_date: NaiveDate,
    pub enrolled_on: NaiveDate,
    pub caution: Option<&'static str>,
    pub sex: Sex,
    pub certification: Certification,
    pub certified_hours: CertifiedHours,
}

impl Child {
    /// The planned week, Monday to Friday, as it is kept.
    pub fn week(&self) -> String {
        let hours = match (self.certified_hours, self.number % 3) {
            (CertifiedHours::Short, _) => "09:00-16:30",
            (CertifiedHours::Standard, 0) => "07:30-18:00",
            (CertifiedHours::Standard, 1) => "08:30-17:30",
            (CertifiedHours::Standard, _) => "08:00-18:00",
        };
        [hours, hours, hours, hours, hours, "-", "-"].join(" ")
    }
}

const CAUTIONS: [&str; 8] = [
    "卵アレルギー",
    "乳アレルギー",
    "小麦アレルギー",
    "そばアレルギー",
    "落花生アレルギー",
    "卵・乳アレルギー",
    "エピペンあり（落花生）",
    "熱性けいれんあり",
];
/// Households of each facility whose guardians have all joined.
const JOINED: usize = 10;

/// Puts the ward's households together, each as the script or chance will have it.
pub struct Families<'a> {
    pub dice: &'a mut Dice,
    pub calendar: &'a Calendar,
    pub facilities: &'a [Facility],
    pub people: &'a mut People,
    /// Those not yet taken, by facility.
    pub free: Vec<Vec<Place>>,
    pub counted: Counted,
}

/// How many there are so far.
#[derive(Default)]
pub struct Counted {
    households: usize,
    guardians: usize,
    children: usize,
}

impl Families<'_> {
    /// Fills every place.
    pub fn households(mut self) -> Vec<Household> {
        let mut all = Vec::new();
        for home in 0..self.facilities.len() {
            let mut nth = 0;
            loop {
                let script = script::of(home, nth).unwrap_or_else(|| script::by_chance(self.dice));
                let Some(first) = self.first_place(home, &script) else { break };
                let places = self.with_siblings(first, &script);
                all.push(self.household(places, script, nth < JOINED));
                nth += 1;
            }
        }
        all
    }

    fn first_place(&mut self, home: usize, script: &Script) -> Option<Place> {
        let free = self.free.get_mut(home)?;
        let story = self.facilities.get(home)?.story_class().filter(|_| script.is_story);
        let wanted = story.and_then(|class| free.iter().rposition(|place| place.class == class));
        wanted.map(|at| free.swap_remove(at)).or_else(|| free.pop())
    }

    fn with_siblings(&mut self, first: Place, script: &Script) -> Vec<Place> {
        let mut places = vec![first];
        while places.len() < script.children {
            let facility = if script.elsewhere { self.another_facility(first.facility) } else { first.facility };
            let Some(free) = self.free.get_mut(facility) else { break };
            let fits = |place: &Place| {
                (place.age == first.age) == script.twins
                    && places.iter().all(|sibling| script.twins || sibling.age != place.age)
            };
            let Some(at) = free.iter().rposition(fits) else { break };
            places.push(free.swap_remove(at));
        }
        places
    }

    fn another_facility(&mut self, not: usize) -> usize {
        let others = self.facilities.len().saturating_sub(1);
        (not + 1 + if not == 0 { 0 } else { self.dice.below(others) }) % self.facilities.len()
    }

    fn household(&mut self, places: Vec<Place>, script: Script, has_joined: bool) -> Household {
        self.counted.households += 1;
        let family = script.family.unwrap_or_else(|| names::family(self.dice));
        let guardians = self.guardians(family, &script, has_joined);
        let grandparent = script.has_grandparent && has_joined;
        let grandparent = grandparent.then(|| {
            let called = Called { family, given: names::grandmother(self.dice) };
            let account = self.people.grandparent(self.dice, self.calendar, called.name());
            Grandparent { account, name: "おばあちゃん" }
        });
        Household {
            id: self.dice.id(self.calendar.founded, HouseholdId),
            number: self.counted.households,
            address: format!(
                "{WARD}{}-{}-{}",
                self.dice.between(1, 9),
                self.dice.between(1, 30),
                self.dice.between(1, 20)
            ),
            guardians,
            children: self.children(family, &places, &script),
            grandparent,
        }
    }

    fn guardians(&mut self, family: Reading, script: &Script, has_joined: bool) -> Vec<Guardian> {
        script
            .guardians
            .iter()
            .enumerate()
            .map(|(nth, relation)| {
                let given = match *relation {
                    "父" => names::father(self.dice),
                    "祖母" => names::grandmother(self.dice),
                    _ => names::mother(self.dice),
                };
                let is_limited = script.is_limited && nth == 1;
                self.counted.guardians += 1;
                let number = self.counted.guardians;
                let called = Called { family, given };
                let account = has_joined.then(|| self.people.parent(self.dice, self.calendar, called.name()));
                Guardian {
                    id: self.dice.id(self.calendar.founded, GuardianId),
                    number,
                    name: called.name(),
                    kana: called.kana(),
                    relation,
                    phones: phones(self.dice, number),
                    email: match &account {
                        Some((_, email)) => Some(email.clone()),
                        None => self.dice.chance(700).then(|| format!("kazoku{number}@example.jp")),
                    },
                    account: account.map(|(id, _)| id),
                    rights: if is_limited { Rights::NONE } else { Rights::FULL },
                }
            })
            .collect()
    }

    fn children(&mut self, family: Reading, places: &[Place], script: &Script) -> Vec<Child> {
        let mut children: Vec<Child> = Vec::with_capacity(places.len());
        for (nth, place) in places.iter().enumerate() {
            let twin = children.first().filter(|_| script.twins).map(|first| (first.birth_date, first.enrolled_on));
            let (birth_date, enrolled_on) = twin.unwrap_or_else(|| {
                let birth = places::birthday(self.dice, self.calendar, place.age);
                (birth, places::enrolled_on(self.dice, self.calendar, place.age, birth))
            });
            let (given, sex) = self.given_name(&children, script, nth);
            self.counted.children += 1;
            children.push(Child {
                id: self.dice.id(self.calendar.founded, ChildId),
                number: self.counted.children,
                place: *place,
                called: Called { family, given },
                sex,
                certification: if place.age < 3 { Certification::Third } else { Certification::Second },
                certified_hours: if self.dice.chance(200) { CertifiedHours::Short } else { CertifiedHours::Standard },
                birth_date,
                enrolled_on,
                caution: self
                    .dice
                    .chance(80)
                    .then(|| self.dice.pick(&CAUTIONS))
                    .or(script.caution.filter(|_| nth == 0)),
            });
        }
        children
    }

    /// A name that no brother or sister has.
    fn given_name(&mut self, siblings: &[Child], script: &Script, nth: usize) -> (Reading, Sex) {
        if let Some(name) = script.names.get(nth) {
            return *name;
        }
        loop {
            let name = names::child(self.dice);
            if siblings.iter().all(|sibling| sibling.called.given.1 != name.0.1) {
                return name;
            }
        }
    }
}

/// Numbers that nobody has: no mobile number in use begins with 090-0.
fn phones(dice: &mut Dice, number: usize) -> String {
    let mobile = format!("0900{number:07}");
    if dice.chance(300) { format!("{mobile} 030001{:04}", number % 10_000) } else { mobile }
}
