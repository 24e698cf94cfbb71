//! What requests are about: rows made for one request each, so that nothing is in another's way.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use diesel::prelude::*;
use hidamari::db::schema::{account, device, device_code, password_reset, session};
use hidamari::db::types::{At, Key};
use hidamari::failure::Failure;
use hidamari::identity::{Invited, invite};
use hidamari::secrets;
use hidamari::work::Work;
use hidamari_domain::id::{
    AccountId, ChildId, ClassId, DeviceId, FacilityId, GuardianId, ImportId, InvitationId, MessageId, MunicipalityId,
    PushDeviceId, ReportId, SessionId, StaffId, TieId,
};
use hidamari_domain::policy::{Rights, StaffRole, TieKind};
use uuid::Uuid;

use crate::common::{Seeds, Server, TieSeed};
use crate::people::{self, Person};
use crate::relation::Role;
use crate::world::{self, Spot};

static TABLET_KEY: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());

/// Everything a request can name.
#[derive(Clone, Debug)]
pub struct Things {
    pub municipality: MunicipalityId,
    pub facility: FacilityId,
    pub class: ClassId,
    pub child: ChildId,
    /// The facility's code.
    pub facility_code: String,
    /// From when attendance is switched on in the facility.
    pub attendance_from: Option<&'static str>,
    pub staff: StaffId,
    pub device: DeviceId,
    pub guardian: GuardianId,
    pub tie: TieId,
    pub session: SessionId,
    pub import: ImportId,
    pub report: ReportId,
    pub push_device: PushDeviceId,
    pub message: MessageId,
    pub email: String,
    /// A code, a token, a nonce: whatever the request proves itself by.
    pub secret: String,
}

impl Things {
    /// Nothing of it exists.
    pub fn nowhere() -> Self {
        let id = Uuid::now_v7;
        Self {
            municipality: id().into(),
            facility: id().into(),
            class: id().into(),
            child: id().into(),
            facility_code: id().simple().to_string().chars().skip(12).collect(),
            attendance_from: Some("2026-04-01"),
            staff: id().into(),
            device: id().into(),
            guardian: id().into(),
            tie: id().into(),
            session: id().into(),
            import: id().into(),
            report: id().into(),
            push_device: id().into(),
            message: id().into(),
            email: format!("{}@example.jp", id().simple()),
            secret: secrets::token(),
        }
    }

    /// What stands at a spot; the rest does not exist.
    pub fn at(spot: Spot) -> Self {
        let Spot { municipality, facility, class, child, code, .. } = spot;
        let attendance_from = (code != world::OFF).then_some("2026-04-01");
        let facility_code = code.to_owned();
        Self { municipality, facility, class, child, facility_code, attendance_from, ..Self::nowhere() }
    }

    /// What stands at a spot, with the rows that a request to the endpoint uses up.
    pub async fn made(server: &Server, endpoint: &'static str, spot: Spot, by: &Person) -> Self {
        let by = *by;
        world::inserted(server, move |work| {
            let mut things = Self::at(spot);
            things.make_rows(work, endpoint, spot, &by);
            things.make_secrets(work, endpoint, spot, &by)?;
            Ok(things)
        })
        .await
    }

    fn make_rows(&mut self, work: &mut Work<'_>, endpoint: &str, spot: Spot, by: &Person) {
        let now = work.now;
        let seeds = &mut Seeds::new(work.conn, now);
        let is_family = matches!(by.role, Role::Guardian | Role::Limited | Role::Family);
        match endpoint {
            "ChangeClass" => self.class = seeds.class(spot.facility, &Uuid::now_v7().to_string(), 3),
            "ChangeStaff" | "RemoveStaff" | "SetPin" | "UnlockDevice" => {
                self.staff = people::staff(seeds, spot, StaffRole::Teacher, None);
            }
            "RevokeDevice" | "StartDevice" => self.device = seeds.device(spot.facility, "使い捨てのタブレット"),
            "EndSession" => self.session = session_at(seeds, spot, by),
            // For a family the child itself: they must not even with their own.
            "ChangeChild" | "EndEnrolment" | "SetGuardian" if !is_family => {
                self.child = world::child(seeds, spot.facility, spot.class, spot.household);
                self.guardian = seeds.guardian(spot.household, "架空 保護者", "0900000001");
                tie(seeds, self.child, TieKind::Guardian, Some(self.guardian));
            }
            "RemoveGuardian" | "IssueLetters" => {
                self.guardian = seeds.guardian(spot.household, "架空 保護者", "0900000001");
                tie(seeds, spot.child, TieKind::Guardian, Some(self.guardian));
            }
            "ReadReports" | "WithdrawReport" | "AcceptReport" | "EndReport" => {
                let guardian = seeds.guardian(spot.household, "架空 保護者", "0900000001");
                let sender = tie(seeds, spot.child, TieKind::Guardian, Some(guardian));
                self.report = seeds.report(spot.child, sender);
            }
            "RemovePushDevice" => {
                let account = account_at(seeds, spot, by);
                let session = seeds.session(account, by.face);
                self.push_device = seeds.push_device(account, session);
            }
            "OpenMessage" => {
                let account = account_at(seeds, spot, by);
                self.message = seeds.message(account, spot.child);
            }
            "RemoveFamily" => self.tie = tie(seeds, spot.child, TieKind::Family, None),
            _ => {}
        }
    }

    fn make_secrets(&mut self, work: &mut Work<'_>, endpoint: &str, spot: Spot, by: &Person) -> Result<(), Failure> {
        let now = work.now;
        match endpoint {
            "SignIn" | "ConfirmReset" | "RequestReset" => {
                let seeds = &mut Seeds::new(work.conn, now);
                let of = people::account(seeds);
                people::staff(seeds, spot, StaffRole::Cook, Some(of));
                self.email = account::table.find(Key(of)).select(account::email).first(work.conn)?;
                let row = (
                    password_reset::token_hash.eq(secrets::hash(&self.secret)),
                    password_reset::account_id.eq(Key(of)),
                    password_reset::expires_at.eq(At(now + TimeDelta::hours(1))),
                );
                diesel::insert_into(password_reset::table).values(row).execute(work.conn)?;
            }
            "Refresh" => {
                let seeds = &mut Seeds::new(work.conn, now);
                let of = people::account(seeds);
                let session = seeds.session(of, by.face);
                diesel::update(session::table.find(Key(session)))
                    .set(session::refresh_hash.eq(secrets::hash(&self.secret)))
                    .execute(work.conn)?;
                self.secret = format!("{session}.{}", self.secret);
            }
            "LookAtInvitation" | "AcceptInvitation" => {
                let seeds = &mut Seeds::new(work.conn, now);
                let guardian = seeds.guardian(spot.household, "架空 保護者", "0900000001");
                let invited = Invited::Guardian(tie(seeds, spot.child, TieKind::Guardian, Some(guardian)));
                let id = InvitationId(Uuid::now_v7());
                let sent = invite(work, id, spot.municipality, Some(spot.facility), invited, None)?;
                self.secret = sent.code.as_ref().to_owned();
            }
            "EnrolDevice" => {
                let code = work.app.secrets.code("device", Uuid::now_v7());
                let row = (
                    device_code::code_hash.eq(secrets::hash(code.as_ref())),
                    device_code::facility_id.eq(Key(spot.facility)),
                    device_code::expires_at.eq(At(now + TimeDelta::minutes(30))),
                );
                diesel::insert_into(device_code::table).values(row).execute(work.conn)?;
                self.secret = code.as_ref().to_owned();
            }
            "StartDevice" => {
                diesel::update(device::table.find(Key(self.device)))
                    .set(device::public_key.eq(TABLET_KEY.public_key().as_ref()))
                    .execute(work.conn)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The one to whom something belongs: oneself at home, somebody else elsewhere.
fn account_at(seeds: &mut Seeds<'_>, spot: Spot, by: &Person) -> AccountId {
    by.account.filter(|_| spot.child == by.home.child).unwrap_or_else(|| people::account(seeds))
}

/// A session to be ended: one's own at home, somebody else's elsewhere.
fn session_at(seeds: &mut Seeds<'_>, spot: Spot, by: &Person) -> SessionId {
    match (by.account, by.device) {
        (Some(account), _) if spot.child == by.home.child => seeds.session(account, by.face),
        (None, Some(device)) if spot.child == by.home.child => seeds.device_session(device, None),
        _ => {
            let other: AccountId = people::account(seeds);
            seeds.session(other, by.face)
        }
    }
}

fn tie(seeds: &mut Seeds<'_>, child: ChildId, kind: TieKind, guardian: Option<GuardianId>) -> TieId {
    let rights = if kind == TieKind::Guardian { Rights::FULL } else { Rights::FAMILY };
    let (name, relation, order) = ("架空 家族", "家族", 9);
    seeds.tie(&TieSeed { child, kind, guardian, account: None, name, relation, order, rights })
}

/// The tablet's public key, as it is enrolled.
pub fn public_key() -> String {
    URL_SAFE_NO_PAD.encode(TABLET_KEY.public_key().as_ref())
}

/// The tablet's signature over a nonce.
pub fn signature(nonce: &str) -> String {
    URL_SAFE_NO_PAD.encode(TABLET_KEY.sign(&SystemRandom::new(), nonce.as_bytes()).unwrap().as_ref())
}
