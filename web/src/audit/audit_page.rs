use hidamari_domain::audit::{AuditLine, AuditQuery, ListAudit};
use hidamari_domain::id::FacilityId;
use leptos::prelude::*;

use super::labels::deed;
use crate::app::{dates, fetch};
use crate::office::{Pager, loaded, nothing, page, page_head, row, staff_only, table, words};
use crate::ui::glyph;
use crate::words::audit as w;

/// A full page; after it there may be another.
const PAGE: usize = 100;

/// The audit of a facility, newest first.
pub fn audit_page(facility: FacilityId) -> AnyView {
    let pager = Pager::start();
    let lines = fetch::<ListAudit>(move || {
        let before = pager.before().and_then(|id| id.parse().ok());
        Some((facility, AuditQuery { before }))
    });
    let empty = || nothing(glyph::CLIPBOARD_LIST, w::nothing(), w::nothing_hint());
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            {loaded(lines, Vec::is_empty, empty, move |all| ready(all, pager))}
        }
        .into_any(),
    )
}

fn ready(all: &[AuditLine], pager: Pager) -> AnyView {
    let line = |line: &AuditLine| {
        row(
            words(dates::day_and_time(line.at)),
            vec![words(line.by.clone()), words(deed(&line.did)), words(line.child.clone())],
        )
    };
    let rows = all.iter().map(line).collect::<Vec<_>>().into_any();
    let last = all.last().map(|line| line.id.to_string()).filter(|_| all.len() >= PAGE);
    view! {
        {table(w::title(), &[w::at(), w::by(), w::did(), w::child()], rows)}
        {pager.ways(last)}
    }
    .into_any()
}
