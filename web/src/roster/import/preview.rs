use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{FacilityId, ImportId};
use hidamari_domain::roster::{CommitImport, ImportPreview, ImportSample, ReadWrongRows, WrongRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::columns::columns;
use super::{Import, Step};
use crate::app::{client, said};
use crate::office::{download_file, table};
use crate::ui::{Button, ButtonKind, Mark, Note, glyph};
use crate::words::roster::import as w;

/// What the import would do, and doing it.
pub fn preview(import: Import, preview: ImportPreview) -> AnyView {
    let ImportPreview { id, counts, wrong, samples, matches, meanings, .. } = preview;
    let (has_wrong, has_changes) = (counts.wrong > 0, counts.new + counts.changed > 0);
    let tally = |mark: Mark, name: &'static str, count: u32| {
        let mark = if count == 0 { Mark::Outline } else { mark };
        view! { <p class="tally" data-mark=mark.name()><span>{name}</span> <b>{count}</b></p> }.into_any()
    };
    let says = match (has_wrong, has_changes) {
        (true, _) => view! { <Note tone="alarm" icon=glyph::CIRCLE_ALERT><p class="note-title">{w::wrong_says(counts.wrong)}</p> <p>{w::wrong_hint()}</p></Note> }.into_any(),
        (false, true) => view! { <Note tone="leaf" icon=glyph::CHECK><p class="note-title">{w::right_says()}</p></Note> }.into_any(),
        (false, false) => view! { <Note icon=glyph::CHECK><p class="note-title">{w::nothing_changes()}</p></Note> }.into_any(),
    };
    let commit = move || {
        import.fields.begin();
        import.fields.send::<CommitImport>((import.facility, id), Nothing {}, move |counts| {
            import.step.set(Step::Done(counts));
            import.desk.facilities.again.run(());
        });
    };
    let act = (!has_wrong && has_changes).then(|| {
        view! {
            <Button kind=ButtonKind::Primary busy=import.fields.busy() on_press=commit>
                {w::commit(counts.new + counts.changed)}
            </Button>
        }
    });
    view! {
        <div class="tallies" role="group" aria-label=w::counts()>
            {tally(Mark::Filled, w::new(), counts.new)}
            {tally(Mark::Part, w::changed(), counts.changed)}
            {tally(Mark::Outline, w::unchanged(), counts.unchanged)}
            {tally(Mark::Alert, w::wrong(), counts.wrong)}
        </div>
        {says}
        <div class="row">
            {act} <Button icon=glyph::REFRESH_CW on_press=move || import.start_again()>{w::choose_again()}</Button>
        </div>
        {has_wrong.then(|| wrong_rows(import.facility, id, &wrong, counts.wrong))}
        {(!samples.is_empty()).then(|| sample_table(samples, counts.new + counts.changed))}
        {columns(import, matches, &meanings)}
    }
    .into_any()
}

fn wrong_rows(facility: FacilityId, import: ImportId, rows: &[WrongRow], count: u32) -> AnyView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let save = move || {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match client().read::<ReadWrongRows>((facility, import), &Nothing {}).await {
                Ok(file) => download_file(&file),
                Err(error) => drop(problem.try_set(Some(said(error).sentence))),
            }
            busy.try_set(false);
        });
    };
    let row = |row: &WrongRow| {
        let WrongRow { sheet, line, column, value, reason } = row.clone();
        view! {
            <tr>
                <td>{sheet}</td>
                <td class="number">{w::line(line)}</td>
                <td>{if column.is_empty() { w::whole_row().to_owned() } else { column }}</td>
                <td>{value}</td>
                <td class="wrong-cell">{reason}</td>
            </tr>
        }
        .into_any()
    };
    let heads = [w::sheet(), w::line_head(), w::column(), w::value(), w::reason()];
    let shown = u32::try_from(rows.len()).unwrap_or(count);
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{w::wrong_title()}</h2>
                <Button icon=glyph::DOWNLOAD busy=busy on_press=save>{w::save_wrong()}</Button>
            </div>
            <p class="field-error" role="alert">{move || problem.get()}</p>
            {(shown < count).then(|| view! { <p class="muted">{w::first_of(count, shown)}</p> })}
            {table(w::wrong_title(), &heads, rows.iter().map(row).collect::<Vec<_>>().into_any())}
        </section>
    }
    .into_any()
}

fn sample_table(samples: Vec<ImportSample>, count: u32) -> AnyView {
    let heads = [w::what(), w::kind(), w::name(), w::changes()];
    let shown = u32::try_from(samples.len()).unwrap_or(count);
    let row = |sample: ImportSample| {
        let (mark, word) = if sample.new { ("filled", w::new()) } else { ("part", w::changed()) };
        view! {
            <tr>
                <td><span class="state" data-mark=mark>{word}</span></td>
                <td>{sample.kind}</td>
                <td><strong>{sample.name}</strong></td>
                <td>{sample.changes}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{w::samples()}</h2>
            {(shown < count).then(|| view! { <p class="muted">{w::first_of(count, shown)}</p> })}
            {table(w::samples(), &heads, samples.into_iter().map(row).collect::<Vec<_>>().into_any())}
        </section>
    }
    .into_any()
}
