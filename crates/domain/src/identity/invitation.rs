use serde::{Deserialize, Serialize};

use super::Face;
use crate::value::{Email, Name, OneTimeCode, Password};

/// A code as it was printed or mailed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationCode {
    /// The code.
    pub code: OneTimeCode,
}

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationKind {
    /// A guardian joins for a child.
    Guardian,
    /// A family member joins for a child, to read.
    Family,
    /// A member of staff or of the ward office gets an account.
    Staff,
}

impl InvitationKind {
    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Guardian => "guardian",
            Self::Family => "family",
            Self::Staff => "staff",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Guardian, Self::Family, Self::Staff].into_iter().find(|kind| kind.key() == key)
    }

    /// The face to which it leads.
    pub const fn face(self) -> Face {
        match self {
            Self::Guardian | Self::Family => Face::Family,
            Self::Staff => Face::Office,
        }
    }
}

/// What the holder of a code is shown before they accept: enough to know it is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationView {
    /// What it is for.
    pub kind: InvitationKind,
    /// The facility's or ward's name.
    pub from: String,
    /// The invited person's name as the sender knows it.
    pub name: String,
    /// The child's given name; empty for staff.
    pub child: String,
    /// The address it was sent to; empty when it was printed.
    pub email: String,
}

/// An invitation accepted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acceptance {
    /// The code.
    pub code: OneTimeCode,
    /// The address to sign in with from now on, or of the account that exists already.
    pub email: Email,
    /// Its password: a new one, or that of the account that exists already.
    pub password: Password,
    /// The name one goes by.
    pub name: Name,
}
