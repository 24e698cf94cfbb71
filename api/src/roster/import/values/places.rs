use hidamari_domain::value::Text;

use super::Value;
use crate::roster::import::normal;

/// An address. Spellings that differ in dashes and 丁目 only do not contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(pub Text<200>);

impl Value for Address {
    fn shown(&self) -> String {
        self.0.as_ref().to_owned()
    }

    fn contradicts(&self, other: &Self) -> bool {
        normal::address_key(self.0.as_ref()) != normal::address_key(other.0.as_ref())
    }
}

/// A postal code as `150-0002`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalCode(String);

impl PostalCode {
    /// The code of seven digits, however written.
    pub fn parse(text: &str) -> Option<Self> {
        normal::postal_code(text).map(Self)
    }
}

impl AsRef<str> for PostalCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Value for PostalCode {
    fn shown(&self) -> String {
        self.0.clone()
    }
}

/// The age classes of a class, youngest and oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// The youngest, 0 to 5.
    pub from: u8,
    /// The oldest, 0 to 5.
    pub to: u8,
}

impl Ages {
    /// Every age of a nursery.
    pub const ALL: Self = Self { from: 0, to: 5 };

    /// From `3`, `3歳児`, `3-5`, `3〜5歳児` or `異年齢`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "異年齢" | "縦割り" | "混合" | "mixed" => return Some(Self::ALL),
            "年少" => return Self::new(3, 3),
            "年中" => return Self::new(4, 4),
            "年長" => return Self::new(5, 5),
            _ => {}
        }
        let ages: Vec<u8> = text
            .split(['〜', '~', '-', '・', '～', 'ー', '−'])
            .map(|part| {
                part.trim()
                    .trim_end_matches("クラス")
                    .trim_end_matches('児')
                    .trim_end_matches(['歳', '才'])
                    .parse()
                    .ok()
            })
            .collect::<Option<_>>()?;
        match ages.as_slice() {
            [age] => Self::new(*age, *age),
            [from, .., to] => Self::new(*from, *to),
            [] => None,
        }
    }

    /// The range, if it is one within a nursery.
    pub fn new(from: u8, to: u8) -> Option<Self> {
        (from <= to && to <= 5).then_some(Self { from, to })
    }

    /// The range that holds both.
    #[must_use]
    pub fn with(self, age: u8) -> Self {
        Self { from: self.from.min(age), to: self.to.max(age) }
    }
}

impl Value for Ages {
    fn shown(&self) -> String {
        if self.from == self.to { format!("{}歳児", self.from) } else { format!("{}〜{}歳児", self.from, self.to) }
    }
}

/// A place in the calling order, 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallingOrder(pub u8);

impl CallingOrder {
    /// From `1`, `1位` or `第1`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches('第').trim_end_matches(['位', '番', '目']);
        digits.parse().ok().filter(|order| (1..=9).contains(order)).map(Self)
    }
}

impl Value for CallingOrder {
    fn shown(&self) -> String {
        self.0.to_string()
    }
}
