use hidamari_domain::organisation::{ClassForm, FacilityForm, FacilityKind};
use hidamari_domain::policy::{Capability, StaffRole};

use crate::app::dates;
use crate::words::organisation::{capabilities, classes, facility, kinds, roles};

/// A role in words.
pub fn role_name(role: StaffRole) -> &'static str {
    match role {
        StaffRole::WardAdmin => roles::ward_admin(),
        StaffRole::WardViewer => roles::ward_viewer(),
        StaffRole::Director => roles::director(),
        StaffRole::Chief => roles::chief(),
        StaffRole::Teacher => roles::teacher(),
        StaffRole::PartTime => roles::part_time(),
        StaffRole::Nurse => roles::nurse(),
        StaffRole::Cook => roles::cook(),
    }
}

/// A kind of facility in words.
pub fn kind_name(kind: FacilityKind) -> &'static str {
    match kind {
        FacilityKind::PublicNursery => kinds::public_nursery(),
        FacilityKind::PrivateNursery => kinds::private_nursery(),
        FacilityKind::CertifiedCentre => kinds::certified_centre(),
        FacilityKind::SmallScale => kinds::small_scale(),
        FacilityKind::Unlicensed => kinds::unlicensed(),
    }
}

/// A capability in words, and what it does.
pub(super) fn capability_name(capability: Capability) -> (&'static str, &'static str) {
    match capability {
        Capability::Attendance => (capabilities::attendance(), capabilities::attendance_hint()),
        Capability::FamilyApp => (capabilities::family_app(), capabilities::family_app_hint()),
        Capability::FamilyMembers => (capabilities::family_members(), capabilities::family_members_hint()),
    }
}

/// The age classes of a class in words.
pub(super) fn ages(form: &ClassForm) -> String {
    if form.age_from == form.age_to { classes::age(form.age_from) } else { classes::ages(form.age_from, form.age_to) }
}

/// When a facility is open, in words.
pub(super) fn hours(form: &FacilityForm) -> String {
    facility::from_to(dates::time_of_day(form.closes), dates::time_of_day(form.opens))
}
