//! Identity: accounts, sessions, invitations, password resets.

mod invitation;

pub use invitation::*;

use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, endpoints};
use crate::id::{AccountId, ChildId, DeviceId, FacilityId, MunicipalityId, SessionId, TieId};
use crate::policy::{Capability, StaffRole};
use crate::time::Moment;
use crate::value::{Email, Name, Password, Text};

/// The three faces. Each has cookies and an audience of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// On a family's phone.
    Family,
    /// On a shared tablet.
    Classroom,
    /// On a desktop.
    Office,
}

impl Face {
    /// All faces.
    pub const ALL: &'static [Self] = &[Self::Family, Self::Classroom, Self::Office];

    /// Its name in paths, cookies and tokens.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Classroom => "classroom",
            Self::Office => "office",
        }
    }

    /// The cookie by which a page knows that there may be a session, and asks; it opens nothing.
    pub const fn marker(self) -> &'static str {
        match self {
            Self::Family => "hidamari-family",
            Self::Classroom => "hidamari-classroom",
            Self::Office => "hidamari-office",
        }
    }

    /// The face of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|face| face.key() == key)
    }
}

/// The request header in which a page says which face it is; the session's cookie is chosen by it.
pub const FACE_HEADER: &str = "x-hidamari-face";
/// The request header of every write but those of [`crate::policy::action::Enter`]: an [`crate::id::OperationId`].
pub const OPERATION_HEADER: &str = "idempotency-key";

/// E-mail address and password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credentials {
    /// The face to sign in to: family or office.
    pub face: Face,
    /// The e-mail address.
    pub email: Email,
    /// The password.
    pub password: Password,
}

/// Who is signed in, and what the screens need to know of them to show only what is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// The session.
    pub session: SessionId,
    /// The account; `None` for a tablet.
    pub account: Option<AccountId>,
    /// The tablet; `None` for a person.
    pub device: Option<DeviceId>,
    /// The person's or tablet's name.
    pub name: String,
    /// The e-mail address; empty for a tablet.
    pub email: String,
    /// Roles in wards and facilities.
    pub roles: Vec<MyRole>,
    /// Children tied to the account.
    pub children: Vec<ChildId>,
    /// The server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub now: Moment,
}

/// One of one's own roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyRole {
    /// The role.
    pub role: StaffRole,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Its name.
    pub municipality_name: String,
    /// In which facility; `None` for the ward office.
    pub facility: Option<FacilityId>,
    /// Its name.
    pub facility_name: Option<String>,
    /// What is switched on in the facility today.
    pub capabilities: Vec<Capability>,
}

/// One of one's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Which face.
    pub face: Face,
    /// What the browser calls itself, shortened.
    pub browser: String,
    /// Since when.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub started_at: Moment,
    /// When it was last renewed.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub seen_at: Moment,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// An e-mail address to which a reset link shall go.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResetRequest {
    /// The address. The answer is the same whether or not there is such an account.
    pub email: Email,
    /// The face the link shall lead to.
    pub face: Face,
}

/// A new password by the token of the reset link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reset {
    /// From the link.
    pub token: Text<100>,
    /// The new password.
    pub password: Password,
}

/// A new password by the old one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordChange {
    /// The password as it is.
    pub old: Password,
    /// The password as it shall be.
    pub new: Password,
}

/// A family member, as a guardian of the child sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FamilyMember {
    /// The tie, by which it is ended.
    pub tie: TieId,
    /// The name they go by.
    pub name: String,
    /// Whether they have opened their invitation.
    pub joined: bool,
}

/// A family member to be invited.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewFamilyMember {
    /// Made by the client.
    pub tie: TieId,
    /// The name they go by, like 「おばあちゃん」.
    pub name: Name,
    /// Where to send the invitation.
    pub email: Email,
}

endpoints! {
    /// Signs in with e-mail and password; sets the face's cookies.
    SignIn: Post "/api/sessions", Credentials => Me, may Enter;
    /// Renews the session by the refresh cookie.
    Refresh: Post "/api/sessions/refresh" => Nothing, may Enter;
    /// Ends the current session and clears its cookies.
    SignOut: Delete "/api/sessions/current" => Nothing, may Enter;
    /// Who is signed in.
    ReadMe: Get "/api/me" => Me, may ReadSelf;
    /// One's own sessions, newest first.
    ListSessions: Get "/api/me/sessions" => Vec<Session>, may ManageOwnAccount;
    /// Signs one of one's own sessions out; works within a second everywhere.
    EndSession: Delete "/api/me/sessions/{session}" (SessionId) => Nothing, may ManageOwnAccount;
    /// Changes one's own password and signs every other session out.
    ChangePassword: Put "/api/me/password", PasswordChange => Nothing, may ManageOwnAccount;
    /// Sends a reset link, if there is such an account.
    RequestReset: Post "/api/password-resets", ResetRequest => Nothing, may Enter;
    /// Sets a new password by the link's token and signs every session out.
    ConfirmReset: Post "/api/password-resets/confirm", Reset => Nothing, may Enter;
    /// What an invitation's code is for.
    LookAtInvitation: Post "/api/invitations/look", InvitationCode => InvitationView, may Enter;
    /// Accepts an invitation with a new account or, by its password, an existing one.
    AcceptInvitation: Post "/api/invitations/accept", Acceptance => Me, may Enter;
    /// The family members of a child.
    ListFamily: Get "/api/children/{child}/family" (ChildId) => Vec<FamilyMember>, may ManageFamily on |input| input.path;
    /// Invites a family member by mail, to read only.
    InviteFamily: Post "/api/children/{child}/family" (ChildId), NewFamilyMember => FamilyMember,
        may ManageFamily on |input| input.path;
    /// Ends a family member's view; works within a second everywhere.
    RemoveFamily: Delete "/api/children/{child}/family/{tie}" ((ChildId, TieId)) => Nothing,
        may ManageFamily on |input| input.path.0;
}
