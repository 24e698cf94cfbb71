mod board;
mod calls;
mod child;
mod expected;
mod keep;
mod marks;
mod messages;
mod on_the_way;
mod overview;
mod own;
mod plan;
mod questions;
mod reports;
mod rules;

pub use board::{class, siblings, tiles};
pub use calls::{Called, Waiting, called, calls, contacts, facility_rules, log_call, waiting};
pub use child::{child, recorded};
pub use expected::{classes_of, enrolled};
pub use marks::{Day, Recorder, append, keep, lock_children, marks_of, to_take_back};
pub use messages::{ToldMark, accepted, asked, told_marks};
pub use on_the_way::on_the_way;
pub use overview::{Class, classes, counts};
pub use own::{own_children, own_days, own_on_the_way};
pub use plan::{Frame, add_week, frame, own_plans, set_days, weeks};
pub use questions::{Missing, NewQuestion, asked_on, insert_questions, missing};
pub use reports::{
    By, Open, Reported, Sent, accept, announced, end, insert, open_report, open_reports, reported, reports_from,
    reports_of, rules_of_children, ties,
};
pub use rules::{hours, rules, set_rules};

use chrono::NaiveDate;
use diesel::dsl::auto_type;
use diesel::prelude::*;
use hidamari_domain::attendance::{DayState, Mark, MarkKind, Standing};
use hidamari_domain::id::MarkId;

use crate::db::schema::{child as child_table, child_day as child_day_table};
use crate::db::types::{At, Key};
use crate::failure::Failure;

/// The kept state of a day: standing, since, arrival, deciding mark.
type DayRow = (String, Option<At>, Option<At>, Option<Key<MarkId>>);

fn day_of(row: Option<DayRow>) -> Result<(DayState, Option<MarkId>), Failure> {
    let Some((standing, since, arrived_at, last_mark)) = row else { return Ok((DayState::EXPECTED, None)) };
    let standing = Standing::from_key(&standing).ok_or_else(|| unknown("standing", &standing))?;
    let state = DayState { standing, since: since.map(|At(at)| at), arrived_at: arrived_at.map(|At(at)| at) };
    Ok((state, last_mark.map(|Key(mark)| mark)))
}

/// A mark: id, kind, when it happened, when it was recorded, what it takes back.
type MarkRow = (Key<MarkId>, String, At, At, Option<Key<MarkId>>);

fn mark_of((Key(id), kind, At(happened_at), At(recorded_at), takes_back): MarkRow) -> Result<Mark, Failure> {
    let kind = MarkKind::from_key(&kind).ok_or_else(|| unknown("kind of mark", &kind))?;
    Ok(Mark { id, kind, happened_at, recorded_at, takes_back: takes_back.map(|Key(mark)| mark) })
}

/// Children of whom nothing is recorded on the day that is joined.
#[auto_type(no_type_alias)]
fn has_nothing_recorded() -> _ {
    let expected: &'static str = Standing::Expected.key();
    child_day_table::standing.is_null().or(child_day_table::standing.eq(expected))
}

/// Whether nothing is recorded of a day with this kept standing.
fn is_waiting(standing: Option<&str>) -> bool {
    standing.is_none_or(|key| key == Standing::Expected.key())
}

fn unknown(what: &str, key: &str) -> Failure {
    Failure::Fault(format!("a {what} of no known name: {key}"))
}

/// Children who belong to their facility on a day.
#[auto_type(no_type_alias)]
fn is_enrolled(day: NaiveDate) -> _ {
    child_table::enrolled_on.le(day).and(child_table::left_on.is_null().or(child_table::left_on.ge(day)))
}

fn full_name(family: &str, given: &str) -> String {
    format!("{family} {given}")
}
