use hidamari_domain::attendance::Status;
use hidamari_domain::id::ClassId;
use leptos::prelude::*;

use super::boards::Boards;
use crate::ui::live::{live, text};
use crate::ui::{Icon, glyph};
use crate::words::attendance::counts as w;

/// How many children of a class stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Here now.
    pub here: usize,
    /// Who are to come today, and who have: all but those off and the absent.
    pub due: usize,
    /// Who are still to come.
    pub expected: usize,
    /// Who should have come by now.
    pub unconfirmed: usize,
    /// Left.
    pub left: usize,
    /// Absent.
    pub absent: usize,
}

impl Counted {
    /// Counts a class as it is painted.
    #[must_use]
    pub fn of(boards: Boards, class: ClassId) -> Self {
        let mut counted = Self::default();
        for (child, painted) in boards.of_class(class) {
            match boards.status(child, painted) {
                Status::Off => {}
                Status::Expected | Status::Late => counted.expected += 1,
                Status::Unconfirmed => counted.unconfirmed += 1,
                Status::Here => counted.here += 1,
                Status::Left => counted.left += 1,
                Status::Absent => counted.absent += 1,
            }
        }
        counted.due = counted.expected + counted.unconfirmed + counted.here + counted.left;
        counted
    }
}

/// The head count of the class that is shown.
#[component]
pub fn Counts(
    /// The boards.
    boards: Boards,
) -> impl IntoView {
    let counted = move || boards.class.get().map(|class| Counted::of(boards, class)).unwrap_or_default();
    let number = move |of: fn(&Counted) -> usize| text(move || of(&counted()).to_string());
    let rest = move || {
        let Counted { expected, unconfirmed, left, absent, .. } = counted();
        let some = |mark, glyph, word: &'static str, count: usize| {
            (count > 0).then(|| {
                view! {
                    <span class="count count-part" data-mark=mark>
                        <Icon glyph />
                        {word}
                        <b>{count.to_string()}</b>
                    </span>
                }
            })
        };
        view! {
            {some("outline", glyph::MARK_OUTLINE, w::expected(), expected)}
            {some("alert", glyph::MARK_ALERT, w::unconfirmed(), unconfirmed)}
            {some("arrow", glyph::MARK_ARROW, w::left(), left)}
            {some("dash", glyph::MARK_DASH, w::absent(), absent)}
        }
        .into_any()
    };
    view! {
        <p class="counts">
            <span class="count count-here">
                {w::here()} <b>{number(|counted| counted.here)}</b>
                <span class="count-of">
                    <span aria-hidden="true">"/ "</span>
                    {w::due()}
                    " "
                    {number(|counted| counted.due)}
                </span>
            </span>
            {live(rest)}
        </p>
    }
    .into_any()
}
