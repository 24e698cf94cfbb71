use serde::{Deserialize, Serialize};

use super::Class;
use crate::id::{DeviceId, FacilityId, StaffId};
use crate::policy::StaffRole;
use crate::time::Moment;
use crate::value::{Name, OneTimeCode, Pin, Text};

/// An enrolled tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    /// The tablet.
    pub id: DeviceId,
    /// What it is called, like 「りす組のタブレット」.
    pub name: Name,
    /// When it was enrolled.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub enrolled_at: Moment,
    /// When it last proved its key.
    #[serde(deserialize_with = "crate::time::wire::moment_if_any")]
    pub seen_at: Option<Moment>,
}

/// A one-time code with which a tablet is enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceCode {
    /// The code.
    pub code: OneTimeCode,
    /// Until when.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub expires_at: Moment,
}

/// A tablet that wants to be enrolled.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewDevice {
    /// Made by the tablet.
    pub id: DeviceId,
    /// The code from the office.
    pub code: OneTimeCode,
    /// What it shall be called.
    pub name: Name,
    /// The public key: ECDSA P-256, uncompressed point of 65 bytes, base64url without padding. Its private half cannot leave the tablet.
    pub public_key: Text<90>,
}

/// A nonce to be signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceChallenge {
    /// 32 random bytes and their seal, base64url.
    pub nonce: String,
}

/// The signed nonce.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceProof {
    /// The nonce as it was given.
    pub nonce: Text<400>,
    /// ECDSA P-256 with SHA-256 over the nonce's text, r and s of 32 bytes each, base64url without padding.
    pub signature: Text<90>,
}

/// What a tablet needs to know of its facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeviceSetup {
    /// The facility.
    pub facility: FacilityId,
    /// Its name.
    pub facility_name: String,
    /// The tablet's name.
    pub device_name: String,
    /// The classes of the current fiscal year, youngest first.
    pub classes: Vec<Class>,
    /// The staff who have a PIN, by kana.
    pub staff: Vec<DevicePerson>,
    /// Who has typed their PIN, if anyone.
    pub person: Option<StaffId>,
}

/// A member of staff as the tablet shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DevicePerson {
    /// The member of staff.
    pub id: StaffId,
    /// 氏名.
    pub name: String,
    /// As what they work.
    pub role: StaffRole,
}

/// A member of staff and their PIN.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DevicePin {
    /// Who.
    pub staff: StaffId,
    /// Their PIN.
    pub pin: Pin,
}
