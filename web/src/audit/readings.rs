use hidamari_domain::audit::{BeforeQuery, ListReadings, Reading};
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::labels::{deed, reader};
use crate::app::{dates, fetch};
use crate::office::{loaded, nothing, table};
use crate::ui::live::{live, when};

use crate::ui::glyph;
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
    let row = |reading: Reading| {
        view! {
            <tr>
                <td class="nowrap"><time>{dates::day_and_time(reading.at)}</time></td>
                <td>{reader(&reading.by)}</td>
                <td>{deed(&reading.what)}</td>
            </tr>
        }
        .into_any()
    };
    let rows = move |all: ReadSignal<Vec<Reading>>| {
        let heads = [w::at(), w::by_role(), w::did()];
        table(w::readings(), &heads, live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any()))
    };
    loaded(
        found.state,
        found.again,
        Vec::is_empty,
        || nothing(glyph::SUN, w::no_readings(), w::no_readings_hint()),
        rows,
    )
}
