//! Imports as they were sent, kept until they are committed.

use chrono::TimeDelta;
use diesel::prelude::*;
use hidamari_domain::id::ImportId;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;

use super::Roster;
use crate::db::schema::{facility, roster_import};
use crate::db::types::{At, Key};
use crate::db::{Conn, on_backend};
use crate::failure::Failure;

/// How long an import that was only looked at is kept.
const KEPT: TimeDelta = TimeDelta::days(2);

/// An import as it was sent.
pub struct Stored {
    /// The files and the matches, as JSON; empty once it was committed.
    pub request: String,
    /// Whether it was committed.
    pub is_over: bool,
}

/// Keeps an import, and forgets old ones of the facility.
pub fn insert_stored(
    conn: &mut Conn,
    roster: &Roster,
    id: ImportId,
    request: &str,
    now: Moment,
) -> Result<(), Failure> {
    let ours = roster_import::facility_id.eq(Key(roster.facility()));
    let old = roster_import::table.filter(ours.and(roster_import::created_at.lt(At(now - KEPT))));
    diesel::delete(old).execute(conn)?;
    diesel::insert_into(roster_import::table)
        .values((
            roster_import::id.eq(Key(id)),
            roster_import::facility_id.eq(Key(roster.facility())),
            roster_import::request.eq(request),
            roster_import::created_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An import of the facility.
pub fn stored(conn: &mut Conn, roster: &Roster, id: ImportId) -> Result<Stored, Failure> {
    let (request, committed): (String, Option<At>) = roster_import::table
        .find(Key(id))
        .filter(roster_import::facility_id.eq(Key(roster.facility())))
        .select((roster_import::request, roster_import::committed_at))
        .first(conn)?;
    Ok(Stored { request, is_over: committed.is_some() })
}

/// Notes that an import was committed. Its files are not needed any more.
pub fn commit_stored(conn: &mut Conn, roster: &Roster, id: ImportId, now: Moment) -> Result<(), Failure> {
    let committed = diesel::update(roster_import::table.find(Key(id)))
        .filter(roster_import::facility_id.eq(Key(roster.facility())).and(roster_import::committed_at.is_null()))
        .set((roster_import::committed_at.eq(Some(At(now))), roster_import::request.eq("")))
        .execute(conn)?;
    if committed == 1 { Ok(()) } else { Err(Failure::of(Code::Conflict)) }
}

/// Waits until no one else writes this facility's roster.
pub fn lock(conn: &mut Conn, roster: &Roster) -> Result<(), Failure> {
    on_backend!(
        conn,
        // One thread writes.
        sqlite(_conn) => Ok(()),
        postgres(conn) => {
            facility::table.find(Key(roster.facility())).select(facility::code).for_update().first::<String>(conn)?;
            Ok(())
        },
    )
}
