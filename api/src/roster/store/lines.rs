//! Children in lists, with how many of their guardians have joined.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{auto_type, count, count_star};
use diesel::prelude::*;
use hidamari_domain::id::ChildId;
use hidamari_domain::roster::ChildLine;

use super::full_name;
use crate::db::Conn;
use crate::db::schema::{child, class, tie};
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// A child's row in a list.
pub type LineRow = (Key<ChildId>, (String, String), (String, String), NaiveDate, Option<String>);

/// What is read for a child's row; the class must be joined.
#[auto_type]
pub fn line_columns() -> _ {
    (
        child::id,
        (child::family_name, child::given_name),
        (child::family_kana, child::given_kana),
        child::birth_date,
        class::name.nullable(),
    )
}

/// The rows with the counts of guardians. One query.
pub fn lines(conn: &mut Conn, rows: Vec<LineRow>) -> Result<Vec<ChildLine>, Failure> {
    let ids: Vec<ChildId> = rows.iter().map(|(Key(id), ..)| *id).collect();
    let counted: Vec<(Key<ChildId>, i64, i64)> = tie::table
        .filter(tie::child_id.eq_any(keys(&ids)).and(tie::kind.eq("guardian")).and(tie::ended_at.is_null()))
        .group_by(tie::child_id)
        .select((tie::child_id, count_star(), count(tie::account_id)))
        .load(conn)?;
    let counts: HashMap<ChildId, (i64, i64)> =
        counted.into_iter().map(|(Key(child), all, joined)| (child, (all, joined))).collect();
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(rows
        .into_iter()
        .map(|(Key(id), (family, given), (family_kana, given_kana), birth_date, class)| {
            let (guardians, joined) = counts.get(&id).copied().unwrap_or_default();
            ChildLine {
                id,
                name: full_name(&family, &given),
                kana: full_name(&family_kana, &given_kana),
                birth_date,
                class_name: class.unwrap_or_default(),
                joined: number(joined),
                guardians: number(guardians),
            }
        })
        .collect())
}
