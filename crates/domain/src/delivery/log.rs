use serde::{Deserialize, Serialize};

use super::{Channel, Topic};
use crate::id::MessageId;
use crate::time::Moment;

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// 登園しました.
    Arrived,
    /// 降園しました.
    Left,
    /// 欠席として記録しました, by the nursery.
    Absent,
    /// 登園を確認できていません: asked at the cut-off (handbook 2.1).
    Question,
    /// 連絡を確認しました.
    Accepted,
    /// A trial, to see that it arrives.
    Trial,
}

impl MessageKind {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Arrived, Self::Left, Self::Absent, Self::Question, Self::Accepted, Self::Trial];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Left => "left",
            Self::Absent => "absent",
            Self::Question => "question",
            Self::Accepted => "accepted",
            Self::Trial => "trial",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// What it is about. A trial comes by every way there is, like what keeps children safe.
    pub const fn topic(self) -> Topic {
        match self {
            Self::Arrived | Self::Left | Self::Absent => Topic::Attendance,
            Self::Question | Self::Trial => Topic::Safety,
            Self::Accepted => Topic::Reply,
        }
    }
}

/// What became of a message on one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It waits to be sent, or to be sent again.
    Queued,
    /// The push service or the mail relay has taken it.
    Accepted,
    /// It could not be sent, and will not be tried again.
    Failed,
    /// It was not sent, because it was not needed or not allowed any more.
    Dropped,
}

impl Fate {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Queued, Self::Accepted, Self::Failed, Self::Dropped];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Accepted => "accepted",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// The fate of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fate| fate.key() == key)
    }
}

/// Why a message did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The browser does not take messages any more.
    Gone,
    /// The push service or the relay will not take it.
    Refused,
    /// Nobody could be reached, however often it was tried.
    Unreachable,
    /// What it says is not so any more.
    NotNeeded,
    /// The person may not know any more.
    NotAllowed,
}

impl Why {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Gone, Self::Refused, Self::Unreachable, Self::NotNeeded, Self::NotAllowed];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::NotNeeded => "not_needed",
            Self::NotAllowed => "not_allowed",
        }
    }

    /// The reason of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|why| why.key() == key)
    }
}

/// A message to one person about one child, as the nursery sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// What it says.
    pub kind: MessageKind,
    /// The child's name.
    pub child: String,
    /// To whom, by the name the nursery knows.
    pub to: String,
    /// When it was written.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
    /// When the person opened it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::wire::moment_if_any")]
    pub opened_at: Option<Moment>,
    /// Every way it went.
    pub ways: Vec<MessageWay>,
}

/// One way of a message, and what became of it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageWay {
    /// By what.
    pub channel: Channel,
    /// What became of it.
    pub fate: Fate,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Whether it was tried already, and waits to be tried again.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub again: bool,
    /// Since when it is so; of one that was tried, since the first time.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
}

/// Up to which message; the newest without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessagesQuery {
    /// Messages older than this one. Many are written at one moment, so a moment would pass over some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<MessageId>,
}
