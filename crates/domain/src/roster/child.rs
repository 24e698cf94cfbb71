use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Certification, CertifiedHours, Guardian, GuardianForm, Sex};
use crate::id::{ChildId, ClassId, FacilityId, GuardianId, HouseholdId};
use crate::value::{Kana, Name, Text};

/// What the nursery writes down of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildForm {
    /// 姓.
    pub family_name: Name,
    /// 名.
    pub given_name: Name,
    /// セイ.
    pub family_kana: Kana,
    /// メイ.
    pub given_kana: Kana,
    /// 生年月日.
    #[serde(deserialize_with = "crate::time::day")]
    pub birth_date: NaiveDate,
    /// The class of the current fiscal year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// 入園日.
    #[serde(deserialize_with = "crate::time::day")]
    pub enrolled_on: NaiveDate,
    /// Allergy or other mark that cannot be missed on the tile, short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text<100>>,
    /// 性別.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// 認定区分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    /// 保育必要量.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_hours: Option<CertifiedHours>,
    /// The id in the spreadsheets of the ward or of another product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<Text<60>>,
}

/// A child to be enrolled, with the first guardian.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewChild {
    /// Made by the client.
    pub id: ChildId,
    /// A sibling's household, or a new one made by the client.
    pub household: HouseholdId,
    /// What is known of the child.
    pub form: ChildForm,
    /// The first guardian; made by the client, or a sibling's.
    pub guardian: GuardianId,
    /// What is known of the guardian.
    pub guardian_form: GuardianForm,
}

/// The last day in the facility.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leaving {
    /// 退園日; not before the day of enrolment.
    #[serde(deserialize_with = "crate::time::day")]
    pub last_day: NaiveDate,
}

/// A child's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildRecord {
    /// The child.
    pub id: ChildId,
    /// The facility.
    pub facility: FacilityId,
    /// The household.
    pub household: HouseholdId,
    /// What is known of the child.
    #[serde(flatten)]
    pub form: ChildForm,
    /// The class's name; empty when in no class.
    pub class_name: String,
    /// 退園日, once it is known.
    #[serde(deserialize_with = "crate::time::wire::day_if_any")]
    pub left_on: Option<NaiveDate>,
    /// The guardians in calling order.
    pub guardians: Vec<Guardian>,
    /// Brothers and sisters of the household within the reader's reach.
    pub siblings: Vec<ChildLine>,
}

/// A child in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildLine {
    /// The child.
    pub id: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// 生年月日.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub birth_date: NaiveDate,
    /// The class's name; empty when in no class.
    pub class_name: String,
    /// How many guardians have joined.
    pub joined: u32,
    /// How many guardians there are.
    pub guardians: u32,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildrenQuery {
    /// Part of a name or of its kana (hiragana or katakana), or a class's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Text<60>>,
    /// One class only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// The page after this child (the last of the page before).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<ChildId>,
}

/// A page of children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChildPage {
    /// 100 at most.
    pub children: Vec<ChildLine>,
    /// How many there are in all.
    pub total: u32,
    /// Whether there is a page after this one.
    pub more: bool,
}
