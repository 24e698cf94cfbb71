use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Contact;
use crate::id::{CallId, ChildId};
use crate::time::Moment;
use crate::value::Name;

/// What came of a telephone call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallResult {
    /// つながった: what was said is entered as a report, or the child comes.
    Reached,
    /// 留守番電話に残した.
    MessageLeft,
    /// 出なかった.
    NoAnswer,
}

impl CallResult {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Reached, Self::MessageLeft, Self::NoAnswer];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::MessageLeft => "message_left",
            Self::NoAnswer => "no_answer",
        }
    }

    /// The result of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|result| result.key() == key)
    }
}

/// A call to be logged. When, says the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCall {
    /// Made by the client.
    pub id: CallId,
    /// Who was called, by name.
    pub called: Name,
    /// What came of it.
    pub result: CallResult,
}

/// A call that was made about a child's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// The call.
    pub id: CallId,
    /// Who was called.
    pub called: String,
    /// What came of it.
    pub result: CallResult,
    /// Who called: the person's or tablet's name.
    pub by: String,
    /// When, by the server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
}

/// Whom to telephone: every child of a facility who is unconfirmed (未確認; handbook 2.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallList {
    /// The facility's local day.
    #[serde(deserialize_with = "crate::time::wire::day")]
    pub day: NaiveDate,
    /// The server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub now: Moment,
    /// The children, those first of whom a guardian said that they are at the nursery; then youngest class first, by kana.
    pub children: Vec<ToCall>,
}

/// A child whose guardians are to be telephoned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToCall {
    /// The child.
    pub child: ChildId,
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// The class's name.
    pub class_name: String,
    /// Since when the child is unconfirmed.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub since: Moment,
    /// From when on somebody calls: until then the families are given time to answer by themselves.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub call_from: Moment,
    /// Guardians in calling order.
    pub contacts: Vec<Contact>,
    /// Who was asked by push and mail where the child is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Asked>,
    /// When a guardian answered that the child is at the nursery: somebody looks for it at once.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub brought: Option<Moment>,
    /// Today's calls, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
}

/// Someone who was asked where their child is, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Asked {
    /// By the name of their account.
    pub to: String,
    /// When.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
    /// Whether some push service or the mail relay has taken it.
    pub accepted: bool,
    /// When they opened it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub opened_at: Option<Moment>,
}
