use hidamari_client::new_operation;
use hidamari_domain::attendance::{ChildDay, MarkKind, ReadChildDay};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ChildId;
use hidamari_domain::live::Change;
use hidamari_domain::problem::Code;
use leptos::prelude::*;

use super::details_calls::telephone;
use super::details_record::record;
use super::details_reports::{enter, reports};
use super::hand::Hand;
use super::words;
use crate::app::{on_change, said};
use crate::attendance::status;
use crate::ui::live::live;
use crate::ui::{AsyncView, Avatar, Button, Load, Skeleton};

/// Of one child.
pub fn child_details(hand: Hand, child: ChildId) -> AnyView {
    let day = RwSignal::new(Load::Loading);
    let read = move || {
        hand.boards.tablet.call::<ReadChildDay>(new_operation(), &child, &Nothing {}, move |result| match result {
            Ok(found) => day.set(Load::Ready(found)),
            // What is on the screen stays there.
            Err(_) if day.try_with_untracked(|day| matches!(day, Load::Ready(_))) != Some(false) => {}
            Err(error) => day.set(match error.code() {
                Some(Code::NotFound) => Load::Denied,
                None => Load::Offline,
                Some(_) => Load::Failed(said(error).sentence),
            }),
        });
    };
    read();
    on_change(move |change| {
        let concerns = match change {
            Change::Attendance { child: changed, .. } | Change::Report { child: changed, .. } => *changed == child,
            Change::Counts { .. } => false,
            Change::Roster { .. } | Change::Reset => true,
        };
        if concerns {
            read();
        }
    });
    let skeleton = || view! { <Skeleton rows=5 shape="line" /> }.into_any();
    let parts = move |day: Memo<ChildDay>| {
        view! {
            {live(move || reports(hand, &day.get().reports))}
            {day.with_untracked(|day| enter(hand, day))}
            {live(move || telephone(hand, &day.get()))}
            {live(move || record(hand, &day.get()))}
        }
        .into_any()
    };
    view! {
        {head(hand, child)}
        <AsyncView state=day retry=read skeleton=skeleton children=parts />
    }
    .into_any()
}

/// Who it is and how they stand: known before the day is fetched.
fn head(hand: Hand, child: ChildId) -> AnyView {
    let Some(tile) = hand.boards.child(child) else { return ().into_any() };
    let kana = words::hiragana(&tile.kana);
    let state = move || {
        let Some(painted) = hand.boards.painted(child) else { return ().into_any() };
        let status = hand.boards.status(child, painted);
        let kinds = [MarkKind::Arrival, MarkKind::Departure, MarkKind::Absence];
        let other = kinds.into_iter().filter(|kind| words::kind(*kind) != status::word(status));
        let button = |kind| {
            view! { <Button on_press=move || hand.mark(&[child], kind)>{words::act(kind)}</Button> }
        };
        view! {
            {words::state(painted, status, &hand.boards.announced(child), hand.boards.hours(child))}
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
