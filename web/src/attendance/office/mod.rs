//! Attendance in the office: counts by facility and class, live, and the names behind them.

mod acts;
mod calls_page;
mod counts;
mod expected_page;
mod names_page;
mod plan_page;
mod reports;
mod rules;
mod sheet;
mod table;
mod today_page;

pub use rules::attendance_rules;
pub use today_page::today_page;

use hidamari_domain::id::{ChildId, ClassId, FacilityId};

use crate::office::Desk;
use crate::ui::later;

later! {
    names: fn calls_page(desk: Desk, facility: FacilityId)
    plan: fn expected_page(facility: FacilityId)
    plan: fn plan_page(facility: FacilityId, child: ChildId)
    names: fn names_page(desk: Desk, facility: FacilityId, class: ClassId)
}
