//! Attendance: the board in the classroom, the day on the family's phone, the overview in the office.

mod calling;
pub mod classroom;
mod entering;
pub mod family;
pub mod office;
mod plan_week;
mod planning;
mod report;
mod report_form;
mod reporting;
mod status;
