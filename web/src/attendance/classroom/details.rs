use leptos::prelude::*;

use super::child_details;
use super::hand::Hand;
use crate::ui::Dialog;
use crate::ui::live::live;
use crate::words::attendance::details as w;

/// A child's day: whom to call, what was recorded by whom, and what else can be recorded.
#[component]
pub fn Details(
    /// The hand at the board.
    hand: Hand,
) -> impl IntoView {
    let inside = move || match hand.looked_at.get() {
        Some(child) => child_details(hand, child),
        None => ().into_any(),
    };
    view! {
        <Dialog open=hand.looking title=w::title()>
            <div class="child-day">{live(inside)}</div>
        </Dialog>
    }
    .into_any()
}
