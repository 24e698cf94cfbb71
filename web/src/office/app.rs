use hidamari_domain::identity::Face;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::desk::Desk;
use super::{header, pages};
use crate::app::{Signed, dates, on_change, open_session};
use crate::identity::{entrance, is_entrance};
use crate::ui::live::{attribute, effect, live};
use crate::ui::{ConnectionBanner, Empty, Route, Skeleton, Toast, UndoBar, UpdateBanner, glyph, online};
use crate::words::ui as w;

/// How long what was done in bulk can be taken back.
const UNDO_SECONDS: u32 = 60;

/// The whole face.
pub fn office() -> AnyView {
    let route = Route::provide("/office");
    let session = open_session(Face::Office);
    let phase = Memo::new(move |_| match session.signed() {
        Signed::Asking => 0,
        Signed::Out => 1,
        Signed::Unreachable => 2,
        Signed::In(_) if is_entrance(&route.path().get()) => 1,
        Signed::In(_) => 3,
    });
    let inside = move || match phase.get() {
        0 => view! { <main class="page page-wide"><Skeleton rows=6 shape="row" /></main> }.into_any(),
        1 => entrance(),
        2 => view! {
            <main class="page">
                <h1 class="unseen">{w::offline()}</h1>
                <Empty icon=glyph::WIFI_OFF title=w::offline() hint=w::offline_hint() />
            </main>
        }
        .into_any(),
        _ => inside(route),
    };
    view! {
        <UpdateBanner />
        <ConnectionBanner online=online() since=attribute(move || session.since().map(dates::day_and_time)) />
        {live(inside)}
    }
    .into_any()
}

fn inside(route: Route) -> AnyView {
    let desk = Desk::open(route);
    on_change(move |change| {
        if matches!(change, Change::Roster { .. } | Change::Reset) {
            desk.facilities.again.run(());
        }
    });
    effect(move |_| {
        // Going back leaves the question behind too.
        route.path().track();
        desk.leave_question();
    });
    view! {
        {header::header(desk)}
        {live(move || pages::inside(desk))}
        {live(move || desk.question())}
        <Toast said=desk.said />
        <UndoBar offer=desk.offer seconds=UNDO_SECONDS />
    }
    .into_any()
}
