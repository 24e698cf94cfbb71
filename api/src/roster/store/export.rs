use diesel::prelude::*;

use super::Roster;
use crate::db::Conn;
use crate::db::schema::facility;
use crate::db::types::Key;
use crate::failure::Failure;

/// The short code by which spreadsheets know the facility.
pub fn facility_code(conn: &mut Conn, roster: &Roster) -> Result<String, Failure> {
    Ok(facility::table.find(Key(roster.facility())).select(facility::code).first(conn)?)
}
