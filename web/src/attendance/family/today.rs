use hidamari_domain::attendance::{DayState, Hours, OwnChild, Planned, Status};
use leptos::prelude::*;

use super::mine;
use crate::app::{Clock, dates};
use crate::attendance::planning::words;
use crate::attendance::status;
use crate::ui::StateMark;
use crate::words::attendance::{family as w, plan as p};

/// Today of a child.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// What is recorded.
    pub state: DayState,
    /// What it means by now.
    pub status: Status,
    /// What is planned.
    pub hours: Option<Hours>,
}

/// Today of a child: what is recorded, and what it means by now.
pub fn of(child: Memo<Option<OwnChild>>, clock: Clock) -> Memo<Option<Today>> {
    Memo::new(move |_| {
        child.with(|child| {
            let child = child.as_ref()?;
            let status = mine::status(child, clock);
            // Who is late is shown with the time that was said.
            let since = if status == Status::Late { child.late_at } else { child.state.since };
            Some(Today { state: DayState { since, ..child.state }, status, hours: child.hours })
        })
    })
}

/// Today in shape, word, since when, and a sentence.
pub fn said(Today { state, status, hours }: Today) -> AnyView {
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
    let is_planned = matches!(status, Status::Expected | Status::Late | Status::Unconfirmed | Status::Here);
    let planned = hours.filter(|_| is_planned).map(|hours| p::planned_today(words(Planned::Times(hours))));
    view! {
        <StateMark mark=status::mark(status) word=status::word(status) time />
        {arrived.map(|arrived| view! { <span class="child-plan">{w::arrived_at(dates::time(arrived))}</span> })}
        {planned.map(|planned| view! { <span class="child-plan">{planned}</span> })}
        <p class="child-sentence">{sentence}</p>
    }
    .into_any()
}
