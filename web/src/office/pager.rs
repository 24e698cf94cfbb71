use leptos::prelude::*;

use super::acts::act;
use crate::ui::{ButtonKind, glyph};
use crate::words::office::pager as w;

/// The pages of a list that is read from its newest line on: where the pages before this one ended.
#[derive(Clone, Copy)]
pub struct Pager(RwSignal<Vec<String>>);

impl Pager {
    /// On the first page.
    pub fn start() -> Self {
        Self(RwSignal::default())
    }

    /// Where the page before this one ended; nothing on the first.
    pub fn before(self) -> Option<String> {
        self.0.with(|before| before.last().cloned())
    }

    /// The ways to the newer and the older page; `last` is where this page ends, if it is full.
    pub fn ways(self, last: Option<String>) -> AnyView {
        let Self(before) = self;
        let newer = move || {
            before.update(|before| {
                before.pop();
            });
        };
        let newer = (!before.with_untracked(Vec::is_empty))
            .then(|| act(ButtonKind::Quiet, Some(glyph::CHEVRON_LEFT), w::newer(), newer));
        let older = last.map(|last| {
            let older = move || before.update(|before| before.push(last.clone()));
            act(ButtonKind::Quiet, Some(glyph::CHEVRON_RIGHT), w::older(), older)
        });
        view! { <div class="row pager">{newer} {older}</div> }.into_any()
    }
}
