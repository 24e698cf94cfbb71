//! The parts of a child's day that come from the server.

use hidamari_domain::attendance::{ChildDay, Mark, MarkKind, RecordedMark, day_state, deciding_mark};
use hidamari_domain::id::MarkId;
use leptos::prelude::*;
use uuid::Uuid;

use super::hand::Hand;
use super::words;
use crate::app::dates;
use crate::ui::{Button, glyph};
use crate::words::attendance::details as w;

/// Every mark of the day, with who and both clocks.
pub fn record(hand: Hand, day: &ChildDay) -> AnyView {
    let heading = view! { <h4>{w::record()}</h4> };
    if day.marks.is_empty() {
        return view! {
            <section class="section">
                {heading}
                <p class="muted">{w::no_record()}</p>
            </section>
        }
        .into_any();
    }
    let line = |recorded: &RecordedMark| line(hand, day, recorded);
    view! {
        <section class="section">
            {heading}
            <ol class="record">{day.marks.iter().map(line).collect::<Vec<_>>()}</ol>
        </section>
    }
    .into_any()
}

fn line(hand: Hand, day: &ChildDay, recorded: &RecordedMark) -> AnyView {
    let RecordedMark { mark, by } = recorded.clone();
    let taken_back = day.marks.iter().any(|other| other.mark.takes_back == Some(mark.id));
    let (child, id) = (day.child, mark.id);
    let without = without(day, id);
    let act = match (mark.kind, taken_back) {
        (MarkKind::Correction, _) => ().into_any(),
        (_, true) => view! { <small>{w::taken_back()}</small> }.into_any(),
        (_, false) => {
            let back = move || hand.boards.correct(child, id, day_state(&without), deciding_mark(&without));
            view! { <Button icon=glyph::UNDO_2 on_press=back>{w::take_back()}</Button> }.into_any()
        }
    };
    let what = match day.marks.iter().find(|other| Some(other.mark.id) == mark.takes_back) {
        Some(other) => w::took_back(words::kind(other.mark.kind), dates::time(other.mark.happened_at)),
        None => words::kind(mark.kind).to_owned(),
    };
    view! {
        <li data-taken-back=taken_back.then_some("")>
            <time>{dates::time(mark.happened_at)}</time>
            <p>
                <strong>{what}</strong>
                <small>{w::by(by, dates::time(mark.recorded_at))}</small>
            </p>
            {act}
        </li>
    }
    .into_any()
}

/// The day's marks as they will be once this one is taken back.
fn without(day: &ChildDay, wrong: MarkId) -> Vec<Mark> {
    let mut marks: Vec<Mark> = day.marks.iter().map(|recorded| recorded.mark).collect();
    if let Some(mark) = marks.iter().find(|mark| mark.id == wrong) {
        let correction = Mark { id: MarkId(Uuid::nil()), kind: MarkKind::Correction, takes_back: Some(wrong), ..*mark };
        marks.push(correction);
    }
    marks
}
