//! Roster in the office: children and their guardians, spreadsheets in and out, letters of invitation.

mod child_form;
mod child_page;
mod children_page;
mod enrol_page;
mod export;
mod guardian_form;
mod guardians;
mod import;
mod labels;
mod leaving;
mod letter;
mod letters_page;
mod sibling;

use hidamari_domain::id::{ChildId, FacilityId};

use crate::office::Desk;
use crate::ui::later;
use import as import_page;

later! {
    roster: fn children_page(desk: Desk, facility: FacilityId)
    roster: fn child_page(desk: Desk, facility: FacilityId, child: ChildId)
    roster: fn enrol_page(desk: Desk, facility: FacilityId)
    roster: fn import_page(desk: Desk, facility: FacilityId)
    roster: fn letters_page(desk: Desk, facility: FacilityId)
}
