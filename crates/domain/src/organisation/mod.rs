//! Organisation: municipality → facilities → classes of a fiscal year → staff; tablets; rollout switches.

mod device;
mod rollout;
mod staff;

pub use device::*;
pub use rollout::*;
pub use staff::*;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, endpoints};
use crate::id::{ClassId, DeviceId, FacilityId, MunicipalityId, StaffId};
use crate::time::FiscalYear;
use crate::value::{Name, Phone, Text};

/// What kind of facility it is (施設種別; handbook 2.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FacilityKind {
    /// 認可保育園 (区立).
    PublicNursery,
    /// 認可保育園 (私立).
    PrivateNursery,
    /// 認定こども園.
    CertifiedCentre,
    /// 小規模保育所.
    SmallScale,
    /// 認可外.
    Unlicensed,
}

impl FacilityKind {
    /// All kinds.
    pub const ALL: &'static [Self] =
        &[Self::PublicNursery, Self::PrivateNursery, Self::CertifiedCentre, Self::SmallScale, Self::Unlicensed];

    /// Its name in the database and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PublicNursery => "public_nursery",
            Self::PrivateNursery => "private_nursery",
            Self::CertifiedCentre => "certified_centre",
            Self::SmallScale => "small_scale",
            Self::Unlicensed => "unlicensed",
        }
    }

    /// The kind of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}

/// What the office writes down of a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacilityForm {
    /// The short code that spreadsheets and the command line use; unique in the municipality.
    pub code: Text<20>,
    /// 園名.
    pub name: Name,
    /// The kind.
    pub kind: FacilityKind,
    /// 開所時刻, local time.
    pub opens: NaiveTime,
    /// 閉所時刻, local time; later than `opens`.
    pub closes: NaiveTime,
    /// 住所.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text<200>>,
    /// 電話番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

/// A facility with its classes of the fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facility {
    /// The facility.
    pub id: FacilityId,
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// What is known of it.
    #[serde(flatten)]
    pub form: FacilityForm,
    /// Its classes of the current fiscal year, youngest first.
    pub classes: Vec<Class>,
}

/// What the office writes down of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClassForm {
    /// クラス名.
    pub name: Name,
    /// The fiscal year the class is of.
    pub fiscal_year: FiscalYear,
    /// The youngest age class, 0 to 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 5)))]
    pub age_from: u8,
    /// The oldest age class, 0 to 5; differs from `age_from` in mixed-age classes (異年齢).
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 5)))]
    pub age_to: u8,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Class {
    /// The class.
    pub id: ClassId,
    /// What is known of it.
    #[serde(flatten)]
    pub form: ClassForm,
}

/// A new facility.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewFacility {
    /// Made by the client.
    pub id: FacilityId,
    /// What is known of it.
    pub form: FacilityForm,
}

/// A new class.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewClass {
    /// Made by the client.
    pub id: ClassId,
    /// What is known of it.
    pub form: ClassForm,
}

endpoints! {
    /// The facilities within reach with their classes, by name.
    ListFacilities: Get "/api/facilities" => Vec<Facility>, may ListFacilities;
    /// Adds a facility to a municipality.
    AddFacility: Post "/api/municipalities/{municipality}/facilities" (MunicipalityId), NewFacility => Facility,
        may ManageMunicipality on |input| input.path;
    /// Changes what is known of a facility.
    ChangeFacility: Put "/api/facilities/{facility}" (FacilityId), FacilityForm => Facility,
        may ManageFacility on |input| input.path;
    /// Adds a class to a facility.
    AddClass: Post "/api/facilities/{facility}/classes" (FacilityId), NewClass => Class,
        may ManageFacility on |input| input.path;
    /// Changes a class.
    ChangeClass: Put "/api/facilities/{facility}/classes/{class}" ((FacilityId, ClassId)), ClassForm => Class,
        may ManageFacility on |input| input.path.0;

    /// The staff of a facility, by kana.
    ListStaff: Get "/api/facilities/{facility}/staff" (FacilityId) => Vec<Staff>, may ManageStaff on |input| input.path;
    /// Adds a member of staff and, when an e-mail address is given, invites them by mail.
    AddStaff: Post "/api/facilities/{facility}/staff" (FacilityId), NewStaff => Staff,
        may ManageStaff on |input| input.path;
    /// Changes a member of staff, their roles and classes; works within a second everywhere.
    ChangeStaff: Put "/api/facilities/{facility}/staff/{staff}" ((FacilityId, StaffId)), StaffForm => Staff,
        may ManageStaff on |input| input.path.0;
    /// Ends a member of staff's access; works within a second everywhere.
    RemoveStaff: Delete "/api/facilities/{facility}/staff/{staff}" ((FacilityId, StaffId)) => Nothing,
        may ManageStaff on |input| input.path.0;
    /// Sets a member of staff's PIN for the shared tablets.
    SetPin: Put "/api/facilities/{facility}/staff/{staff}/pin" ((FacilityId, StaffId)), NewPin => Nothing,
        may ManageStaff on |input| input.path.0;

    /// The tablets of a facility.
    ListDevices: Get "/api/facilities/{facility}/devices" (FacilityId) => Vec<Device>,
        may ManageDevices on |input| input.path;
    /// Makes a one-time code with which a tablet is enrolled; good for 30 minutes.
    IssueDeviceCode: Post "/api/facilities/{facility}/device-codes" (FacilityId) => DeviceCode,
        may ManageDevices on |input| input.path;
    /// Ends a tablet's access; works within a second everywhere.
    RevokeDevice: Delete "/api/facilities/{facility}/devices/{device}" ((FacilityId, DeviceId)) => Nothing,
        may ManageDevices on |input| input.path.0;
    /// Enrols a tablet with a one-time code and the public half of the key it has made.
    EnrolDevice: Post "/api/devices", NewDevice => Device, may Enter;
    /// A nonce that the tablet signs to prove its key; good for one minute.
    ChallengeDevice: Post "/api/devices/{device}/challenge" (DeviceId) => DeviceChallenge, may Enter;
    /// Starts the tablet's session by the signed nonce.
    StartDevice: Post "/api/devices/{device}/session" (DeviceId), DeviceProof => Nothing, may Enter;
    /// What a tablet needs to know of its facility: classes, and staff to tap.
    ReadDeviceSetup: Get "/api/device" => DeviceSetup, may UseDevice;
    /// A member of staff takes the tablet by PIN.
    UnlockDevice: Post "/api/device/person", DevicePin => DevicePerson, may UseDevice;
    /// The member of staff leaves the tablet, by hand or after idling.
    LockDevice: Delete "/api/device/person" => Nothing, may UseDevice;

    /// The matrix facility × capability.
    ReadRollout: Get "/api/rollout" => Vec<FacilityRollout>, may ReadRollout;
    /// Sets switches of several facilities at once; answers with the switches as they were, which undoes it when sent back.
    SetRollout: Post "/api/rollout", RolloutChange => RolloutChange,
        may ManageRollout on |input| input.body.facilities();
}
