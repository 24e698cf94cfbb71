mod children;
mod columns;
mod export;
mod guardians;
mod held;
mod import;
mod letters;
mod lines;
mod remembered;
mod scope;
mod snapshot;
mod stored;
mod years;

pub use children::{Enrolment, change, class_of_form, enrol, leave, list, record};
pub use export::facility_code;
pub use guardians::{Set, list_guardians, remove, set};
pub use import::{Writing, write};
pub use letters::{Addressee, addressees, facility_name, foreign_invitation};
pub use remembered::{remember, remembered};
pub use scope::Roster;
pub use snapshot::snapshot;
pub use stored::{commit_stored, insert_stored, lock, stored};
pub use years::{promote, promotions};

use chrono::NaiveDate;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use crate::db::schema::child as child_table;

/// Children who belong to their facility on a day, or will.
#[auto_type(no_type_alias)]
fn has_not_left(day: NaiveDate) -> _ {
    child_table::left_on.is_null().or(child_table::left_on.ge(day))
}

fn full_name(family: &str, given: &str) -> String {
    format!("{family} {given}")
}
