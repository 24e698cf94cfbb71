//! The classroom tablet itself: its enrolment, its key, its session, and whose hands it is in.

mod enrol_page;
mod keep;
mod key;
mod pin_pad;
mod proof;
mod staff_choice;
mod staff_switch;
mod tablet;

pub use staff_switch::StaffSwitch;
pub use tablet::{Tablet, TabletState, pause};

use leptos::prelude::Memo;

use crate::ui::later;

later! {
    enrolment: fn enrol_page(tablet: Tablet, unsent: Memo<bool>)
    people: fn staff_choice(tablet: Tablet)
}
