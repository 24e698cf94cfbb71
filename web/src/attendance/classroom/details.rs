use hidamari_domain::attendance::{ChildDay, DayQuery, MarkKind, ReadChildDay};
use hidamari_domain::id::ChildId;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::details_record::{contacts, record};
use super::hand::Hand;
use super::words;
use crate::app::{fetch, on_change};
use crate::ui::live::live;
use crate::ui::{AsyncView, Avatar, Button, Dialog, Skeleton, StateMark};
use crate::words::attendance::details as w;

/// A child's day: whom to call, what was recorded by whom, and what else can be recorded.
#[component]
pub fn Details(
    /// The hand at the board.
    hand: Hand,
) -> impl IntoView {
    let inside = move || match hand.looked_at.get() {
        Some(child) => of_child(hand, child),
        None => ().into_any(),
    };
    view! {
        <Dialog open=hand.looking title=w::title()>
            <div class="child-day">{live(inside)}</div>
        </Dialog>
    }
    .into_any()
}

fn of_child(hand: Hand, child: ChildId) -> AnyView {
    let day = fetch::<ReadChildDay>(move || Some((child, DayQuery::default())));
    on_change(move |change| {
        let concerns = match change {
            Change::Attendance { child: changed, .. } => *changed == child,
            Change::Roster { .. } | Change::Reset => true,
            Change::Counts { .. } => false,
        };
        if concerns {
            day.again.run(());
        }
    });
    let skeleton = || view! { <Skeleton rows=5 shape="line" /> }.into_any();
    let parts = move |day: ReadSignal<ChildDay>| {
        view! {
            {live(move || contacts(&day.get().contacts))}
            {live(move || record(hand, &day.get()))}
        }
        .into_any()
    };
    view! {
        {head(hand, child)}
        <AsyncView state=day.state retry=day.again skeleton=skeleton children=parts />
    }
    .into_any()
}

/// Who it is and how they stand: known before the day is fetched.
fn head(hand: Hand, child: ChildId) -> AnyView {
    let Some(tile) = hand.boards.child(child) else { return ().into_any() };
    let kana = words::hiragana(&tile.kana);
    let state = move || {
        let Some(painted) = hand.boards.painted(child) else { return ().into_any() };
        let standing = painted.state.standing;
        let kinds = [MarkKind::Arrival, MarkKind::Departure, MarkKind::Absence];
        let other = kinds.into_iter().filter(|kind| words::kind(*kind) != words::word(standing));
        let button = |kind| {
            view! { <Button on_press=move || hand.mark(&[child], kind)>{words::act(kind)}</Button> }
        };
        view! {
            <StateMark mark=words::shape(standing) word=words::word(standing) time=words::since(painted) />
            <div class="child-acts">{other.map(button).collect::<Vec<_>>()}</div>
        }
        .into_any()
    };
    let caution =
        (!tile.caution.is_empty()).then(|| view! { <p class="tile-mark" data-tone="alarm">{tile.caution}</p> });
    view! {
        <div class="child-head">
            <Avatar name=words::given(&kana).to_owned() />
            <h3 class="name">
                <span class="name-kana">{kana}</span>
                <span class="name-given">{tile.name}</span>
            </h3>
            {caution}
        </div>
        <div class="child-now">{live(state)}</div>
    }
    .into_any()
}
