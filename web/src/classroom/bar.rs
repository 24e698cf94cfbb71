use leptos::prelude::*;

use crate::attendance::classroom::{Boards, Counts};
use crate::ui::live::live;
use crate::ui::{Avatar, Icon, glyph};
use crate::words::classroom as w;

/// Always there: which class, how many, what time, what is unsent, whose hands.
#[component]
pub fn BoardBar(boards: Boards, choosing: RwSignal<bool>, class_name: Signal<String>) -> impl IntoView {
    let minute = boards.clock.hours_and_minutes();
    let unsent = boards.unsent();
    let waiting = move || match unsent.get() {
        0 => ().into_any(),
        count => view! {
            <span class="unsent-count">
                <Icon glyph=glyph::MARK_UNSENT />
                {w::unsent(count)}
            </span>
        }
        .into_any(),
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
        </header>
    }
    .into_any()
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
