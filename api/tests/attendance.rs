//! Attendance, through the public door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "attendance/at_nursery.rs"]
mod at_nursery;
#[path = "attendance/board.rs"]
mod board;
#[path = "attendance/calls.rs"]
mod calls;
#[path = "attendance/corrections.rs"]
mod corrections;
#[path = "attendance/families.rs"]
mod families;
#[path = "attendance/marks.rs"]
mod marks;
#[path = "attendance/office.rs"]
mod office;
#[path = "attendance/plan.rs"]
mod plan;
#[path = "attendance/reports.rs"]
mod reports;
#[path = "attendance/rules.rs"]
mod rules;
#[path = "attendance/statements.rs"]
mod statements;

use hidamari_domain::attendance::{MarkKind, NewMark, NewMarks, RecordMarks, Recorded};
use hidamari_domain::id::{ChildId, MarkId};
use hidamari_domain::problem::Problem;
use uuid::Uuid;

use common::{Caller, moment};

/// A mark with an id from a small number, at a time of day (UTC) of the tests' morning.
fn mark(id: u128, child: ChildId, kind: MarkKind, time: &str) -> NewMark {
    let happened_at = moment(&format!("2026-06-10T{time}Z"));
    NewMark { id: MarkId(Uuid::from_u128((0xa << 96) + id)), child, kind, happened_at, takes_back: None }
}

fn correction(id: u128, wrong: &NewMark) -> NewMark {
    NewMark { takes_back: Some(wrong.id), ..mark(id, wrong.child, MarkKind::Correction, "01:00:00") }
}

async fn record(by: &Caller, marks: &[NewMark]) -> Result<Recorded, Problem> {
    by.call::<RecordMarks>((), &NewMarks { marks: marks.to_vec() }).await
}

/// The fields at fault with their codes.
fn at_fault(problem: &Problem) -> Vec<(&str, &str)> {
    problem.fields.iter().map(|field| (field.field.as_str(), field.code.as_str())).collect()
}
