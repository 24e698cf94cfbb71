use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use hidamari::db::Conn;
use hidamari::db::schema::{
    account, account_password, child, class, device, facility, guardian, household, message, municipality, push_device,
    report, rollout_switch, session, staff, staff_class, tie,
};
use hidamari::db::types::{At, Id, Key};
use hidamari::{hasher, secrets};
use hidamari_domain::id::{
    AccountId, CauseId, ChildId, ClassId, DeviceId, FacilityId, GuardianId, HouseholdId, MessageId, MunicipalityId,
    PushDeviceId, ReportId, SessionId, StaffId, TieId,
};
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Capability, Rights, StaffRole, TieKind};
use hidamari_domain::time::{FiscalYear, Moment};
use uuid::Uuid;

/// The password of every account.
pub const PASSWORD: &str = "ひだまりの合言葉 2026";
/// The PIN of every member of staff.
pub const PIN: &str = "4826";

static PASSWORD_HASH: LazyLock<String> = LazyLock::new(|| hasher::hash_now(PASSWORD).unwrap());
static PIN_HASH: LazyLock<String> = LazyLock::new(|| hasher::hash_now(PIN).unwrap());

/// Inserts rows. Ids count up from one, so that they are the same in every run.
pub struct Seeds<'a> {
    conn: &'a mut Conn,
    now: Moment,
}

/// A child to be inserted.
pub struct ChildSeed<'a> {
    pub facility: FacilityId,
    pub class: Option<ClassId>,
    pub household: HouseholdId,
    pub family: (&'a str, &'a str),
    pub given: (&'a str, &'a str),
    pub born: NaiveDate,
    pub caution: Option<&'a str>,
    pub enrolled_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
}

/// A tie to be inserted.
pub struct TieSeed<'a> {
    pub child: ChildId,
    pub kind: TieKind,
    pub guardian: Option<GuardianId>,
    pub account: Option<AccountId>,
    pub name: &'a str,
    pub relation: &'a str,
    pub order: i32,
    pub rights: Rights,
}

impl<'a> Seeds<'a> {
    pub fn new(conn: &'a mut Conn, now: Moment) -> Self {
        Self { conn, now }
    }

    /// The next id of a kind: how many there are, in the last digits, after the kind's own first digits.
    fn next<I: Id>(&mut self, kind: u128, rows: i64) -> I {
        I::of(Uuid::from_u128((kind << 96) + u128::try_from(rows).unwrap() + 1))
    }

    pub fn municipality(&mut self, name: &str) -> MunicipalityId {
        let count = municipality::table.count().get_result(self.conn).unwrap();
        let id: MunicipalityId = self.next(1, count);
        let row =
            (municipality::id.eq(Key(id)), municipality::name.eq(name), municipality::created_at.eq(At(self.now)));
        diesel::insert_into(municipality::table).values(row).execute(self.conn).unwrap();
        id
    }

    /// A facility with every capability switched on.
    pub fn facility(&mut self, of: MunicipalityId, code: &str, name: &str) -> FacilityId {
        let count = facility::table.count().get_result(self.conn).unwrap();
        let id: FacilityId = self.next(2, count);
        diesel::insert_into(facility::table)
            .values((
                facility::id.eq(Key(id)),
                facility::municipality_id.eq(Key(of)),
                facility::code.eq(code),
                facility::name.eq(name),
                facility::kind.eq("public_nursery"),
                facility::opens.eq(NaiveTime::from_hms_opt(7, 15, 0).unwrap()),
                facility::closes.eq(NaiveTime::from_hms_opt(18, 15, 0).unwrap()),
                facility::phone.eq(Some("03-0000-0001")),
                facility::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        for capability in Capability::ALL {
            self.switch(id, *capability, Some(NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()));
        }
        id
    }

    /// Sets a switch.
    pub fn switch(&mut self, of: FacilityId, capability: Capability, from: Option<NaiveDate>) {
        let old = rollout_switch::table.find((Key(of), capability.key()));
        diesel::delete(old).execute(self.conn).unwrap();
        diesel::insert_into(rollout_switch::table)
            .values((
                rollout_switch::facility_id.eq(Key(of)),
                rollout_switch::capability.eq(capability.key()),
                rollout_switch::on_from.eq(from),
            ))
            .execute(self.conn)
            .unwrap();
    }

    /// A class of the fiscal year 2026.
    pub fn class(&mut self, of: FacilityId, name: &str, age: i32) -> ClassId {
        let count = class::table.count().get_result(self.conn).unwrap();
        let id: ClassId = self.next(3, count);
        diesel::insert_into(class::table)
            .values((
                class::id.eq(Key(id)),
                class::facility_id.eq(Key(of)),
                class::name.eq(name),
                class::fiscal_year.eq(FiscalYear(2026).0),
                class::age_from.eq(age),
                class::age_to.eq(age),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    pub fn household(&mut self, of: MunicipalityId) -> HouseholdId {
        let count = household::table.count().get_result(self.conn).unwrap();
        let id: HouseholdId = self.next(4, count);
        diesel::insert_into(household::table)
            .values((
                household::id.eq(Key(id)),
                household::municipality_id.eq(Key(of)),
                household::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    pub fn child(&mut self, seed: &ChildSeed<'_>) -> ChildId {
        let count = child::table.count().get_result(self.conn).unwrap();
        let id: ChildId = self.next(5, count);
        let municipality: Key<MunicipalityId> =
            facility::table.find(Key(seed.facility)).select(facility::municipality_id).first(self.conn).unwrap();
        diesel::insert_into(child::table)
            .values((
                child::id.eq(Key(id)),
                child::municipality_id.eq(municipality),
                child::facility_id.eq(Key(seed.facility)),
                child::class_id.eq(seed.class.map(Key)),
                child::household_id.eq(Key(seed.household)),
                child::family_name.eq(seed.family.0),
                child::given_name.eq(seed.given.0),
                child::family_kana.eq(seed.family.1),
                child::given_kana.eq(seed.given.1),
                child::birth_date.eq(seed.born),
                child::caution.eq(seed.caution),
                child::enrolled_on.eq(seed.enrolled_on),
                child::left_on.eq(seed.left_on),
                child::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    pub fn guardian(&mut self, of: HouseholdId, name: &str, phones: &str) -> GuardianId {
        let count = guardian::table.count().get_result(self.conn).unwrap();
        let id: GuardianId = self.next(6, count);
        let municipality: Key<MunicipalityId> =
            household::table.find(Key(of)).select(household::municipality_id).first(self.conn).unwrap();
        diesel::insert_into(guardian::table)
            .values((
                guardian::id.eq(Key(id)),
                guardian::municipality_id.eq(municipality),
                guardian::household_id.eq(Key(of)),
                guardian::name.eq(name),
                guardian::phones.eq(phones),
                guardian::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// A tie; a family member has been invited by the guardian who sees most.
    pub fn tie(&mut self, seed: &TieSeed<'_>) -> TieId {
        let inviter: Option<Key<TieId>> = tie::table
            .filter(tie::child_id.eq(Key(seed.child)).and(tie::kind.eq("guardian")).and(tie::ended_at.is_null()))
            .order((tie::see_day.desc(), tie::id))
            .select(tie::id)
            .first(self.conn)
            .optional()
            .unwrap();
        let count = tie::table.count().get_result(self.conn).unwrap();
        let id: TieId = self.next(7, count);
        diesel::insert_into(tie::table)
            .values((
                tie::id.eq(Key(id)),
                tie::child_id.eq(Key(seed.child)),
                tie::kind.eq(if seed.kind == TieKind::Guardian { "guardian" } else { "family" }),
                tie::guardian_id.eq(seed.guardian.map(Key)),
                tie::account_id.eq(seed.account.map(Key)),
                tie::name.eq(seed.name),
                tie::relation.eq(seed.relation),
                tie::calling_order.eq(seed.order),
                tie::see_day.eq(seed.rights.see_day),
                tie::see_record.eq(seed.rights.see_record),
                tie::invite_family.eq(seed.rights.invite_family),
                tie::created_at.eq(At(self.now)),
                tie::invited_by.eq(inviter.filter(|_| seed.kind == TieKind::Family)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// A report that somebody else comes today to fetch the child.
    pub fn report(&mut self, of: ChildId, by: TieId) -> ReportId {
        let count = report::table.count().get_result(self.conn).unwrap();
        let id: ReportId = self.next(19, count);
        diesel::insert_into(report::table)
            .values((
                report::id.eq(Key(id)),
                report::child_id.eq(Key(of)),
                report::day.eq(NaiveDate::from_ymd_opt(2026, 6, 10).unwrap()),
                report::kind.eq("pick_up"),
                report::person.eq(Some("架空 祖父")),
                report::after_cutoff.eq(false),
                report::tie_id.eq(Some(Key(by))),
                report::sent_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// A custody order keeps a child from someone.
    pub fn restrict(&mut self, of: ChildId, from: AccountId) {
        let none = (tie::see_day.eq(false), tie::see_record.eq(false), tie::invite_family.eq(false));
        diesel::update(tie::table.filter(tie::child_id.eq(Key(of)).and(tie::account_id.eq(Key(from)))))
            .set(none)
            .execute(self.conn)
            .unwrap();
    }

    /// A browser that is reached by push.
    pub fn push_device(&mut self, of: AccountId, session: SessionId) -> PushDeviceId {
        let id = PushDeviceId(Uuid::now_v7());
        diesel::insert_into(push_device::table)
            .values((
                push_device::id.eq(Key(id)),
                push_device::account_id.eq(Key(of)),
                push_device::session_id.eq(Key(session)),
                push_device::endpoint.eq(format!("https://fcm.googleapis.com/fcm/send/{id}")),
                push_device::p256dh.eq(vec![4_u8; 65]),
                push_device::auth.eq(vec![0_u8; 16]),
                push_device::added_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// A message to someone about a child.
    pub fn message(&mut self, to: AccountId, about: ChildId) -> MessageId {
        let id = MessageId(Uuid::now_v7());
        diesel::insert_into(message::table)
            .values((
                message::id.eq(Key(id)),
                message::account_id.eq(Key(to)),
                message::child_id.eq(Some(Key(about))),
                message::kind.eq("question"),
                message::cause_id.eq(Key(CauseId(id.0))),
                message::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// An account with [`PASSWORD`].
    pub fn account(&mut self, email: &str, name: &str) -> AccountId {
        let count = account::table.count().get_result(self.conn).unwrap();
        let id: AccountId = self.next(8, count);
        diesel::insert_into(account::table)
            .values((
                account::id.eq(Key(id)),
                account::email.eq(email),
                account::name.eq(name),
                account::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        diesel::insert_into(account_password::table)
            .values((
                account_password::account_id.eq(Key(id)),
                account_password::hash.eq(&*PASSWORD_HASH),
                account_password::changed_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// A member of staff with [`PIN`], for the whole facility or for some classes of it.
    pub fn staff(
        &mut self,
        of: (MunicipalityId, Option<FacilityId>),
        role: StaffRole,
        classes: &[ClassId],
        account: Option<AccountId>,
        name: &str,
    ) -> StaffId {
        let count = staff::table.count().get_result(self.conn).unwrap();
        let id: StaffId = self.next(9, count);
        diesel::insert_into(staff::table)
            .values((
                staff::id.eq(Key(id)),
                staff::municipality_id.eq(Key(of.0)),
                staff::facility_id.eq(of.1.map(Key)),
                staff::account_id.eq(account.map(Key)),
                staff::name.eq(name),
                staff::kana.eq("ショクイン"),
                staff::role.eq(role.key()),
                staff::ict_leader.eq(false),
                staff::pin_hash.eq(Some(&*PIN_HASH)),
                staff::created_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        for class in classes {
            let row = (staff_class::staff_id.eq(Key(id)), staff_class::class_id.eq(Key(*class)));
            diesel::insert_into(staff_class::table).values(row).execute(self.conn).unwrap();
        }
        id
    }

    /// An enrolled tablet; its key is none.
    pub fn device(&mut self, of: FacilityId, name: &str) -> DeviceId {
        let count = device::table.count().get_result(self.conn).unwrap();
        let id: DeviceId = self.next(10, count);
        diesel::insert_into(device::table)
            .values((
                device::id.eq(Key(id)),
                device::facility_id.eq(Key(of)),
                device::name.eq(name),
                device::public_key.eq(vec![0_u8; 65]),
                device::enrolled_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }

    /// An open session of an account.
    pub fn session(&mut self, of: AccountId, face: Face) -> SessionId {
        self.open_session(Some(of), None, None, face)
    }

    /// An open session of a tablet, with whoever has typed their PIN on it.
    pub fn device_session(&mut self, of: DeviceId, person: Option<StaffId>) -> SessionId {
        self.open_session(None, Some(of), person, Face::Classroom)
    }

    fn open_session(
        &mut self,
        account: Option<AccountId>,
        device: Option<DeviceId>,
        person: Option<StaffId>,
        face: Face,
    ) -> SessionId {
        let id = SessionId(Uuid::now_v7());
        diesel::insert_into(session::table)
            .values((
                session::id.eq(Key(id)),
                session::account_id.eq(account.map(Key)),
                session::device_id.eq(device.map(Key)),
                session::staff_id.eq(person.map(Key)),
                session::face.eq(face.key()),
                session::browser.eq("test"),
                session::refresh_hash.eq(secrets::hash(&secrets::token())),
                session::started_at.eq(At(self.now)),
                session::seen_at.eq(At(self.now)),
            ))
            .execute(self.conn)
            .unwrap();
        id
    }
}
