//! How the board says states and acts.

use hidamari_domain::attendance::{Announced, Hours, MarkKind, ReportKind, Standing, Status};
use leptos::prelude::*;

use super::act::Painted;
use crate::app::dates;
use crate::attendance::status;
use crate::ui::StateMark;
use crate::words::attendance::{board as w, state as words};

/// Shape, word, and since when or for when as far as it matters.
#[must_use]
pub fn state(painted: Painted, status: Status, reports: &[Announced], hours: Option<Hours>) -> AnyView {
    let late = || reports.iter().find(|report| report.kind == ReportKind::Late).and_then(|report| report.at);
    let time = match status {
        Status::Here | Status::Left => painted.state.since.map(dates::time),
        Status::Late => late().map(dates::time),
        Status::Expected => hours.map(|hours| dates::time_of_day(hours.from())),
        _ => None,
    };
    let time = time.unwrap_or_default();
    view! { <StateMark mark=status::mark(status) word=status::word(status) time /> }.into_any()
}

/// What a mark says.
#[must_use]
pub fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Arrival => words::here(),
        MarkKind::Departure => words::left(),
        MarkKind::Absence => words::absent(),
        MarkKind::Correction => w::correction(),
    }
}

/// What one tap on a child does.
#[must_use]
pub const fn next(standing: Standing) -> MarkKind {
    match standing {
        Standing::Here => MarkKind::Departure,
        Standing::Expected | Standing::Left | Standing::Absent => MarkKind::Arrival,
    }
}

/// That act, said beforehand.
#[must_use]
pub fn act(next: MarkKind) -> &'static str {
    match next {
        MarkKind::Arrival => w::mark_here(),
        MarkKind::Departure => w::mark_left(),
        MarkKind::Absence => w::mark_absent(),
        MarkKind::Correction => w::correction(),
    }
}

/// That act, said afterwards.
#[must_use]
pub fn done(names: &[String], next: MarkKind) -> String {
    let said = kind(next);
    match names {
        [name] => w::done_one(name, said),
        [one, other] => w::done_two(one, other, said),
        more => w::done_many(more.len(), said),
    }
}

/// What could not be recorded, and why.
#[must_use]
pub fn refused(name: &str, what: MarkKind, why: &str) -> String {
    w::refused(kind(what), name, why)
}

/// Katakana as the hiragana of name tags.
#[must_use]
pub fn hiragana(kana: &str) -> String {
    let soft = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    };
    kana.chars().map(soft).collect()
}

/// The part of a name after the family name.
#[must_use]
pub fn given(name: &str) -> &str {
    name.split_once([' ', '\u{3000}']).map_or(name, |(_, given)| given)
}
