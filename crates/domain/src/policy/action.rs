//! Every action of the product with the rules that allow it: the policy's table.

use super::Rule::{Account, Anyone, AtDevice, Colleague, Device, Family, Guardian, Staff};
use super::StaffRole::{Chief, Cook, Director, Nurse, PartTime, Teacher, WardAdmin, WardViewer};
use super::{Capability, Reach, Rule, Subject, World};
use crate::id::{ChildId, ClassId, FacilityId, MunicipalityId};

/// An action as a type, so that a permit for one cannot be used for another.
pub trait Action: 'static {
    /// What it is done to.
    type Subject: Subject;
    /// The action as a value.
    const KEY: ActionKey;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident($subject:ty) $(needs $capability:ident)? [$($rule:expr),* $(,)?];)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Action for $name {
                type Subject = $subject;
                const KEY: ActionKey = ActionKey::$name;
            }
        )*

        /// Every action as a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ActionKey { $($(#[$doc])* $name,)* }

        impl ActionKey {
            /// The action's name, as it stands in the audit.
            pub const fn name(self) -> &'static str { match self { $(Self::$name => stringify!($name),)* } }

            /// Who may.
            pub const fn rules(self) -> &'static [Rule] { match self { $(Self::$name => &[$($rule),*],)* } }

            /// Whether it may be done without being signed in.
            pub fn is_for_anyone(self) -> bool { self.rules().iter().any(|rule| matches!(rule, Anyone)) }

            /// The capability that must be switched on at the place.
            pub const fn capability(self) -> Option<Capability> {
                match self { $(Self::$name => actions!(@capability $($capability)?),)* }
            }
        }
    };
    (@capability) => { None };
    (@capability $capability:ident) => { Some(Capability::$capability) };
}

actions! {
    /// Signing in, resetting a password, accepting an invitation: the secret itself is the proof.
    Enter(World) [Anyone];
    /// One's own account, sessions and PIN.
    ManageOwnAccount(World) [Account];
    /// What the signed-in account or tablet is.
    ReadSelf(World) [Account, Device];
    /// Starting and ending one's turn at the shared tablet.
    UseDevice(World) [Device];
    /// The live stream; each change is filtered by who may see it.
    FollowLive(World) [Account, Device];

    /// The ward's own staff and the list of municipalities' settings.
    ManageMunicipality(MunicipalityId) [Staff(WardAdmin)];
    /// The facilities and classes within reach.
    ListFacilities(Reach) [
        Staff(WardAdmin), Staff(WardViewer), Staff(Director), Staff(Chief), Staff(Nurse), Staff(Cook),
        Colleague(Teacher), Colleague(PartTime), Device,
    ];
    /// Name, hours, address and classes of a facility.
    ManageFacility(FacilityId) [Staff(WardAdmin), Staff(Director)];
    /// Who works in a facility, as what.
    ManageStaff(FacilityId) [Staff(WardAdmin), Staff(Director)];
    /// Tablets of a facility.
    ManageDevices(FacilityId) [Staff(WardAdmin), Staff(Director), Staff(Chief)];
    /// Which capability is on where.
    ReadRollout(Reach) [Staff(WardAdmin), Staff(WardViewer), Staff(Director)];
    /// Switching capabilities on and off.
    ManageRollout(Vec<FacilityId>) [Staff(WardAdmin)];

    /// The children of a facility by name: a drill-down, audited.
    ListChildren(FacilityId) [Staff(WardAdmin), Staff(Director), Staff(Chief), Staff(Nurse)];
    /// A child's record as staff see it.
    ReadChild(ChildId) [
        Staff(WardAdmin), Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime),
    ];
    /// Changing a child's record, guardians and their rights.
    ManageChild(ChildId) [Staff(Director), Staff(Chief)];
    /// Roster of a facility: enrolling, importing, exporting.
    ManageRoster(FacilityId) [Staff(WardAdmin), Staff(Director), Staff(Chief)];
    /// Letters of invitation for guardians.
    InviteGuardians(FacilityId) [Staff(Director), Staff(Chief)];
    /// A child's family members, as a guardian sees and manages them.
    ManageFamily(ChildId) needs FamilyMembers [Guardian(|r| r.invite_family)];

    /// A class's board: today's state of each child.
    ReadBoard(ClassId) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime), Device,
    ];
    /// Recording that children came, left, or that a mark was wrong.
    RecordAttendance(Vec<ChildId>) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Teacher), Staff(PartTime), Device,
    ];
    /// One child's day with its events and who recorded them: personal, so the tablet needs a PIN.
    ReadChildDay(ChildId) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime),
        AtDevice(Director), AtDevice(Chief), AtDevice(Nurse), AtDevice(Teacher), AtDevice(PartTime),
    ];
    /// Today's state of one's own children.
    ReadOwnChildren(Reach) needs FamilyApp [Guardian(|r| r.see_day), Family(|r| r.see_day)];
    /// Reporting that one's own children will be absent, late, or fetched otherwise.
    ReportDay(Vec<ChildId>) needs FamilyApp [Guardian(|r| r.see_day)];
    /// What is reported of one's own children.
    ReadReports(Reach) needs FamilyApp [Guardian(|r| r.see_day)];
    /// Taking note of a report: personal, so the tablet needs a PIN.
    AcceptReport(ChildId) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime),
        AtDevice(Director), AtDevice(Chief), AtDevice(Nurse), AtDevice(Teacher), AtDevice(PartTime),
    ];
    /// Entering what the nursery was told of a child's day, and taking it back: personal, so the tablet needs a PIN.
    EnterReport(Vec<ChildId>) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime),
        AtDevice(Director), AtDevice(Chief), AtDevice(Nurse), AtDevice(Teacher), AtDevice(PartTime),
    ];
    /// The days of one's own child.
    ReadOwnChildDay(ChildId) needs FamilyApp [Guardian(|r| r.see_day), Family(|r| r.see_day)];
    /// Counts by facility and class.
    ReadOverview(Reach) needs Attendance [
        Staff(WardAdmin), Staff(WardViewer), Staff(Director), Staff(Chief), Staff(Nurse), Staff(Cook),
    ];
    /// The names behind a class's counts: a drill-down, audited.
    ReadNames(ClassId) needs Attendance [Staff(WardAdmin), Staff(Director), Staff(Chief), Staff(Nurse)];
    /// Planning the days of a child: a guardian until the facility's lock time, the nursery always.
    PlanDays(ChildId) needs Attendance [
        Guardian(|r| r.see_day), Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher),
    ];
    /// How many children and meals a facility expects.
    ReadExpected(FacilityId) needs Attendance [Staff(Director), Staff(Chief), Staff(Nurse), Staff(Cook)];
    /// The children of a facility who are to be telephoned, with their guardians' numbers: a drill-down, audited.
    ReadCallList(FacilityId) needs Attendance [Staff(Director), Staff(Chief), Staff(Nurse)];
    /// Logging a telephone call to a guardian: personal, so the tablet needs a PIN.
    RecordCall(ChildId) needs Attendance [
        Staff(Director), Staff(Chief), Staff(Nurse), Staff(Teacher), Staff(PartTime),
        AtDevice(Director), AtDevice(Chief), AtDevice(Nurse), AtDevice(Teacher), AtDevice(PartTime),
    ];
    /// Cut-off and days off of a facility.
    ManageAttendanceRules(FacilityId) needs Attendance [Staff(WardAdmin), Staff(Director)];

    /// How messages reach oneself.
    ManageDelivery(World) [Guardian(|_| true), Family(|_| true)];
    /// What was sent about the children of a facility, and what became of it: a drill-down, audited.
    ReadMessages(FacilityId) [Staff(Director), Staff(Chief)];

    /// Who has read a child's record: guardians can see it.
    ReadReads(ChildId) [Guardian(|r| r.see_record), Staff(Director)];
    /// The audit of a facility.
    ReadAudit(FacilityId) [Staff(WardAdmin), Staff(Director)];
}
