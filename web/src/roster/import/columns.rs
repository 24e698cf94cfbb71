use hidamari_domain::roster::{ColumnMatch, Meaning, SheetMatch};
use leptos::prelude::*;

use super::Import;
use crate::office::{row, table, words};
use crate::ui::{Button, glyph};
use crate::words::roster::import as w;

/// What each column was taken for; the person may say otherwise, and that is remembered.
pub fn columns(import: Import, matches: &[SheetMatch], meanings: &[Meaning]) -> AnyView {
    let chosen = StoredValue::new(matches.to_vec());
    let sheet = |(at, sheet): (usize, &SheetMatch)| {
        let line = |(column, found): (usize, &ColumnMatch)| {
            let choose = move |meaning| {
                chosen.update_value(|sheets| {
                    if let Some(found) = sheets.get_mut(at).and_then(|sheet| sheet.columns.get_mut(column)) {
                        found.meaning = meaning;
                    }
                });
            };
            line(found, meanings, choose)
        };
        let rows = sheet.columns.iter().enumerate().map(line).collect::<Vec<_>>().into_any();
        view! {
            <h3>{sheet.sheet.clone()}</h3>
            {table(w::columns_of(&sheet.sheet), &[w::header(), w::meaning()], rows)}
        }
        .into_any()
    };
    let sheets: Vec<AnyView> = matches.iter().enumerate().map(sheet).collect();
    let look = move || import.look(chosen.get_value());
    view! {
        <details class="card match-card">
            <summary>{w::columns()}</summary>
            <p class="muted">{w::columns_hint()}</p>
            {sheets}
            <div class="row">
                <Button icon=glyph::REFRESH_CW busy=import.fields.busy() on_press=look>
                    {w::look_again()}
                </Button>
            </div>
        </details>
    }
    .into_any()
}

fn line(found: &ColumnMatch, meanings: &[Meaning], choose: impl Fn(String) + 'static) -> AnyView {
    let option = |meaning: &Meaning| {
        let chosen = meaning.key == found.meaning;
        view! { <option value=meaning.key.clone() selected=chosen>{meaning.label.clone()}</option> }.into_any()
    };
    let options: Vec<AnyView> = meanings.iter().map(option).collect();
    let header = if found.header.is_empty() { w::no_header() } else { &found.header };
    let label = w::meaning_of(header);
    let select = view! {
        <select class="input" aria-label=label on:change=move |event| choose(event_target_value(&event))>
            <option value="" selected=found.meaning.is_empty()>
                {w::ignored()}
            </option>
            {options}
        </select>
    };
    row(words(header), vec![select.into_any()])
}
