//! What the households are like. The first of the first facility are always the same, so that there is a story to show.

use hidamari_domain::roster::Sex;

use super::dice::Dice;
use super::names::Reading;

/// What one household is like.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// 姓; by chance without one.
    pub family: Option<Reading>,
    /// The children's given names; by chance when there are fewer than children.
    pub names: &'static [(Reading, Sex)],
    /// Whether the first child is in the class where the story is shown.
    pub is_story: bool,
    pub children: usize,
    /// Whether brothers and sisters go to another facility.
    pub elsewhere: bool,
    pub twins: bool,
    /// 続柄 of each guardian, in calling order.
    pub guardians: &'static [&'static str],
    /// Whether the second guardian's view is limited by a custody order.
    pub is_limited: bool,
    pub has_grandparent: bool,
    /// The first child's caution, if chance gives none.
    pub caution: Option<&'static str>,
}

const PLAIN: Script = Script {
    family: None,
    names: &[],
    is_story: false,
    children: 1,
    elsewhere: false,
    twins: false,
    guardians: &["母", "父"],
    is_limited: false,
    has_grandparent: false,
    caution: None,
};

const FIRST: [Script; 4] = [
    // Two children in two facilities, and a grandmother who reads along.
    Script {
        family: Some(("日向", "ヒナタ")),
        names: &[(("はな", "ハナ"), Sex::Female), (("そら", "ソラ"), Sex::Male)],
        is_story: true,
        children: 2,
        elsewhere: true,
        has_grandparent: true,
        caution: Some("卵アレルギー"),
        ..PLAIN
    },
    // A custody order keeps the father from seeing the child's day.
    Script {
        family: Some(("月岡", "ツキオカ")),
        names: &[(("りく", "リク"), Sex::Male)],
        is_story: true,
        is_limited: true,
        ..PLAIN
    },
    // Brother and sister in one facility, three guardians.
    Script {
        family: Some(("星川", "ホシカワ")),
        names: &[(("めい", "メイ"), Sex::Female), (("ゆう", "ユウ"), Sex::Male)],
        is_story: true,
        children: 2,
        guardians: &["母", "父", "祖母"],
        ..PLAIN
    },
    // One guardian.
    Script {
        family: Some(("雪村", "ユキムラ")),
        names: &[(("あき", "アキ"), Sex::Female)],
        is_story: true,
        guardians: &["母"],
        ..PLAIN
    },
];

/// The script of a facility's household, when there is one.
pub fn of(facility: usize, nth: usize) -> Option<Script> {
    FIRST.get(nth).filter(|_| facility == 0).copied()
}

pub fn by_chance(dice: &mut Dice) -> Script {
    let guardians: &[&str] = match dice.below(100) {
        0..12 => &["母"],
        12..15 => &["父"],
        15..22 => &["母", "父", "祖母"],
        22..32 => &["父", "母"],
        _ => &["母", "父"],
    };
    let children = match dice.below(100) {
        0..62 => 1,
        62..94 => 2,
        _ => 3,
    };
    Script {
        guardians,
        children,
        elsewhere: dice.chance(120),
        twins: children == 2 && dice.chance(40),
        is_limited: guardians.len() == 2 && dice.chance(25),
        has_grandparent: dice.chance(250),
        ..PLAIN
    }
}
