//! Whose eyes may meet which mark.

use hidamari_domain::policy::StaffRole::{Chief, Cook, Director, Nurse, PartTime, Teacher, WardAdmin, WardViewer};
use hidamari_domain::policy::TieKind;

use super::families::{Families, Kind, Marker};
use crate::people::Person;
use crate::relation::Role;

/// Whether a person may come upon a mark anywhere.
pub fn may_see(world: &Families, person: &Person, marker: &Marker) -> bool {
    let home = &person.home;
    let in_ward = marker.of.iter().any(|spot| spot.municipality == home.municipality);
    let in_facility = marker.of.iter().any(|spot| spot.facility == home.facility);
    let in_class = marker.of.iter().any(|spot| spot.class == home.class);
    // A teacher's tile shows the brothers and sisters in the house.
    let is_sibling = || {
        let of_class = world.spots.iter().filter(|spot| spot.class == home.class);
        let mut homes = of_class.map(|spot| spot.household);
        in_facility && homes.any(|household| marker.of.iter().any(|spot| spot.household == household))
    };
    if marker.account.is_some() && marker.account == person.account {
        return true;
    }
    match (person.role, marker.kind) {
        (Role::Nobody | Role::Limited, _) | (Role::Staff(WardViewer | Cook), _) => false,
        // Who did what stands in the audit.
        (Role::Staff(WardAdmin), Kind::Account) => in_ward,
        (Role::Staff(Director), Kind::Account) => in_facility,
        (Role::Staff(_) | Role::Tablet | Role::TabletWithPerson, Kind::Member | Kind::Account) => false,
        (Role::Staff(WardAdmin), Kind::Report) => false,
        (Role::Staff(WardAdmin), _) => in_ward,
        (Role::Staff(Director | Chief), _) => in_facility,
        (Role::Staff(_) | Role::Tablet | Role::TabletWithPerson, Kind::Household | Kind::Sheet) => false,
        (Role::Staff(Nurse), _) => in_facility,
        (Role::Staff(Teacher | PartTime), Kind::Child) => in_class || is_sibling(),
        (Role::Staff(Teacher | PartTime), _) => in_class,
        (Role::Tablet | Role::TabletWithPerson, Kind::Child | Kind::Caution) => in_facility,
        (Role::TabletWithPerson, Kind::Guardian | Kind::Report) => in_class,
        (Role::Tablet | Role::TabletWithPerson, _) => false,
        (Role::Guardian | Role::Family, Kind::Child) => is_tied(world, person, marker, None),
        (Role::Guardian, Kind::Member | Kind::Report) => is_tied(world, person, marker, Some(TieKind::Guardian)),
        (Role::Guardian | Role::Family, _) => false,
    }
}

fn is_tied(world: &Families, person: &Person, marker: &Marker, as_what: Option<TieKind>) -> bool {
    world.ties.iter().any(|(account, kind, child, rights)| {
        Some(*account) == person.account
            && rights.see_day
            && as_what.is_none_or(|what| what == *kind)
            && marker.of.iter().any(|spot| spot.child == *child)
    })
}

/// Whether someone comes upon such a mark in the course of a crawl.
pub const fn is_shown_to_someone(marker: &Marker) -> bool {
    !matches!(marker.kind, Kind::Member)
}
