use hidamari_domain::attendance::AttendanceRules;
use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::organisation::FacilityKind;
use hidamari_domain::policy::Capability;

use super::Calendar;
use super::dice::Dice;

/// A facility of the demonstration ward.
#[derive(Debug)]
pub struct Facility {
    pub id: FacilityId,
    /// 1 for the first.
    pub number: usize,
    pub code: String,
    pub name: String,
    pub kind: FacilityKind,
    pub address: String,
    pub phone: String,
    pub classes: Vec<Class>,
    /// What is switched on.
    pub capabilities: &'static [Capability],
    pub rules: AttendanceRules,
}

impl Facility {
    /// りす組, where the story is shown: the first class of the one-year-olds.
    pub fn story_class(&self) -> Option<usize> {
        self.classes.iter().position(|class| class.age_from == 1)
    }
}

/// A class of the current fiscal year.
#[derive(Debug)]
pub struct Class {
    pub id: ClassId,
    pub name: &'static str,
    pub age_from: u8,
    pub age_to: u8,
}

const STEMS: [&str; 31] = [
    "さくら",
    "けやき",
    "ひまわり",
    "たんぽぽ",
    "すみれ",
    "つくし",
    "どんぐり",
    "あおぞら",
    "にじ",
    "こばと",
    "わかば",
    "みどり",
    "ほしのこ",
    "たいよう",
    "なのはな",
    "もみじ",
    "いちょう",
    "くるみ",
    "かえで",
    "あさひ",
    "ひばり",
    "つばめ",
    "せせらぎ",
    "こもれび",
    "やまびこ",
    "みなみ",
    "しらかば",
    "はるかぜ",
    "しおかぜ",
    "ゆりのき",
    "はなみずき",
];

/// Youngest first, with a second class for each age where there are many children.
const BY_AGE: [[&str; 2]; 6] = [
    ["ひよこ組", "ことり組"],
    ["りす組", "こあら組"],
    ["うさぎ組", "ぱんだ組"],
    ["きりん組", "いるか組"],
    ["ぞう組", "くじら組"],
    ["らいおん組", "ぺんぎん組"],
];
/// 異年齢クラス: three to five together.
const MIXED: [&str; 3] = ["そら組", "うみ組", "もり組"];
/// From so many children on, each age has two classes.
const TWO_CLASSES: usize = 150;

pub fn facilities(dice: &mut Dice, calendar: &Calendar, how_many: usize, children: usize) -> Vec<Facility> {
    (1..=how_many).map(|number| facility(dice, calendar, number, number == how_many, children)).collect()
}

fn facility(dice: &mut Dice, calendar: &Calendar, number: usize, is_last: bool, children: usize) -> Facility {
    let index = number - 1;
    let stem = STEMS.get(index % STEMS.len()).copied().unwrap_or_default();
    let round = index / STEMS.len();
    let (kind, ending) = match (round % 2, index % 3) {
        (0, 1) => (FacilityKind::PrivateNursery, "保育園"),
        (0, _) => (FacilityKind::PublicNursery, "保育園"),
        _ => (FacilityKind::CertifiedCentre, "こども園"),
    };
    let name = if round < 2 { format!("{stem}{ending}") } else { format!("第{}{stem}{ending}", round / 2 + 1) };
    Facility {
        id: dice.id(calendar.founded, FacilityId),
        number,
        code: format!("{number:02}"),
        name,
        kind,
        address: format!("{}{stem}町{}-{}", super::WARD, dice.between(1, 5), dice.between(1, 20)),
        phone: format!("030000{number:04}"),
        classes: classes(dice, calendar, number.is_multiple_of(3), children),
        // The first expects children every day, so that there is a morning to look at on a Sunday too.
        rules: AttendanceRules {
            off_on: if number == 1 { [].into() } else { AttendanceRules::usual().off_on },
            ..AttendanceRules::usual()
        },
        capabilities: if is_last { &[Capability::Attendance, Capability::FamilyApp] } else { Capability::ALL },
    }
}

fn classes(dice: &mut Dice, calendar: &Calendar, is_mixed: bool, children: usize) -> Vec<Class> {
    let each = if children >= TWO_CLASSES { 2 } else { 1 };
    let ages = if is_mixed { 0..3 } else { 0..6 };
    let by_age =
        ages.zip(BY_AGE).flat_map(|(age, names)| names.into_iter().take(each).map(move |name| (name, age, age)));
    let mixed = MIXED.into_iter().take(if is_mixed { each + 1 } else { 0 }).map(|name| (name, 3, 5));
    by_age
        .chain(mixed)
        .map(|(name, age_from, age_to)| Class { id: dice.id(calendar.founded, ClassId), name, age_from, age_to })
        .collect()
}
