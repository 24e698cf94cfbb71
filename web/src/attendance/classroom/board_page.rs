use hidamari_domain::attendance::BoardChild;
use leptos::html;
use leptos::prelude::*;

use super::details::Details;
use super::hand::Hand;
use super::press::Press;
use super::tile::Tile;
use crate::ui::live::{effect, live, text};
use crate::ui::{AsyncView, Button, Empty, ErrorNote, Skeleton, glyph};
use crate::words::attendance::board as w;

/// The board of the class that is shown.
#[component]
pub fn BoardPage(
    /// The hand at the board.
    hand: Hand,
    /// The class's name.
    #[prop(into)]
    class_name: Signal<String>,
) -> impl IntoView {
    let boards = hand.boards;
    let is_empty: fn(&Vec<BoardChild>) -> bool = Vec::is_empty;
    let empty = || view! { <Empty title=w::nobody() hint=w::nobody_hint() /> }.into_any();
    let skeleton = || view! { <Skeleton rows=18 shape="tile" /> }.into_any();
    let tiles = move |children: Memo<Vec<BoardChild>>| {
        let tile = move |child| view! { <Tile child hand /> };
        let tiles = move || children.get().into_iter().map(tile).collect::<Vec<_>>().into_any();
        let list = NodeRef::<html::Ul>::new();
        effect(move |_| {
            if let Some(list) = list.get() {
                Press::listen(&list, hand);
            }
        });
        view! {
            <ul class="tiles" aria-label=w::children() node_ref=list>
                {live(tiles)}
            </ul>
            <p class="board-hint">{w::hint()}</p>
        }
        .into_any()
    };
    view! {
        <main class="board-page">
            <h1 class="unseen">{text(move || w::board_of(class_name.get()))}</h1>
            {live(move || refusals(hand))}
            <AsyncView
                state=boards.roster()
                retry=move || boards.again()
                is_empty=is_empty
                empty=empty
                skeleton=skeleton
                children=tiles
            />
            <Details hand />
        </main>
    }
    .into_any()
}

/// What could not be recorded stays until someone has read it.
fn refusals(hand: Hand) -> AnyView {
    let refused = hand.boards.refused;
    let sentences = refused.get();
    if sentences.is_empty() {
        return ().into_any();
    }
    let notes = sentences.lines().map(|title| view! { <ErrorNote title hint=w::refused_hint() /> });
    view! {
        <div class="refusals">
            {notes.collect::<Vec<_>>()}
            <Button icon=glyph::CHECK on_press=move || refused.set(String::new())>{w::refused_read()}</Button>
        </div>
    }
    .into_any()
}
