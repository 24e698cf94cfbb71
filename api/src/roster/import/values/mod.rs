//! What a roster tells of classes, households, children, guardians and ties: each value may be absent, and an
//! absent value never takes one away.

use chrono::{Datelike, NaiveDate};
use hidamari_domain::{
    roster::{Certification, CertifiedHours, Sex},
    time::FiscalYear,
    value::{Email, Kana, Name, Phone, Text},
};

use super::columns::Field;

mod choices;
mod people;
mod places;

pub use choices::Choice;
pub use people::{PHONES, PersonKana, PersonName, Phones};
pub use places::{Address, Ages, CallingOrder, PostalCode};

/// The id in the spreadsheets of the ward or of another product.
pub type ExternalId = Text<60>;

/// One value that an import changes, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What it was; empty when there was nothing.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

/// A value that can be told again.
pub trait Value: Clone + PartialEq {
    /// As it stands in a sheet.
    fn shown(&self) -> String;

    /// What it becomes when a sheet tells `newer`.
    #[must_use]
    fn told(&self, newer: &Self) -> Self {
        newer.clone()
    }

    /// Whether two rows that tell both contradict each other.
    fn contradicts(&self, other: &Self) -> bool {
        self != other
    }
}

macro_rules! values {
    ($($(#[$doc:meta])* $record:ident { $($(#[$field_doc:meta])* $name:ident: $type:ty = $field:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $record { $($(#[$field_doc])* pub $name: Option<$type>,)* }

        impl $record {
            /// Takes what `newer` tells, and tells what that changes.
            pub fn take(&mut self, newer: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                $(if let Some(newer) = &newer.$name {
                    let told = self.$name.as_ref().map_or_else(|| newer.clone(), |old| old.told(newer));
                    if self.$name.as_ref() != Some(&told) {
                        let from = self.$name.as_ref().map(Value::shown).unwrap_or_default();
                        changes.push(Change { field: Field::$field, from, to: told.shown() });
                        self.$name = Some(told);
                    }
                })*
                changes
            }

            /// The first value in which two rows about the same contradict each other, as this one tells it.
            pub fn contradiction(&self, other: &Self) -> Option<(Field, String)> {
                $(if let (Some(mine), Some(theirs)) = (&self.$name, &other.$name)
                    && mine.contradicts(theirs)
                {
                    return Some((Field::$field, mine.shown()));
                })*
                None
            }
        }
    )*};
}

values! {
    /// A class.
    ClassValues {
        /// Its id in other products.
        external_id: ExternalId = Id,
        /// クラス名.
        name: Name = Name,
        /// 年度.
        fiscal_year: FiscalYear = FiscalYear,
        /// 年齢クラス.
        ages: Ages = AgeClass,
    }
    /// A household.
    HouseholdValues {
        /// Its id in other products.
        external_id: ExternalId = Id,
        /// 郵便番号.
        postal_code: PostalCode = PostalCode,
        /// 住所.
        address: Address = Address,
        /// The household's telephone.
        phone: Phone = Phone,
    }
    /// A child.
    ChildValues {
        /// Their id in other products.
        external_id: ExternalId = Id,
        /// 姓.
        family_name: Name = FamilyName,
        /// 名.
        given_name: Name = GivenName,
        /// セイ.
        family_kana: Kana = FamilyKana,
        /// メイ.
        given_kana: Kana = GivenKana,
        /// 生年月日.
        birth_date: NaiveDate = BirthDate,
        /// 性別.
        sex: Sex = Sex,
        /// 入園日.
        enrolled_on: NaiveDate = EnteredOn,
        /// 退園日.
        left_on: NaiveDate = LeftOn,
        /// 認定区分.
        certification: Certification = Certification,
        /// 保育必要量.
        certified_hours: CertifiedHours = CertifiedHours,
        /// What cannot be missed on the tile.
        caution: Text<100> = Allergy,
    }
    /// A guardian.
    GuardianValues {
        /// Their id in other products.
        external_id: ExternalId = Id,
        /// 氏名.
        name: PersonName = Name,
        /// フリガナ.
        kana: PersonKana = Kana,
        /// E-mail address.
        email: Email = Email,
        /// Telephone numbers in calling order.
        phones: Phones = Phone,
    }
    /// What ties a guardian to a child.
    TieValues {
        /// 続柄.
        relation: Text<20> = Relation,
        /// The place in the calling order, 1 first.
        calling_order: CallingOrder = CallOrder,
    }
}

impl<const MAX: usize> Value for Text<MAX> {
    fn shown(&self) -> String {
        self.as_ref().to_owned()
    }
}

impl Value for Kana {
    fn shown(&self) -> String {
        self.as_ref().to_owned()
    }
}

impl Value for Email {
    fn shown(&self) -> String {
        self.as_ref().to_owned()
    }
}

impl Value for Phone {
    fn shown(&self) -> String {
        self.as_ref().to_owned()
    }
}

impl Value for NaiveDate {
    fn shown(&self) -> String {
        self.format("%Y-%m-%d").to_string()
    }
}

impl Value for FiscalYear {
    fn shown(&self) -> String {
        self.0.to_string()
    }
}

/// The first and the last birthday that a child in a roster can have: today at the latest, 7 years ago at the
/// earliest.
pub fn birth_range(today: NaiveDate) -> core::ops::RangeInclusive<NaiveDate> {
    let seven_years_ago = today.with_year(today.year() - 7).or_else(|| NaiveDate::from_ymd_opt(today.year() - 7, 3, 1));
    seven_years_ago.unwrap_or(today)..=today
}
