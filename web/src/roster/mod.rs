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

pub use child_page::child_page;
pub use children_page::children_page;
pub use enrol_page::enrol_page;
pub use import::import_page;
pub use letters_page::letters_page;
