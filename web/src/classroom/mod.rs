//! The classroom face: one shared tablet on the wall.

mod at_work;
mod bar;
mod class_choice;
mod idle;
mod sleep;

use leptos::prelude::*;

use crate::app::{Clock, dates};
use crate::attendance::classroom::Boards;
use crate::organisation::device::{Tablet, TabletState, enrol_page};
use crate::ui::live::{attribute, live, so};
use crate::ui::{Button, ConnectionBanner, Empty, Skeleton, UpdateBanner, glyph, later, online};
use crate::words::classroom as w;
use idle::Idle;

later! {
    board: fn at_work(boards: Boards, idle: Idle)
    people: fn class_choice(boards: Boards, open: RwSignal<bool>)
    people: fn sleep(boards: Boards, idle: Idle)
}

/// All of the face.
pub fn app() -> AnyView {
    let clock = Clock::start();
    let tablet = Tablet::start();
    let boards = Boards::start(tablet, clock);
    let idle = Idle::watch(tablet);
    let online = online();
    let (waits, since) = (boards.outgoing().waits(), boards.since());
    let reached = so(move || online.get() && since.with(Option::is_none));
    let since = attribute(move || since.get().map(dates::day_and_time));
    let page = move || match (tablet.state(), idle.asleep()) {
        (TabletState::Starting, _) => {
            view! { <main class="board-page"><Skeleton rows=18 shape="tile" /></main> }.into_any()
        }
        (TabletState::New { .. }, _) => enrol_page(tablet, waits),
        (TabletState::Unreachable, _) => unreachable_server(),
        (TabletState::Ready, true) => sleep(boards, idle),
        (TabletState::Ready, false) => at_work(boards, idle),
    };
    view! {
        <UpdateBanner hold=waits />
        <ConnectionBanner online=reached since />
        {live(page)}
    }
    .into_any()
}

/// The board with its bars.
fn unreachable_server() -> AnyView {
    view! {
        <main class="board-page">
            <h1 class="unseen">{w::unreachable()}</h1>
            <Empty icon=glyph::WIFI_OFF title=w::unreachable() hint=w::unreachable_hint()>
                <Button icon=glyph::REFRESH_CW on_press=|| crate::app::session().ask()>{crate::words::ui::retry()}</Button>
            </Empty>
        </main>
    }
    .into_any()
}
