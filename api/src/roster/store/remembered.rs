//! What a municipality's columns mean, by the fingerprint of their headers.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Roster;
use crate::db::schema::column_match;
use crate::db::types::Key;
use crate::db::{Conn, on_backend};
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

/// Remembers matches in place of earlier ones for the same headers: in one order, so that two facilities of a ward
/// that import at once never wait for one another in a circle.
pub fn remember(conn: &mut Conn, roster: &Roster, matches: &[Match]) -> Result<(), Failure> {
    let first_of_its_headers: BTreeMap<&str, &Match> =
        matches.iter().rev().map(|of| (of.fingerprint.as_str(), of)).collect();
    for (fingerprint, of) in first_of_its_headers {
        let text = serde_json::to_string(of).map_err(|error| Failure::Fault(error.to_string()))?;
        let row = (
            column_match::municipality_id.eq(Key(roster.municipality())),
            column_match::fingerprint.eq(fingerprint),
            column_match::meanings.eq(&text),
        );
        macro_rules! set {
            ($conn:ident) => {
                diesel::insert_into(column_match::table)
                    .values(row)
                    .on_conflict((column_match::municipality_id, column_match::fingerprint))
                    .do_update()
                    .set(column_match::meanings.eq(&text))
                    .execute($conn)?
            };
        }
        on_backend!(conn, sqlite(conn) => set!(conn), postgres(conn) => set!(conn));
    }
    Ok(())
}
