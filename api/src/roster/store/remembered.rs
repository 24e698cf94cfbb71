//! What a municipality's columns mean, by the fingerprint of their headers.

use diesel::prelude::*;

use super::Roster;
use crate::db::Conn;
use crate::db::schema::column_match;
use crate::db::types::Key;
use crate::failure::Failure;
use crate::roster::import::matching::Match;

/// The matches that were used before for headers of these fingerprints.
pub fn remembered(conn: &mut Conn, roster: &Roster, fingerprints: &[&str]) -> Result<Vec<Match>, Failure> {
    let texts: Vec<String> = column_match::table
        .filter(column_match::municipality_id.eq(Key(roster.municipality())))
        .filter(column_match::fingerprint.eq_any(fingerprints.iter().copied()))
        .select(column_match::meanings)
        .load(conn)?;
    // A match with a column that is no more is forgotten.
    Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

/// Remembers matches in place of earlier ones for the same headers.
pub fn remember(conn: &mut Conn, roster: &Roster, matches: &[Match]) -> Result<(), Failure> {
    let ward = Key(roster.municipality());
    for (at, of) in matches.iter().enumerate() {
        if matches.iter().take(at).any(|before| before.fingerprint == of.fingerprint) {
            continue;
        }
        let text = serde_json::to_string(of).map_err(|error| Failure::Fault(error.to_string()))?;
        diesel::delete(column_match::table.find((ward, &of.fingerprint))).execute(conn)?;
        diesel::insert_into(column_match::table)
            .values((
                column_match::municipality_id.eq(ward),
                column_match::fingerprint.eq(&of.fingerprint),
                column_match::meanings.eq(text),
            ))
            .execute(conn)?;
    }
    Ok(())
}
