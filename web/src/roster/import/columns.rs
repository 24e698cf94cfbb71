use hidamari_domain::roster::{ColumnMatch, Meaning, SheetMatch};
use leptos::prelude::*;

use super::Import;
use crate::office::table;
use crate::ui::{Button, glyph};
use crate::words::roster::import as w;

/// What each column was taken for; the person may say otherwise, and that is remembered.
pub fn columns(import: Import, matches: Vec<SheetMatch>, meanings: &[Meaning]) -> AnyView {
    let chosen = StoredValue::new(matches.clone());
    let sheet = move |(at, sheet): (usize, &SheetMatch)| {
        let row = move |(column, found): (usize, &ColumnMatch)| {
            let choose = move |event| {
                let meaning = event_target_value(&event);
                chosen.update_value(|sheets| {
                    if let Some(found) = sheets.get_mut(at).and_then(|sheet| sheet.columns.get_mut(column)) {
                        found.meaning = meaning;
                    }
                });
            };
            row(found, meanings, choose)
        };
        let rows = sheet.columns.iter().enumerate().map(row).collect::<Vec<_>>().into_any();
        view! {
            <h3>{sheet.sheet.clone()}</h3>
            {table(w::columns_of(&sheet.sheet), &[w::header(), w::meaning()], rows)}
        }
        .into_any()
    };
    let sheets: Vec<AnyView> = matches.iter().enumerate().map(sheet).collect();
    view! {
        <details class="card match-card">
            <summary>{w::columns()}</summary>
            <p class="muted">{w::columns_hint()}</p>
            {sheets}
            <div class="row">
                <Button
                    icon=glyph::REFRESH_CW
                    busy=import.fields.busy()
                    on_press=move || import.look(chosen.get_value())
                >
                    {w::look_again()}
                </Button>
            </div>
        </details>
    }
    .into_any()
}

fn row(found: &ColumnMatch, meanings: &[Meaning], choose: impl Fn(web_sys::Event) + 'static) -> AnyView {
    let option = |meaning: &Meaning| {
        let chosen = meaning.key == found.meaning;
        view! { <option value=meaning.key.clone() selected=chosen>{meaning.label.clone()}</option> }.into_any()
    };
    let header = if found.header.is_empty() { w::no_header().to_owned() } else { found.header.clone() };
    view! {
        <tr>
            <th scope="row">{header.clone()}</th>
            <td>
                <select class="input" aria-label=w::meaning_of(&header) on:change=choose>
                    <option value="" selected=found.meaning.is_empty()>{w::ignored()}</option>
                    {meanings.iter().map(option).collect::<Vec<_>>()}
                </select>
            </td>
        </tr>
    }
    .into_any()
}
