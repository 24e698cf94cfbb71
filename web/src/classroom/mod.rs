//! The classroom face: one shared tablet on the wall.

mod bar;
mod class_choice;
mod idle;
mod sleep;

use leptos::prelude::*;

use crate::app::Clock;
use crate::attendance::classroom::{BoardFoot, BoardPage, Boards, Hand};
use crate::organisation::device::{StaffSwitch, Tablet, TabletState, enrol_page};
use crate::ui::live::{live, so, text};
use crate::ui::{Button, ConnectionBanner, Dialog, Empty, Icon, Skeleton, UpdateBanner, glyph, later, online};
use crate::words::classroom as w;
use bar::BoardBar;
use idle::Idle;

later! {
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
    let unsent = boards.unsent();
    let page = move || match (tablet.state(), idle.asleep()) {
        (TabletState::Starting, _) => {
            view! { <main class="board-page"><Skeleton rows=18 shape="tile" /></main> }.into_any()
        }
        (TabletState::New { .. }, _) => enrol_page(tablet),
        (TabletState::Unreachable, _) => unreachable_server(),
        (TabletState::Ready, true) => sleep(boards, idle),
        (TabletState::Ready, false) => view! { <AtWork boards idle /> }.into_any(),
    };
    view! {
        <UpdateBanner hold=so(move || unsent.get() > 0) />
        <ConnectionBanner online />
        {live(page)}
    }
    .into_any()
}

/// The board with its bars.
#[component]
fn AtWork(boards: Boards, idle: Idle) -> impl IntoView {
    let tablet = boards.tablet;
    let hand = Hand::new(boards);
    let choosing = RwSignal::new(false);
    let setup = tablet.setup();
    let name = text(move || {
        let class = boards.class.get();
        let name = setup.with(|setup| {
            let found = setup.as_ref()?.classes.iter().find(|each| Some(each.id) == class)?;
            Some(found.form.name.as_ref().to_owned())
        });
        name.unwrap_or_default()
    });
    let has_classes = so(move || setup.with(|setup| setup.as_ref().is_some_and(|setup| !setup.classes.is_empty())));
    let board = move || {
        if has_classes.get() {
            view! { <BoardPage hand class_name=name /> }.into_any()
        } else {
            view! { <main class="board-page"><Empty icon=glyph::SCHOOL title=w::no_classes() hint=w::no_classes_hint() /></main> }
                .into_any()
        }
    };
    view! {
        <BoardBar boards choosing class_name=name />
        {live(board)}
        <BoardFoot hand>
            <button type="button" class="foot-act" on:click=move |_| idle.sleep_now()>
                <Icon glyph=glyph::EYE_OFF />
                <span>{w::hide_names()}</span>
            </button>
        </BoardFoot>
        <Dialog open=choosing title=w::choose_class()>{class_choice(boards, choosing)}</Dialog>
        <StaffSwitch tablet />
    }
    .into_any()
}

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
