use hidamari_domain::attendance::{MarkKind, Standing};
use leptos::prelude::*;

use super::hand::{Along, Hand};
use crate::ui::live::{live, so, text};
use crate::ui::{Button, ButtonKind, Icon, UndoBar, glyph};
use crate::words::attendance::board as w;

/// What the hand can do besides tapping tiles: several at once, taking back, and what the face adds.
#[component]
pub fn BoardFoot(
    /// The hand at the board.
    hand: Hand,
    /// What else stands in the bar.
    children: Children,
) -> impl IntoView {
    let is_picking = so(move || hand.is_picking());
    let others = children();
    let pick = move |_| hand.pick_several(true);
    let idle = view! {
        <div class="foot-acts" hidden=move || is_picking.get()>
            <button type="button" class="foot-act" on:click=pick>
                <Icon glyph=glyph::LIST_CHECKS />
                <span>{w::several()}</span>
            </button>
            {others}
        </div>
    }
    .into_any();
    let picking = move || if is_picking.get() { picking(hand) } else { ().into_any() };
    let along = move || match hand.along.get() {
        Some(along) => view! { <SiblingsToo along hand /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <footer class="board-foot">
            {idle}
            {live(picking)}
            <UndoBar offer=hand.offer also=along />
        </footer>
    }
    .into_any()
}

fn picking(hand: Hand) -> AnyView {
    let count = move || hand.picked.with(|picked| picked.as_ref().map_or(0, |picked| picked.len()));
    let number = move |kind| hand.picked_for(kind).len();
    let record = move |kind: MarkKind, words: fn(usize) -> String| {
        view! {
            <Button
                kind=ButtonKind::Primary
                disabled=so(move || number(kind) == 0)
                on_press=move || hand.mark_picked(kind)
            >
                {text(move || words(number(kind)))}
            </Button>
        }
    };
    view! {
        <div class="foot-picking" role="group" aria-label=w::several()>
            <p class="picked" role="status">{text(move || w::picked(count()))}</p>
            <div class="foot-choose">
                <Button on_press=move || hand.pick_all(Standing::Expected)>{w::pick_expected()}</Button>
                <Button on_press=move || hand.pick_all(Standing::Here)>{w::pick_here()}</Button>
                <Button kind=ButtonKind::Plain on_press=move || hand.pick_several(false)>{w::stop_picking()}</Button>
            </div>
            <div class="foot-record">
                {record(MarkKind::Arrival, w::several_here)}
                {record(MarkKind::Departure, w::several_left)}
            </div>
        </div>
    }
    .into_any()
}

/// 「きょうだいも登園」, with their names and classes.
#[component]
fn SiblingsToo(along: Along, hand: Hand) -> impl IntoView {
    let Along { siblings, kind, .. } = along;
    let named = |sibling: &hidamari_domain::attendance::Sibling| w::sibling(&sibling.class_name, &sibling.name);
    let names: Vec<String> = siblings.iter().map(named).collect();
    let too = if kind == MarkKind::Arrival { w::siblings_here() } else { w::siblings_left() };
    view! {
        <button type="button" class="button button-quiet siblings-too" on:click=move |_| hand.take_along()>
            <Icon glyph=glyph::USERS_ROUND />
            <span>
                {too}
                <small>{names.join(w::and())}</small>
            </span>
        </button>
    }
    .into_any()
}
