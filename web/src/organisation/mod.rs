//! Organisation in the office: facilities, classes, staff, tablets and rollout switches.

mod class_form;
pub mod device;
mod facilities_page;
mod facility_form;
mod labels;
mod rollout;
mod settings_page;
mod staff_form;
mod staff_page;
mod tablets_page;

pub use labels::{kind_name, role_name};

use hidamari_domain::id::FacilityId;

use crate::office::Desk;
use crate::ui::later;
use rollout as rollout_page;

later! {
    organisation: fn facilities_page(desk: Desk)
    organisation: fn rollout_page(desk: Desk)
    organisation: fn settings_page(desk: Desk, facility: FacilityId)
    organisation: fn staff_page(desk: Desk, facility: FacilityId)
    organisation: fn tablets_page(desk: Desk, facility: FacilityId)
}
