mod families;
mod look;
mod marks;
mod organisation;
mod people;

pub use look::{SignIn, TabletCode, add_tablet_code, is_there, people};

use super::Calendar;
use super::ward::Ward;
use crate::db::Conn;
use crate::failure::Failure;

/// One for everybody: to hash each person's would take an hour.
pub struct Hashes {
    pub password: String,
    pub pin: String,
}

/// Inserts the whole ward.
pub fn insert(conn: &mut Conn, ward: &Ward, calendar: &Calendar, hashes: &Hashes) -> Result<(), Failure> {
    organisation::insert(conn, ward, calendar)?;
    people::insert(conn, ward, calendar, hashes)?;
    families::insert(conn, ward, calendar)?;
    for day in ward.history(calendar) {
        marks::insert(conn, &day)?;
    }
    Ok(())
}
