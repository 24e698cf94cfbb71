//! Attendance: the board in the classroom, the day on the family's phone, the overview in the office.

pub mod classroom;
pub mod family;
pub mod office;
mod entering;
mod report;
mod report_form;
mod reporting;
mod status;
