//! What a column of a roster can mean, and which meanings headers of other products have.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// How many guardians a row of one wide sheet can have.
pub const GUARDIANS: u8 = 3;

/// Whom or what a column tells about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// The child.
    Child,
    /// The class.
    Class,
    /// The household.
    Household,
    /// A guardian, numbered from 1, and their tie to the child.
    Guardian(u8),
}

macro_rules! fields {
    ($($name:ident = $code:literal, $label:literal;)*) => {
        /// What a column tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($name,)* }

        impl Field {
            const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

fields! {
    Id = "id", "ID";
    Name = "name", "氏名";
    FamilyName = "family_name", "姓";
    GivenName = "given_name", "名";
    Kana = "kana", "フリガナ";
    FamilyKana = "family_kana", "セイ";
    GivenKana = "given_kana", "メイ";
    BirthDate = "birth_date", "生年月日";
    Sex = "sex", "性別";
    FiscalYear = "fiscal_year", "年度";
    AgeClass = "age_class", "年齢クラス";
    EnteredOn = "entered_on", "入園日";
    LeftOn = "left_on", "退園日";
    Certification = "certification", "認定区分";
    CertifiedHours = "certified_hours", "保育必要量";
    Allergy = "allergy", "アレルギー";
    SameHouseholdAs = "same_household_as", "きょうだいの園児ID";
    PostalCode = "postal_code", "郵便番号";
    Address = "address", "住所";
    Relation = "relation", "続柄";
    CallOrder = "call_order", "連絡順位";
    Email = "email", "メールアドレス";
    Phone = "phone", "電話番号";
    Phone2 = "phone2", "電話番号2";
    Phone3 = "phone3", "電話番号3";
    Phone4 = "phone4", "電話番号4";
    Phone5 = "phone5", "電話番号5";
    Mobile = "mobile", "携帯電話";
    WorkPhone = "work_phone", "勤務先電話";
}

/// A recognised column. Travels as its code, such as `child_birth_date` or `guardian1_email`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Column {
    of: Of,
    field: Field,
}

const CHILD: &[Field] = &[
    Field::Id,
    Field::Name,
    Field::FamilyName,
    Field::GivenName,
    Field::Kana,
    Field::FamilyKana,
    Field::GivenKana,
    Field::BirthDate,
    Field::Sex,
    Field::EnteredOn,
    Field::LeftOn,
    Field::Certification,
    Field::CertifiedHours,
    Field::Allergy,
    Field::SameHouseholdAs,
];
const CLASS: &[Field] = &[Field::Id, Field::Name, Field::FiscalYear, Field::AgeClass];
const HOUSEHOLD: &[Field] = &[Field::Id, Field::PostalCode, Field::Address, Field::Phone];
const GUARDIAN: &[Field] = &[
    Field::Id,
    Field::Name,
    Field::FamilyName,
    Field::GivenName,
    Field::Kana,
    Field::FamilyKana,
    Field::GivenKana,
    Field::Relation,
    Field::CallOrder,
    Field::Email,
    Field::Phone,
    Field::Phone2,
    Field::Phone3,
    Field::Phone4,
    Field::Phone5,
    Field::Mobile,
    Field::WorkPhone,
];

impl Of {
    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Child => CHILD,
            Self::Class => CLASS,
            Self::Household => HOUSEHOLD,
            Self::Guardian(_) => GUARDIAN,
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        [Self::Child, Self::Class, Self::Household].into_iter().chain((1..=GUARDIANS).map(Self::Guardian))
    }

    fn label(self) -> String {
        match self {
            Self::Child => "園児".to_owned(),
            Self::Class => "クラス".to_owned(),
            Self::Household => "世帯".to_owned(),
            Self::Guardian(number) => format!("保護者{number}"),
        }
    }
}

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Child => f.write_str("child"),
            Self::Class => f.write_str("class"),
            Self::Household => f.write_str("household"),
            Self::Guardian(number) => write!(f, "guardian{number}"),
        }
    }
}

impl Field {
    /// Whether the label alone tells whom it is about.
    const fn stands_alone(self) -> bool {
        matches!(
            self,
            Self::BirthDate
                | Self::Sex
                | Self::FiscalYear
                | Self::AgeClass
                | Self::EnteredOn
                | Self::LeftOn
                | Self::Certification
                | Self::CertifiedHours
                | Self::Allergy
                | Self::SameHouseholdAs
                | Self::PostalCode
                | Self::Address
        )
    }
}

impl Column {
    /// The column that tells a field of someone, if they have such a field.
    pub fn new(of: Of, field: Field) -> Option<Self> {
        let known = match of {
            Of::Guardian(number) => (1..=GUARDIANS).contains(&number),
            _ => true,
        };
        (known && of.fields().contains(&field)).then_some(Self { of, field })
    }

    /// For pairs that are known to belong together.
    pub(super) const fn of_known(of: Of, field: Field) -> Self {
        Self { of, field }
    }

    /// Every column there is, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        Of::all().flat_map(|of| of.fields().iter().map(move |field| Self { of, field: *field }))
    }

    /// Whom it tells about.
    pub const fn of(self) -> Of {
        self.of
    }

    /// What it tells.
    pub const fn field(self) -> Field {
        self.field
    }

    /// The stable name.
    pub fn code(self) -> String {
        format!("{}_{}", self.of, self.field.code())
    }

    /// The name in Japanese, which is also the header of an export.
    pub fn label(self) -> String {
        match (self.of, self.field) {
            (Of::Class, Field::Name) => "クラス".to_owned(),
            (_, field) if field.stands_alone() => field.label().to_owned(),
            // 園児名 would be read as the whole name.
            (Of::Child, Field::FamilyName | Field::GivenName | Field::FamilyKana | Field::GivenKana) => {
                self.field.label().to_owned()
            }
            // 保護者1名 likewise.
            (Of::Guardian(number), Field::FamilyName) => format!("保護者{number}氏名（姓）"),
            (Of::Guardian(number), Field::GivenName) => format!("保護者{number}氏名（名）"),
            (Of::Guardian(number), Field::FamilyKana) => format!("保護者{number}フリガナ（セイ）"),
            (Of::Guardian(number), Field::GivenKana) => format!("保護者{number}フリガナ（メイ）"),
            (of, field) => format!("{}{}", of.label(), field.label()),
        }
    }
}

impl Column {
    /// The name where only one guardian is told of: 氏名 rather than 保護者1氏名.
    pub fn label_beside_others_of_its_kind(self) -> String {
        match (self.of, self.field) {
            (Of::Guardian(_), Field::Id) => "保護者ID".to_owned(),
            (Of::Guardian(_), Field::Name) => "保護者氏名".to_owned(),
            (Of::Guardian(_), Field::Kana) => "保護者フリガナ".to_owned(),
            (Of::Guardian(_) | Of::Household, Field::Phone) => "電話番号".to_owned(),
            (Of::Guardian(_), field) => field.label().to_owned(),
            _ => self.label(),
        }
    }
}

impl FromStr for Column {
    type Err = UnknownColumn;

    fn from_str(code: &str) -> Result<Self, UnknownColumn> {
        Self::all().find(|column| column.code() == code).ok_or(UnknownColumn)
    }
}

impl TryFrom<String> for Column {
    type Error = UnknownColumn;

    fn try_from(code: String) -> Result<Self, UnknownColumn> {
        code.parse()
    }
}

impl From<Column> for String {
    fn from(column: Column) -> Self {
        column.code()
    }
}

/// The code names no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("そのような列はありません。")]
pub struct UnknownColumn;
