use hidamari_domain::attendance::Standing;
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
    /// Who are to come today: all but the absent.
    pub expected: usize,
    /// Neither here nor left nor absent.
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
        boards.of_class(class).into_iter().fold(Self::default(), |mut counted, (_, painted)| {
            counted.expected += 1;
            match painted.state.standing {
                Standing::Here => counted.here += 1,
                Standing::Expected => counted.unconfirmed += 1,
                Standing::Left => counted.left += 1,
                Standing::Absent => {
                    counted.absent += 1;
                    counted.expected -= 1;
                }
            }
            counted
        })
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
        let Counted { unconfirmed, left, absent, .. } = counted();
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
            {some("outline", glyph::MARK_OUTLINE, w::unconfirmed(), unconfirmed)}
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
                    {w::expected()}
                    " "
                    {number(|counted| counted.expected)}
                </span>
            </span>
            {live(rest)}
        </p>
    }
    .into_any()
}
