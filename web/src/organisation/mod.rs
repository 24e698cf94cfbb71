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

pub use facilities_page::facilities_page;
pub use labels::{kind_name, role_name};
pub use rollout::rollout_page;
pub use settings_page::settings_page;
pub use staff_page::staff_page;
pub use tablets_page::tablets_page;
