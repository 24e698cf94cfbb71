use hidamari_domain::value::{Kana, Name, Phone};

use super::Value;

/// How many telephone numbers a guardian has at most.
pub const PHONES: usize = 5;

/// A guardian's name, the family name first. A space between its parts is kept, and does not tell names apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(pub Name);

impl Value for PersonName {
    fn shown(&self) -> String {
        self.0.as_ref().to_owned()
    }

    fn told(&self, newer: &Self) -> Self {
        Self(if keeps_spacing(self.0.as_ref(), newer.0.as_ref()) { self.0.clone() } else { newer.0.clone() })
    }

    fn contradicts(&self, other: &Self) -> bool {
        unspaced(self.0.as_ref()).ne(unspaced(other.0.as_ref()))
    }
}

/// A guardian's reading; its spaces as those of [`PersonName`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonKana(pub Kana);

impl Value for PersonKana {
    fn shown(&self) -> String {
        self.0.as_ref().to_owned()
    }

    fn told(&self, newer: &Self) -> Self {
        Self(if keeps_spacing(self.0.as_ref(), newer.0.as_ref()) { self.0.clone() } else { newer.0.clone() })
    }

    fn contradicts(&self, other: &Self) -> bool {
        unspaced(self.0.as_ref()).ne(unspaced(other.0.as_ref()))
    }
}

fn unspaced(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The same letters, and the newer without the space that the older has.
fn keeps_spacing(older: &str, newer: &str) -> bool {
    unspaced(older).eq(unspaced(newer)) && older.contains(' ') && !newer.contains(' ')
}

/// Telephone numbers in calling order, without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones(Vec<Phone>);

impl Phones {
    /// The first of the numbers, each once.
    pub fn new(numbers: impl IntoIterator<Item = Phone>) -> Self {
        let mut phones = Vec::new();
        for number in numbers {
            if phones.len() < PHONES && !phones.contains(&number) {
                phones.push(number);
            }
        }
        Self(phones)
    }

    /// The numbers.
    pub fn numbers(&self) -> &[Phone] {
        &self.0
    }

    /// Whether they have a number in common.
    pub fn overlap(&self, other: &Self) -> bool {
        self.0.iter().any(|number| other.0.contains(number))
    }

    fn has_in_order(&self, some: &Self) -> bool {
        let mut mine = self.0.iter();
        some.0.iter().all(|number| mine.any(|other| other == number))
    }
}

impl Value for Phones {
    fn shown(&self) -> String {
        self.0.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("、")
    }

    /// Told numbers come first; the others stay behind them, as an import takes nothing away.
    fn told(&self, newer: &Self) -> Self {
        if self.has_in_order(newer) { self.clone() } else { Self::new(newer.0.iter().chain(&self.0).cloned()) }
    }

    fn contradicts(&self, other: &Self) -> bool {
        !self.has_in_order(other) && !other.has_in_order(self)
    }
}
