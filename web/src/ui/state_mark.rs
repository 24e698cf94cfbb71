use leptos::prelude::*;

use super::{Glyph, Icon, glyph};

/// The shapes a state can have. Each has one colour; the word is always beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ○ something expected.
    Outline,
    /// ● something that is so.
    Filled,
    /// ➜ something that has gone on.
    Arrow,
    /// — something that will not be.
    Dash,
    /// ◔ something in part, or late.
    Part,
    /// ◆! something that must be looked at.
    Alert,
    /// ⌁ something kept on this device.
    Unsent,
}

impl Mark {
    const fn glyph(self) -> Glyph {
        match self {
            Self::Outline => glyph::MARK_OUTLINE,
            Self::Filled => glyph::MARK_FILLED,
            Self::Arrow => glyph::MARK_ARROW,
            Self::Dash => glyph::MARK_DASH,
            Self::Part => glyph::MARK_PART,
            Self::Alert => glyph::MARK_ALERT,
            Self::Unsent => glyph::MARK_UNSENT,
        }
    }

    /// The name in `data-mark`, by which a tile or a card takes the state's colour.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Filled => "filled",
            Self::Arrow => "arrow",
            Self::Dash => "dash",
            Self::Part => "part",
            Self::Alert => "alert",
            Self::Unsent => "unsent",
        }
    }
}

/// A state: shape, word and colour together.
#[component]
pub fn StateMark(
    /// Its shape.
    mark: Mark,
    /// Its word.
    #[prop(into)]
    word: String,
    /// Since when, or for when.
    #[prop(optional, into)]
    time: String,
) -> impl IntoView {
    view! {
        <span class="state" data-mark=mark.name()>
            <Icon glyph=mark.glyph() />
            <span class="state-word">{word}</span>
            <span class="state-time">{time}</span>
        </span>
    }
    .into_any()
}
