use serde::{Deserialize, Serialize};

use crate::id::{ClassId, InvitationId, StaffId};
use crate::policy::StaffRole;
use crate::value::{Email, Kana, Name, Pin};

/// What the office writes down of a member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffForm {
    /// 氏名.
    pub name: Name,
    /// フリガナ.
    pub kana: Kana,
    /// As what they work.
    pub role: StaffRole,
    /// The classes they work in; empty = the whole facility.
    #[cfg_attr(feature = "schema", schemars(length(max = 30)))]
    #[serde(default)]
    pub classes: Vec<ClassId>,
    /// ICTリーダー: a mark for colleagues to see, not a power.
    #[serde(default)]
    pub ict_leader: bool,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Staff {
    /// The member of staff.
    pub id: StaffId,
    /// What is known of them.
    #[serde(flatten)]
    pub form: StaffForm,
    /// Whether they have an account of their own.
    pub has_account: bool,
    /// Whether they have a PIN for the tablets.
    pub has_pin: bool,
}

/// A new member of staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewStaff {
    /// Made by the client.
    pub id: StaffId,
    /// The invitation's id, made by the client.
    pub invitation: InvitationId,
    /// What is known of them.
    pub form: StaffForm,
    /// Where to send the invitation; without it they work with a PIN on the tablets only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
}

/// A PIN for the tablets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPin {
    /// 4 to 6 digits, not all the same.
    pub pin: Pin,
}
