use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use hidamari_domain::attendance::ReportKind;
use hidamari_domain::id::ChildId;
use hidamari_domain::time::Moment;

use crate::clock::Clock;
use crate::db::Conn;
use crate::db::schema::report;
use crate::db::types::{Key, keys};
use crate::failure::Failure;

/// What is reported of a child who is not here yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnTheWay {
    /// When it is due, if reported late.
    pub late: Option<Moment>,
    /// Whether a guardian answered that it is at the nursery.
    pub brought: bool,
}

/// What is reported on a day of those of the children who may be on their way.
pub fn on_the_way(
    conn: &mut Conn,
    children: &[ChildId],
    day: NaiveDate,
    clock: &Clock,
) -> Result<HashMap<ChildId, OnTheWay>, Failure> {
    let rows: Vec<(Key<ChildId>, String, Option<NaiveTime>)> = report::table
        .filter(report::child_id.eq_any(keys(children)).and(report::day.eq(day)).and(report::ended_at.is_null()))
        .filter(report::kind.eq_any([ReportKind::Late.key(), ReportKind::Brought.key()]))
        .select((report::child_id, report::kind, report::at))
        .load(conn)?;
    let mut all: HashMap<ChildId, OnTheWay> = HashMap::new();
    for (Key(child), kind, at) in rows {
        let known = all.entry(child).or_default();
        known.brought |= kind == ReportKind::Brought.key();
        known.late = known.late.or(at.map(|at| clock.moment(day, at)));
    }
    Ok(all)
}
