use leptos::prelude::*;

use super::idle::Idle;
use crate::attendance::classroom::{Boards, Counted};
use crate::ui::live::text;
use crate::ui::{Icon, focus_on, glyph};
use crate::words::{attendance::counts, classroom as w};

/// A sleeping tablet: how many are here, and the time. No names.
#[must_use]
pub fn sleep(boards: Boards, idle: Idle) -> AnyView {
    let minute = boards.clock.hours_and_minutes();
    let counted = move || boards.class.get().map(|class| Counted::of(boards, class)).unwrap_or_default();
    let class = boards.class.get_untracked();
    let name = boards.tablet.setup().with_untracked(|setup| {
        let found = setup.as_ref()?.classes.iter().find(|each| Some(each.id) == class)?;
        Some(found.form.name.as_ref().to_owned())
    });
    focus_on(".sleep button");
    let wake = move |_| {
        idle.wake();
        boards.again();
    };
    view! {
        <main class="sleep" on:click=wake>
            <h1 class="unseen">{w::asleep()}</h1>
            <p class="clock">
                <time>{minute}</time>
            </p>
            <p class="sleep-class">{name}</p>
            <p class="sleep-count">
                {counts::here()} <b>{text(move || counted().here.to_string())}</b>
                <span class="count-of">{counts::due()} " " {text(move || counted().due.to_string())}</span>
            </p>
            <button type="button" class="button button-quiet">
                <Icon glyph=glyph::SUN />
                <span>{w::wake()}</span>
            </button>
        </main>
    }
    .into_any()
}
