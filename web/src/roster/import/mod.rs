//! Bringing children in from spreadsheets: choose files, look at what would change, then all or nothing.

mod columns;
mod files;
mod preview;

use hidamari_client::new_operation;
use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{File, ImportCounts, ImportPreview, NewImport, PreviewImport, SheetMatch};
use leptos::prelude::*;

use crate::office::{Desk, Fields, facility_link, page, page_head, staff_only};
use crate::ui::live::{attribute, live};
use crate::ui::{Button, ButtonKind, LinkButton, glyph};
use crate::words::roster::import as w;

/// An import on its way.
#[derive(Clone, Copy)]
struct Import {
    desk: Desk,
    facility: FacilityId,
    files: StoredValue<Vec<File>>,
    step: RwSignal<Step>,
    fields: Fields,
}

#[derive(Clone)]
enum Step {
    Choose,
    Look(Box<ImportPreview>),
    Done(ImportCounts),
}

impl Import {
    /// Asks what the files would change, with the columns as guessed or as the person has matched them.
    fn look(self, matches: Vec<SheetMatch>) {
        self.fields.begin();
        let body = NewImport { id: new_operation().0.into(), files: self.files.get_value(), matches };
        self.fields.send::<PreviewImport>(self.facility, body, move |preview| {
            self.step.set(Step::Look(Box::new(preview)));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    }

    fn start_again(self) {
        self.fields.begin();
        self.files.set_value(Vec::new());
        self.step.set(Step::Choose);
    }
}

/// The import's screen.
pub fn import_page(desk: Desk, facility: FacilityId) -> AnyView {
    let import = Import {
        desk,
        facility,
        files: StoredValue::new(Vec::new()),
        step: RwSignal::new(Step::Choose),
        fields: Fields::default(),
    };
    let back = view! {
        <LinkButton href=facility_link(facility, "/children") icon=glyph::CHEVRON_LEFT>{w::back()}</LinkButton>
    };
    let inside = move || match import.step.get() {
        Step::Choose => files::files(import),
        Step::Look(found) => preview::preview(import, *found),
        Step::Done(counts) => done(import, counts),
    };
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), back.into_any())}
            <ol class="steps">{[w::step_choose(), w::step_look(), w::step_done()].into_iter().enumerate().map(|(place, name)| step(import, place, name)).collect::<Vec<_>>()}</ol>
            {import.fields.note()}
            {live(inside)}
        }
        .into_any(),
    )
}

fn step(import: Import, place: usize, name: &'static str) -> AnyView {
    let now = move || match import.step.get() {
        Step::Choose => 0,
        Step::Look(_) => 1,
        Step::Done(_) => 2,
    };
    let here = attribute(move || (now() == place).then(|| "step".to_owned()));
    let done = attribute(move || (now() > place).then(String::new));
    view! { <li aria-current=here data-done=done>{name}</li> }.into_any()
}

fn done(import: Import, counts: ImportCounts) -> AnyView {
    view! {
        <section class="card">
            <div role="status"><h2>{w::done()}</h2></div>
            <p>{w::done_says(counts.changed, counts.new, counts.unchanged)}</p>
            <div class="row">
                <LinkButton href=facility_link(import.facility, "/children") kind=ButtonKind::Primary>{w::to_children()}</LinkButton>
                <LinkButton href=facility_link(import.facility, "/letters") icon=glyph::MAIL>{w::to_letters()}</LinkButton>
                <Button on_press=move || import.start_again()>{w::another()}</Button>
            </div>
        </section>
    }
    .into_any()
}
