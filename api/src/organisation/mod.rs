//! Organisation: municipalities, facilities, classes, staff, tablets, rollout switches.

mod handlers;
mod store;

pub use store::facilities::{add_facility, add_municipality, municipality_named};
pub use store::staff::add_ward_admin;

use hidamari_domain::organisation as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.unit::<api::ListFacilities>(handlers::list_facilities);
    routes.unit::<api::AddFacility>(handlers::add_facility);
    routes.unit::<api::ChangeFacility>(handlers::change_facility);
    routes.unit::<api::AddClass>(handlers::add_class);
    routes.unit::<api::ChangeClass>(handlers::change_class);
    routes.unit::<api::ListStaff>(handlers::list_staff);
    routes.unit::<api::AddStaff>(handlers::add_staff);
    routes.unit::<api::ChangeStaff>(handlers::change_staff);
    routes.unit::<api::RemoveStaff>(handlers::remove_staff);
    routes.conversation::<api::SetPin, _>(handlers::devices::set_pin);
    routes.unit::<api::ReadRollout>(handlers::read_rollout);
    routes.unit::<api::SetRollout>(handlers::set_rollout);
    routes.unit::<api::ListDevices>(handlers::devices::list);
    routes.secret_unit::<api::IssueDeviceCode>(handlers::devices::issue_code);
    routes.unit::<api::RevokeDevice>(handlers::devices::revoke);
    routes.conversation::<api::EnrolDevice, _>(handlers::devices::enrol);
    routes.conversation::<api::ChallengeDevice, _>(handlers::devices::challenge);
    routes.conversation::<api::StartDevice, _>(handlers::devices::start);
    routes.unit::<api::ReadDeviceSetup>(handlers::devices::setup);
    routes.conversation::<api::UnlockDevice, _>(handlers::devices::unlock);
    routes.unit::<api::LockDevice>(handlers::devices::lock);
}
