use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ImportId;
use hidamari_domain::roster::{CommitImport, ImportPreview, ImportSample, ReadWrongRows, WrongRow};
use leptos::prelude::*;

use super::Import;
use super::columns::columns;
use crate::office::{Fields, act, download_file, row, section_head, table, words};
use crate::ui::{Button, ButtonKind, Mark, Note, glyph};
use crate::words::roster::import as w;

/// What the import would do, and doing it.
pub fn preview(import: Import, preview: &ImportPreview) -> AnyView {
    let ImportPreview { id, counts, wrong, samples, matches, meanings, .. } = preview;
    let (id, counts) = (*id, *counts);
    let (has_wrong, changes) = (counts.wrong > 0, counts.new + counts.changed);
    let commit = move || {
        import.fields.begin();
        import.fields.send::<CommitImport>((import.facility, id), Nothing {}, move |counts| import.done(counts));
    };
    let commit = (!has_wrong && changes > 0).then(|| {
        view! {
            <Button kind=ButtonKind::Primary busy=import.fields.busy() on_press=commit>
                {w::commit(changes)}
            </Button>
        }
    });
    let again = act(ButtonKind::Quiet, Some(glyph::REFRESH_CW), w::choose_again(), move || import.start_again());
    view! {
        <div class="tallies" role="group" aria-label=w::counts()>
            {tally(Mark::Filled, w::new(), counts.new)}
            {tally(Mark::Part, w::changed(), counts.changed)}
            {tally(Mark::Outline, w::unchanged(), counts.unchanged)}
            {tally(Mark::Alert, w::wrong(), counts.wrong)}
        </div>
        {verdict(counts.wrong, changes)}
        <div class="row">{commit} {again}</div>
        {has_wrong.then(|| wrong_rows(import, id, wrong, counts.wrong))}
        {(!samples.is_empty()).then(|| sample_table(samples, changes))}
        {columns(import, matches, meanings)}
    }
    .into_any()
}

fn tally(mark: Mark, name: &'static str, count: u32) -> AnyView {
    let mark = if count == 0 { Mark::Outline } else { mark };
    view! { <p class="tally" data-mark=mark.name()><span>{name}</span> <b>{count.to_string()}</b></p> }.into_any()
}

fn verdict(wrong: u32, changes: u32) -> AnyView {
    let (tone, icon, title, hint) = match (wrong, changes) {
        (0, 0) => ("sky", glyph::CHECK, w::nothing_changes().to_owned(), ""),
        (0, _) => ("leaf", glyph::CHECK, w::right_says().to_owned(), ""),
        (wrong, _) => ("alarm", glyph::CIRCLE_ALERT, w::wrong_says(wrong), w::wrong_hint()),
    };
    view! { <Note tone icon><p class="note-title">{title}</p> <p>{hint}</p></Note> }.into_any()
}

fn wrong_rows(import: Import, id: ImportId, rows: &[WrongRow], count: u32) -> AnyView {
    let fields = Fields::default();
    let save = move || {
        fields.read::<ReadWrongRows>((import.facility, id), &Nothing {}, |file| download_file(&file));
    };
    let line = |wrong: &WrongRow| {
        let column = if wrong.column.is_empty() { w::whole_row() } else { &wrong.column };
        let reason = wrong.reason.clone();
        row(
            words(w::line(wrong.line)),
            vec![
                words(column),
                words(wrong.value.clone()),
                view! { <span class="wrong-cell">{reason}</span> }.into_any(),
                words(wrong.sheet.clone()),
            ],
        )
    };
    let heads = [w::line_head(), w::column(), w::value(), w::reason(), w::sheet()];
    let save = view! { <Button icon=glyph::DOWNLOAD busy=fields.busy() on_press=save>{w::save_wrong()}</Button> };
    view! {
        <section class="section">
            {section_head(w::wrong_title(), save.into_any())}
            {fields.note()}
            {first_of(rows.len(), count)}
            {table(w::wrong_title(), &heads, rows.iter().map(line).collect::<Vec<_>>().into_any())}
        </section>
    }
    .into_any()
}

fn first_of(shown: usize, count: u32) -> AnyView {
    let is_part = u32::try_from(shown).is_ok_and(|shown| shown < count);
    is_part.then(|| view! { <p class="muted">{w::first_of(count, shown)}</p> }).into_any()
}

fn sample_table(samples: &[ImportSample], count: u32) -> AnyView {
    let line = |sample: &ImportSample| {
        let (mark, word) = if sample.new { ("filled", w::new()) } else { ("part", w::changed()) };
        row(
            view! { <span class="state" data-mark=mark>{word}</span> }.into_any(),
            vec![words(sample.kind.clone()), words(sample.name.clone()), words(sample.changes.clone())],
        )
    };
    let heads = [w::what(), w::kind(), w::name(), w::changes()];
    view! {
        <section class="section">
            <h2>{w::samples()}</h2>
            {first_of(samples.len(), count)}
            {table(w::samples(), &heads, samples.iter().map(line).collect::<Vec<_>>().into_any())}
        </section>
    }
    .into_any()
}
