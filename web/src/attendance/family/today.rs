use hidamari_domain::attendance::{DayState, OwnChild, Status};
use leptos::prelude::*;

use super::mine;
use crate::app::{Clock, dates};
use crate::attendance::status;
use crate::ui::StateMark;
use crate::words::attendance::family as w;

/// Today of a child: what is recorded, and what it means by now.
pub fn of(child: Memo<Option<OwnChild>>, clock: Clock) -> Memo<Option<(DayState, Status)>> {
    Memo::new(move |_| {
        child.with(|child| {
            let child = child.as_ref()?;
            let status = mine::status(child, clock);
            // Who is late is shown with the time that was said.
            let since = if status == Status::Late { child.late_at } else { child.state.since };
            Some((DayState { since, ..child.state }, status))
        })
    })
}

/// Today in shape, word, since when, and a sentence.
pub fn said((state, status): (DayState, Status)) -> AnyView {
    let sentence = match status {
        Status::Off => w::off(),
        Status::Expected => w::expected(),
        Status::Late => w::late(),
        Status::Unconfirmed => w::unconfirmed(),
        Status::Here => w::here(),
        Status::Left => w::left(),
        Status::Absent => w::absent(),
    };
    let time = state.since.filter(|_| status != Status::Absent).map(dates::time).unwrap_or_default();
    let arrived = state.arrived_at.filter(|_| status == Status::Left);
    view! {
        <StateMark mark=status::mark(status) word=status::word(status) time />
        {arrived.map(|arrived| view! { <span class="child-plan">{w::arrived_at(dates::time(arrived))}</span> })}
        <p class="child-sentence">{sentence}</p>
    }
    .into_any()
}
