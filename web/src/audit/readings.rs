use hidamari_domain::audit::{BeforeQuery, ListReadings, Reading};
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::labels::{deed, reader};
use crate::app::{dates, fetch};
use crate::office::{loaded, nothing, row, table, words};
use crate::ui::glyph;
use crate::ui::live::when;
use crate::words::audit as w;

/// Who has read a child's record; asked for when it is unfolded.
pub fn readings(child: ChildId) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <details class="card" on:toggle=move |_| open.set(true)>
            <summary>{w::readings()}</summary>
            {when(move || open.get(), move || found(child))}
        </details>
    }
    .into_any()
}

fn found(child: ChildId) -> AnyView {
    let found = fetch::<ListReadings>(move || Some((child, BeforeQuery::default())));
    let empty = || nothing(glyph::SUN, w::no_readings(), w::no_readings_hint());
    loaded(found, Vec::is_empty, empty, |all| readings_table(all))
}

fn readings_table(all: &[Reading]) -> AnyView {
    let line = |reading: &Reading| {
        row(words(dates::day_and_time(reading.at)), vec![words(reader(&reading.by)), words(deed(&reading.what))])
    };
    table(w::readings(), &[w::at(), w::by_role(), w::did()], all.iter().map(line).collect::<Vec<_>>().into_any())
}
