use chrono::TimeDelta;
use leptos::prelude::*;

use crate::attendance::classroom::{Boards, Counts};
use crate::ui::live::{live, when};
use crate::ui::{Avatar, Icon, glyph};
use crate::words::classroom as w;

/// Always there: which class, how many, what time, what is unsent, whose hands.
#[component]
pub fn BoardBar(boards: Boards, choosing: RwSignal<bool>, class_name: Signal<String>) -> impl IntoView {
    let minute = boards.clock.hours_and_minutes();
    let (late, lacks_room) = (boards.outgoing().late(), boards.outgoing().lacks_room());
    let waiting = move || {
        let (count, Some(oldest)) = late.get() else { return ().into_any() };
        view! {
            <span class="unsent-count">
                <Icon glyph=glyph::MARK_UNSENT />
                <span>{w::unsent(count)}</span>
                <small>{age(boards.clock.minute() - oldest)}</small>
            </span>
        }
        .into_any()
    };
    view! {
        <header class="board-bar">
            <button type="button" class="board-class" aria-haspopup="dialog" on:click=move |_| choosing.set(true)>
                <span class="unseen">{w::class()}</span>
                <span>{class_name}</span>
                <Icon glyph=glyph::CHEVRON_DOWN />
            </button>
            <Counts boards />
            <p class="clock">
                <span class="unseen">{w::now()}</span>
                <time>{minute}</time>
            </p>
            <div role="status">{live(waiting)}</div>
            <Person boards />
            {when(move || lacks_room.get(), no_room)}
        </header>
    }
    .into_any()
}

/// What was tapped is safe nowhere but on the screen.
fn no_room() -> AnyView {
    view! {
        <p class="no-room" role="alert">
            <Icon glyph=glyph::CIRCLE_ALERT />
            <strong>{w::no_room()}</strong>
            <span>{w::no_room_hint()}</span>
        </p>
    }
    .into_any()
}

/// How long something has waited. Of the first minute the count says enough.
fn age(waited: TimeDelta) -> Option<String> {
    match (waited.num_minutes(), waited.num_hours()) {
        (..1, _) => None,
        (minutes @ ..60, _) => Some(w::minutes_old(minutes)),
        (_, hours @ ..48) => Some(w::hours_old(hours)),
        (_, hours) => Some(w::days_old(hours / 24)),
    }
}

/// Whose hands the tablet is in, and the way to change that.
#[component]
fn Person(boards: Boards) -> impl IntoView {
    let tablet = boards.tablet;
    let inside = move || match tablet.person().get() {
        Some(person) => view! {
            <Avatar name=person.name.clone() />
            <span class="board-person-name">{person.name}</span>
            <Icon glyph=glyph::CHEVRON_DOWN />
        }
        .into_any(),
        None => view! {
            <Icon glyph=glyph::USER_ROUND />
            <span>{w::nobody()}</span>
        }
        .into_any(),
    };
    view! {
        <button
            type="button"
            class="board-person"
            aria-haspopup="dialog"
            on:click=move |_| tablet.switching.set(true)
        >
            {live(inside)}
        </button>
    }
    .into_any()
}
