//! Organisation: municipalities, facilities, classes, staff, tablets, rollout switches.

mod devices;
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
    routes.conversation::<api::SetPin, _>(devices::set_pin);
    routes.unit::<api::ReadRollout>(handlers::read_rollout);
    routes.unit::<api::SetRollout>(handlers::set_rollout);
    routes.unit::<api::ListDevices>(devices::list);
    routes.secret_unit::<api::IssueDeviceCode>(devices::issue_code);
    routes.unit::<api::RevokeDevice>(devices::revoke);
    routes.conversation::<api::EnrolDevice, _>(devices::enrol);
    routes.conversation::<api::ChallengeDevice, _>(devices::challenge);
    routes.conversation::<api::StartDevice, _>(devices::start);
    routes.unit::<api::ReadDeviceSetup>(devices::setup);
    routes.conversation::<api::UnlockDevice, _>(devices::unlock);
    routes.unit::<api::LockDevice>(devices::lock);
}
