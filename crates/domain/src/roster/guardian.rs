use serde::{Deserialize, Serialize};

use crate::id::{ChildId, ClassId, GuardianId, InvitationId};
use crate::policy::Rights;
use crate::value::{Email, Kana, Name, Phone, Text};

/// What the nursery writes down of a guardian.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuardianForm {
    /// 氏名.
    pub name: Name,
    /// フリガナ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kana: Option<Kana>,
    /// 続柄.
    pub relation: Text<20>,
    /// Telephone numbers in calling order, 5 at most.
    #[cfg_attr(feature = "schema", schemars(length(max = 5)))]
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// E-mail address as the nursery knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Place in the calling order of the child, 1 first.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 9)))]
    pub calling_order: u8,
    /// What they may see and do for this child; other guardians cannot see it.
    pub rights: Rights,
}

/// A guardian of a child as staff see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guardian {
    /// The guardian.
    pub id: GuardianId,
    /// What is known of them.
    #[serde(flatten)]
    pub form: GuardianForm,
    /// Whether they have joined with an account.
    pub joined: bool,
}

/// Which guardians to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuardiansQuery {
    /// One class only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// A child and one guardian.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuardianLine {
    /// The guardian.
    pub guardian: GuardianId,
    /// The child.
    pub child: ChildId,
    /// The guardian's name.
    pub guardian_name: String,
    /// 続柄.
    pub relation: String,
    /// The child's name.
    pub child_name: String,
    /// The class's name.
    pub class_name: String,
    /// Whether they have joined with an account.
    pub joined: bool,
}

/// A letter to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterTo {
    /// The invitation, made by the client.
    pub invitation: InvitationId,
    /// The child.
    pub child: ChildId,
    /// The guardian.
    pub guardian: GuardianId,
}

/// Letters to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterOrder {
    /// 1 to 400 letters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 400)))]
    pub letters: Vec<LetterTo>,
}

/// A letter to be printed; the only time the code is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Letter {
    /// The child's name.
    pub child_name: String,
    /// The class's name.
    pub class_name: String,
    /// The guardian's name.
    pub guardian_name: String,
    /// The facility's name.
    pub facility_name: String,
    /// The code in groups of four.
    pub code: String,
    /// The address behind the QR code.
    pub link: String,
    /// The QR code: the path data of an SVG with one unit a module, four units of quiet zone.
    pub qr_path: String,
    /// Width and height of that SVG, in units.
    pub qr_size: u32,
    /// Until when the code is good, local date.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub good_until: chrono::NaiveDate,
}
