use leptos::prelude::*;

use super::bar::BoardBar;
use super::class_choice;
use super::idle::Idle;
use crate::attendance::classroom::{BoardFoot, BoardPage, Boards, Hand};
use crate::organisation::device::StaffSwitch;
use crate::ui::live::{live, so, text};
use crate::ui::{Dialog, Empty, Icon, glyph};
use crate::words::classroom as w;

/// The board, with what stands above and below it.
#[must_use]
pub fn at_work(boards: Boards, idle: Idle) -> AnyView {
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
