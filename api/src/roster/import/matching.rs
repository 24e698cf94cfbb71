//! Which column of a table means what: guessed, shown, changed, and remembered by the header's fingerprint.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    columns::{Column, Field, Of},
    normal,
    synonyms::{self, Owner, Sense},
    table::Table,
};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A class a row.
    Classes,
    /// A household a row.
    Households,
    /// A guardian a row.
    Guardians,
    /// A child a row, with class, household and up to three guardians.
    Children,
    /// A guardian of a child a row; both are known from elsewhere.
    Ties,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Children, Self::Classes, Self::Households, Self::Guardians, Self::Ties];

    /// The name in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Classes => "クラス",
            Self::Households => "世帯",
            Self::Guardians => "保護者",
            Self::Children => "園児",
            Self::Ties => "園児と保護者の続柄",
        }
    }

    /// The stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Classes => "classes",
            Self::Households => "households",
            Self::Guardians => "guardians",
            Self::Children => "children",
            Self::Ties => "ties",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    fn hinted(name: &str) -> Option<Self> {
        // Of a workbook's sheet, its own name tells more than the file's.
        let own_name = name.rsplit_once('#').map_or(name, |(_, sheet)| sheet);
        let (key, _) = normal::header_keys(own_name);
        let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
        if has(&["続柄", "関係", "tie", "link", "relation", "childguardian", "guardianchild", "園児保護者"]) {
            Some(Self::Ties)
        } else if has(&["クラス", "class", "学級"]) {
            Some(Self::Classes)
        } else if has(&["世帯", "家庭", "household"]) {
            Some(Self::Households)
        } else if has(&["保護者", "guardian", "parent"]) {
            Some(Self::Guardians)
        } else if has(&["園児", "児童", "child", "名簿", "roster"]) {
            Some(Self::Children)
        } else {
            None
        }
    }
}

/// What the columns of one table mean. It can be shown, changed, sent back, and remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The table's name.
    pub sheet: String,
    /// What its rows are.
    pub kind: Kind,
    /// For each column of the header its meaning; none when it is left out.
    pub columns: Vec<Option<Column>>,
    /// What tells whether another table has the same header.
    pub fingerprint: String,
}

/// The likely matches of tables that are imported together.
pub fn guess(tables: &[Table]) -> Vec<Match> {
    tables.iter().map(|table| guess_as(table, likely_kind(table))).collect()
}

/// The likely match of a table whose kind is known.
pub fn guess_as(table: &Table, kind: Kind) -> Match {
    let senses: Vec<Option<Sense>> = table.header.iter().map(|header| synonyms::sense(header)).collect();
    let mut columns: Vec<Option<Column>> = vec![None; senses.len()];
    // Headers that name their owner go first: beside 園児氏名, a bare 氏名 is someone else's.
    for owned in [true, false] {
        for (at, sense) in senses.iter().enumerate() {
            let meant = sense.filter(|sense| sense.owner.is_some() == owned).and_then(|sense| resolve(sense, kind));
            if let Some(column) = meant.filter(|column| !columns.contains(&Some(*column)))
                && let Some(slot) = columns.get_mut(at)
            {
                *slot = Some(column);
            }
        }
    }
    given_names_beside_family_names(&mut columns);
    if kind == Kind::Children {
        without_nameless_guardians(&mut columns);
    }
    Match { sheet: table.name.clone(), kind, columns, fingerprint: fingerprint(&table.header) }
}

/// The same for equal headers, whatever their spaces and widths.
pub fn fingerprint(header: &[String]) -> String {
    let mut hash = Sha256::new();
    for cell in header {
        hash.update(normal::header_keys(cell).0);
        hash.update([0x1F]);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The relation that a guardian's headers tell by themselves, such as 父氏名.
pub(super) fn told_relation(table: &Table, columns: &[Option<Column>], guardian: u8) -> Option<&'static str> {
    let of_guardian = |column: &Option<Column>| column.is_some_and(|column| column.of() == Of::Guardian(guardian));
    table
        .header
        .iter()
        .zip(columns)
        .filter(|(_, column)| of_guardian(column))
        .find_map(|(header, _)| synonyms::told_relation(&normal::header_keys(header).0))
}

fn resolve(sense: Sense, kind: Kind) -> Option<Column> {
    let of = match sense.owner {
        Some(Owner::Child) => Of::Child,
        Some(Owner::Class) => Of::Class,
        Some(Owner::Household) => Of::Household,
        Some(Owner::Guardian(number)) => Of::Guardian(number.unwrap_or(1)),
        None => bare_owner(sense.field, kind)?,
    };
    let household = || matches!(sense.field, Field::Address | Field::PostalCode).then_some(Of::Household);
    Column::new(of, sense.field).or_else(|| Column::new(household()?, sense.field))
}

const fn bare_owner(field: Field, kind: Kind) -> Option<Of> {
    let of_guardian =
        matches!(field, Field::Relation | Field::CallOrder | Field::Email | Field::Mobile | Field::WorkPhone);
    match kind {
        Kind::Guardians => Some(Of::Guardian(1)),
        Kind::Classes => Some(Of::Class),
        Kind::Households => Some(Of::Household),
        Kind::Children | Kind::Ties if of_guardian => Some(Of::Guardian(1)),
        Kind::Children if matches!(field, Field::Phone) => Some(Of::Household),
        Kind::Children | Kind::Ties => Some(Of::Child),
    }
}

/// 園児名 is the whole name, except beside 園児姓; the readings likewise.
fn given_names_beside_family_names(columns: &mut [Option<Column>]) {
    const PARTS: [[Field; 3]; 2] =
        [[Field::Name, Field::FamilyName, Field::GivenName], [Field::Kana, Field::FamilyKana, Field::GivenKana]];
    for at in 0..columns.len() {
        let Some(Some(column)) = columns.get(at).copied() else { continue };
        let has = |field| columns.contains(&Column::new(column.of(), field));
        let part = PARTS.iter().find(|[whole, family, given]| column.field() == *whole && has(*family) && !has(*given));
        if let (Some([_, _, given]), Some(slot)) = (part, columns.get_mut(at)) {
            *slot = Column::new(column.of(), *given);
        }
    }
}

/// Telephone numbers without a guardian's name are the household's; what else such a guardian has is left out.
fn without_nameless_guardians(columns: &mut [Option<Column>]) {
    let named = |columns: &[Option<Column>], guardian: Of| {
        let names = [Field::Name, Field::FamilyName, Field::GivenName, Field::Id];
        names.iter().any(|field| columns.contains(&Column::new(guardian, *field)))
    };
    let household_phone = Column::new(Of::Household, Field::Phone);
    for at in 0..columns.len() {
        let Some(Some(column)) = columns.get(at).copied() else { continue };
        if !matches!(column.of(), Of::Guardian(_)) || named(columns, column.of()) {
            continue;
        }
        let phone = matches!(column.field(), Field::Mobile | Field::Phone) && !columns.contains(&household_phone);
        if let Some(slot) = columns.get_mut(at) {
            *slot = if phone { household_phone } else { None };
        }
    }
}

fn likely_kind(table: &Table) -> Kind {
    let seen = Seen(table.header.iter().filter_map(|header| synonyms::sense(header)).collect());
    let hint = Kind::hinted(&table.name);
    let told_apart = |kind| hint.is_none_or(|hint| hint == kind);
    if seen.tie() && (hint == Some(Kind::Ties) || (seen.both_ids() && told_apart(Kind::Ties))) {
        Kind::Ties
    } else if seen.class() {
        Kind::Classes
    } else if seen.household() {
        Kind::Households
    } else if seen.guardian(hint) {
        Kind::Guardians
    } else {
        Kind::Children
    }
}

/// What the headers of one table say.
struct Seen(Vec<Sense>);

impl Seen {
    fn any(&self, test: impl Fn(&Sense) -> bool) -> bool {
        self.0.iter().any(test)
    }

    fn field(&self, field: Field) -> bool {
        self.any(|sense| sense.field == field)
    }

    fn child(&self) -> bool {
        self.any(|sense| sense.owner == Some(Owner::Child))
    }

    fn of_guardian(&self) -> bool {
        self.any(|sense| matches!(sense.owner, Some(Owner::Guardian(_))))
    }

    fn contact(&self) -> bool {
        [Field::Email, Field::Mobile, Field::WorkPhone, Field::Relation].iter().any(|field| self.field(*field))
    }

    fn both_ids(&self) -> bool {
        let id_of =
            |owner: fn(&Option<Owner>) -> bool| self.any(|sense| sense.field == Field::Id && owner(&sense.owner));
        id_of(|owner| *owner == Some(Owner::Child)) && id_of(|owner| matches!(owner, Some(Owner::Guardian(_))))
    }

    /// A child and a guardian, and nothing that either of them would have in a sheet of their own.
    fn tie(&self) -> bool {
        let in_a_tie = |sense: &Sense| {
            matches!(
                sense.field,
                Field::Id
                    | Field::Name
                    | Field::FamilyName
                    | Field::GivenName
                    | Field::BirthDate
                    | Field::Email
                    | Field::Relation
                    | Field::CallOrder
            ) && !matches!(sense.owner, Some(Owner::Class | Owner::Household))
        };
        (self.child() || self.field(Field::BirthDate))
            && (self.of_guardian() || self.field(Field::Email))
            && self.0.iter().all(in_a_tie)
    }

    fn class(&self) -> bool {
        let class = self.any(|sense| sense.owner == Some(Owner::Class))
            || (self.field(Field::AgeClass) && self.any(|sense| sense.owner.is_none() && sense.field == Field::Name));
        class && !self.child() && !self.of_guardian() && !self.contact() && !self.field(Field::Kana)
    }

    fn household(&self) -> bool {
        let person = [Field::Name, Field::FamilyName, Field::Kana, Field::FamilyKana];
        self.any(|sense| sense.owner == Some(Owner::Household))
            && !self.child()
            && !self.of_guardian()
            && !self.contact()
            && !person.iter().any(|field| self.field(*field))
    }

    fn guardian(&self, hint: Option<Kind>) -> bool {
        let of_a_child = self.any(|sense| sense.owner == Some(Owner::Child) && sense.field != Field::Id);
        let of_a_class = self.any(|sense| sense.owner == Some(Owner::Class));
        !of_a_child && !of_a_class && (self.of_guardian() || self.contact() || hint == Some(Kind::Guardians))
    }
}
