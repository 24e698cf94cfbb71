//! Attendance (登降園): append-only marks and the day state derived from them.

mod day;
#[cfg(test)]
mod day_tests;
mod mark;
mod rules;
#[cfg(test)]
mod rules_tests;
mod status;
mod views;

pub use day::*;
pub use mark::*;
pub use rules::*;
pub use status::*;
pub use views::*;

use crate::contract::endpoints;
use crate::id::{ChildId, ClassId, FacilityId};

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
    /// What the facility has settled about its attendance.
    ReadAttendanceRules: Get "/api/facilities/{facility}/attendance-rules" (FacilityId) => AttendanceRules,
        may ManageAttendanceRules on |input| input.path;
    /// Settles it anew; holds at once, on every screen.
    SetAttendanceRules: Put "/api/facilities/{facility}/attendance-rules" (FacilityId), AttendanceRules => AttendanceRules,
        may ManageAttendanceRules on |input| input.path;
}
