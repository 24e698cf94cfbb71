//! Audit in the office: who did and who read what in a facility, and who has read a child's record.

mod audit_page;
mod labels;
mod readings;

pub use readings::readings;

use hidamari_domain::id::FacilityId;

use crate::ui::later;

later! {
    roster: fn audit_page(facility: FacilityId)
}
