use hidamari_domain::audit::{AuditLine, BeforeQuery, ListAudit};
use hidamari_domain::id::FacilityId;
use hidamari_domain::time::Moment;
use leptos::prelude::*;

use super::labels::deed;
use crate::app::{dates, fetch};
use crate::office::{act, loaded, nothing, page, page_head, row, staff_only, table, words};
use crate::ui::{ButtonKind, glyph};
use crate::words::audit as w;

/// A full page; after it there may be another.
const PAGE: usize = 100;

/// The audit of a facility, newest first.
pub fn audit_page(facility: FacilityId) -> AnyView {
    // The moments at which the pages before ended, in microseconds.
    let before = RwSignal::new(Vec::<String>::new());
    let lines = fetch::<ListAudit>(move || {
        let before =
            before.with(|before| before.last().and_then(|micros| Moment::from_timestamp_micros(micros.parse().ok()?)));
        Some((facility, BeforeQuery { before }))
    });
    let empty = || nothing(glyph::CLIPBOARD_LIST, w::nothing(), w::nothing_hint());
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            {loaded(lines, Vec::is_empty, empty, move |all| ready(all, before))}
        }
        .into_any(),
    )
}

fn ready(all: &[AuditLine], before: RwSignal<Vec<String>>) -> AnyView {
    let line = |line: &AuditLine| {
        row(
            words(dates::day_and_time(line.at)),
            vec![words(line.by.clone()), words(deed(&line.did)), words(line.child.clone())],
        )
    };
    let rows = all.iter().map(line).collect::<Vec<_>>().into_any();
    let last = all.last().map(|line| line.at.timestamp_micros().to_string()).filter(|_| all.len() >= PAGE);
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
    view! {
        {table(w::title(), &[w::at(), w::by(), w::did(), w::child()], rows)}
        <div class="row pager">{newer} {older}</div>
    }
    .into_any()
}
