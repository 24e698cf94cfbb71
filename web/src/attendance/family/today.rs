use hidamari_domain::attendance::{DayState, Standing};
use leptos::prelude::*;

use crate::app::dates;
use crate::ui::{Mark, StateMark};
use crate::words::attendance::{family as w, state};

/// The shape of a state.
pub const fn mark(standing: Standing) -> Mark {
    match standing {
        Standing::Expected => Mark::Outline,
        Standing::Here => Mark::Filled,
        Standing::Left => Mark::Arrow,
        Standing::Absent => Mark::Dash,
    }
}

/// The word of a state.
pub fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Expected => state::expected(),
        Standing::Here => state::here(),
        Standing::Left => state::left(),
        Standing::Absent => state::absent(),
    }
}

/// Today's state: shape, word, since when, and a sentence.
pub fn now(now: DayState) -> AnyView {
    let sentence = match now.standing {
        Standing::Expected => w::expected(),
        Standing::Here => w::here(),
        Standing::Left => w::left(),
        Standing::Absent => w::absent(),
    };
    let time = now.since.filter(|_| now.standing != Standing::Absent).map(dates::time).unwrap_or_default();
    let arrived = now.arrived_at.filter(|_| now.standing == Standing::Left);
    view! {
        <StateMark mark=mark(now.standing) word=word(now.standing) time />
        {arrived.map(|arrived| view! { <span class="child-plan">{w::arrived_at(dates::time(arrived))}</span> })}
        <p class="child-sentence">{sentence}</p>
    }
    .into_any()
}
