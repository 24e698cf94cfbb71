//! Attendance in the office: counts by facility and class, live, and the names behind them.

mod acts;
mod counts;
mod names_page;
mod rules;
mod sheet;
mod table;
mod today_page;

pub use names_page::names_page;
pub use rules::attendance_rules;
pub use today_page::today_page;
