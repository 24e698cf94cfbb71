//! Attendance (登降園): append-only marks and the day state derived from them.

mod call;
mod day;
#[cfg(test)]
mod day_tests;
mod mark;
mod plan;
#[cfg(test)]
mod plan_tests;
mod report;
#[cfg(test)]
mod report_tests;
mod rules;
#[cfg(test)]
mod rules_tests;
mod status;
mod views;

pub use call::*;
pub use day::*;
pub use mark::*;
pub use plan::*;
pub use report::*;
pub use rules::*;
pub use status::*;
pub use views::*;

use crate::contract::{Nothing, endpoints};
use crate::id::{ChildId, ClassId, FacilityId, ReportId};

endpoints! {
    /// A class's board: every child of the class with today's state, by kana.
    ReadBoard: Get "/api/classes/{class}/board" (ClassId) => Board, may ReadBoard on |input| input.path;
    /// Records that children came or left, or takes marks back. A mark that was sent before changes nothing.
    RecordMarks: Post "/api/attendance/marks", NewMarks => Recorded, may RecordAttendance on |input| input.body.children();
    /// One child's day with its events.
    ReadChildDay: Get "/api/children/{child}/day" (ChildId) ? DayQuery => ChildDay,
        may ReadChildDay on |input| input.path, audited;
    /// Today's state of one's own children.
    ReadOwnChildren: Get "/api/me/children" => Vec<OwnChild>, may ReadOwnChildren;
    /// The days of one's own child, newest first, 31 at most.
    ReadOwnChildDays: Get "/api/me/children/{child}/days" (ChildId) ? DaysQuery => Vec<OwnDay>,
        may ReadOwnChildDay on |input| input.path;
    /// Counts by facility and class, within reach.
    ReadOverview: Get "/api/overview" => Overview, may ReadOverview;
    /// The names behind a class's counts.
    ReadNames: Get "/api/classes/{class}/names" (ClassId) => Board, may ReadNames on |input| input.path, audited;
    /// Reports that one's own children will be absent, late, or fetched otherwise. A report takes the place of an
    /// open one that it contradicts.
    SendReports: Post "/api/me/reports", NewReports => Vec<Report>, may ReportDay on |input| input.body.children();
    /// What is reported of one's own children from today on, by day.
    ReadReports: Get "/api/me/reports" => Vec<Report>, may ReadReports;
    /// Takes a report back; the child is expected again.
    WithdrawReport: Delete "/api/me/children/{child}/reports/{report}" ((ChildId, ReportId)) => Nothing,
        may ReportDay on |input| vec![input.path.0];
    /// The nursery has taken note of a report; its sender sees it.
    AcceptReport: Post "/api/children/{child}/reports/{report}/acceptance" ((ChildId, ReportId)) => Nothing,
        may AcceptReport on |input| input.path.0;
    /// Enters what guardians have said on the telephone or at the door, as a report of theirs that is noted already;
    /// also of the last 7 days.
    EnterReports: Post "/api/attendance/reports", NewReports => Nothing,
        may EnterReport on |input| input.body.children();
    /// Takes a report back for a guardian who says so.
    EndReport: Delete "/api/children/{child}/reports/{report}" ((ChildId, ReportId)) => Nothing,
        may EnterReport on |input| vec![input.path.0];
    /// Whom to telephone now, with what came of earlier calls.
    ReadCallList: Get "/api/facilities/{facility}/call-list" (FacilityId) => CallList,
        may ReadCallList on |input| input.path, audited;
    /// Logs a telephone call about a child's day.
    RecordCall: Post "/api/children/{child}/calls" (ChildId), NewCall => Nothing, may RecordCall on |input| input.path;
    /// What is planned of a child: the week, and today with the 31 days after it.
    ReadPlan: Get "/api/children/{child}/plan" (ChildId) => Plan, may PlanDays on |input| input.path;
    /// A new weekly pattern from a day on.
    SetWeek: Put "/api/children/{child}/plan/week" (ChildId), NewWeek => Plan, may PlanDays on |input| input.path;
    /// Days that differ from the week, or that no longer do.
    SetDays: Put "/api/children/{child}/plan/days" (ChildId), NewDays => Plan, may PlanDays on |input| input.path;
    /// How many children and meals are expected on the seven days from one on; today without it.
    ReadExpected: Get "/api/facilities/{facility}/expected" (FacilityId) ? DayQuery => Expected,
        may ReadExpected on |input| input.path;
    /// What the facility has settled about its attendance.
    ReadAttendanceRules: Get "/api/facilities/{facility}/attendance-rules" (FacilityId) => AttendanceRules,
        may ManageAttendanceRules on |input| input.path;
    /// Settles it anew; holds at once, on every screen.
    SetAttendanceRules: Put "/api/facilities/{facility}/attendance-rules" (FacilityId), AttendanceRules => AttendanceRules,
        may ManageAttendanceRules on |input| input.path;
}
