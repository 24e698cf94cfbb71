//! Typed ids. Made by whoever creates the thing (UUIDv7), so that every write can be sent again.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A municipality (自治体): the tenant. Two municipalities never see each other.
    MunicipalityId
    /// A facility (園・施設).
    FacilityId
    /// A class of one fiscal year.
    ClassId
    /// A person who works for a facility or the ward.
    StaffId
    /// A child (園児).
    ChildId
    /// A household (家庭): the unit that is telephoned.
    HouseholdId
    /// A guardian (保護者) as the nursery knows them, with or without an account.
    GuardianId
    /// The tie between one guardian or family member and one child.
    TieId
    /// An account that signs in.
    AccountId
    /// One signed-in browser or tablet.
    SessionId
    /// An enrolled classroom tablet.
    DeviceId
    /// An invitation to join.
    InvitationId
    /// One attendance event.
    MarkId
    /// What a guardian reports beforehand.
    ReportId
    /// One telephone call to a guardian.
    CallId
    /// A message to one person.
    MessageId
    /// What a message is about: the mark, the report or the question of the same id.
    CauseId
    /// The question to the guardians of a child who is unconfirmed, one a day.
    QuestionId
    /// One way of a message: a browser, or an address.
    DeliveryId
    /// A browser that is reached by push.
    PushDeviceId
    /// One roster import.
    ImportId
    /// One line of the audit.
    AuditId
    /// A job waiting to be run.
    JobId
    /// One HTTP request, as it stands in logs and problem documents.
    RequestId
    /// One write sent by a client; sending it again changes nothing.
    OperationId
}
