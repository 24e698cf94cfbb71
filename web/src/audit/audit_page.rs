use hidamari_domain::audit::{AuditLine, BeforeQuery, ListAudit};
use hidamari_domain::id::FacilityId;
use hidamari_domain::time::Moment;
use leptos::prelude::*;

use super::labels::deed;
use crate::app::{dates, fetch};
use crate::office::{loaded, nothing, page, page_head, staff_only, table};
use crate::ui::live::{live, when};
use crate::ui::{Button, glyph};
use crate::words::audit as w;

/// A full page; after it there may be another.
const PAGE: usize = 100;

/// The audit of a facility, newest first.
pub fn audit_page(facility: FacilityId) -> AnyView {
    let before = RwSignal::new(Vec::<Moment>::new());
    let lines = fetch::<ListAudit>(move || {
        let before = before.with(|before| before.last().copied());
        Some((facility, BeforeQuery { before }))
    });
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            {loaded(
                lines.state,
                lines.again,
                Vec::is_empty,
                || nothing(glyph::CLIPBOARD_LIST, w::nothing(), w::nothing_hint()),
                move |all| view! { {lines_table(all)} {pager(all, before)} }.into_any(),
            )}
        }
        .into_any(),
    )
}

fn lines_table(all: ReadSignal<Vec<AuditLine>>) -> AnyView {
    let row = |line: AuditLine| {
        view! {
            <tr>
                <td class="nowrap"><time>{dates::day_and_time(line.at)}</time></td>
                <td>{line.by}</td>
                <td>{deed(&line.did)}</td>
                <td>{line.child}</td>
            </tr>
        }
        .into_any()
    };
    let rows = live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any());
    table(w::title(), &[w::at(), w::by(), w::did(), w::child()], rows)
}

fn pager(all: ReadSignal<Vec<AuditLine>>, before: RwSignal<Vec<Moment>>) -> AnyView {
    let newer = move || {
        before.update(|before| {
            before.pop();
        });
    };
    let older = move || {
        if let Some(last) = all.with_untracked(|all| all.last().map(|line| line.at)) {
            before.update(|before| before.push(last));
        }
    };
    view! {
        <div class="row pager">
            {when(
                move || before.with(|before| !before.is_empty()),
                move || view! { <Button icon=glyph::CHEVRON_LEFT on_press=newer>{w::newer()}</Button> }.into_any(),
            )}
            {when(
                move || all.with(Vec::len) >= PAGE,
                move || view! { <Button icon=glyph::CHEVRON_RIGHT on_press=older>{w::older()}</Button> }.into_any(),
            )}
        </div>
    }
    .into_any()
}
