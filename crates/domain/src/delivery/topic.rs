use serde::{Deserialize, Serialize};

/// What messages are about, as people choose among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 安全の確認: a child who neither came nor was reported. Always on.
    Safety,
    /// 登園・降園.
    Attendance,
    /// 園からの返事: the nursery has taken note of what was reported.
    Reply,
}

impl Topic {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Safety, Self::Attendance, Self::Reply];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Attendance => "attendance",
            Self::Reply => "reply",
        }
    }

    /// The topic of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.key() == key)
    }

    /// Whether nobody can turn it off: a child may be in danger.
    pub const fn is_always_on(self) -> bool {
        matches!(self, Self::Safety)
    }

    /// What holds for whoever has not chosen: a push for everything, a mail only where it matters.
    pub const fn usual(self, channel: Channel) -> bool {
        matches!((self, channel), (_, Channel::Push) | (Self::Safety, Channel::Mail))
    }
}

/// A way to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Web Push, to each browser that was let.
    Push,
    /// E-mail, to the account's address.
    Mail,
}

impl Channel {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Push, Self::Mail];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Mail => "mail",
        }
    }

    /// The channel of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|channel| channel.key() == key)
    }
}

/// Whether one wishes to be told of a topic by a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Of what.
    pub topic: Topic,
    /// By what.
    pub channel: Channel,
    /// Whether.
    pub wanted: bool,
}

/// Choices to be made; those not named stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choices {
    /// 1 to 20.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 20)))]
    #[serde(deserialize_with = "crate::contract::some::<{ Choices::MOST }, _, _>")]
    pub choices: Vec<Choice>,
}

impl Choices {
    /// Choices in one request, at the most.
    pub const MOST: usize = 20;
}
