//! Bringing children in from spreadsheets: choose files, look at what would change, then all or nothing.

mod columns;
mod files;
mod preview;

use std::sync::Arc;

use hidamari_client::new_operation;
use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{File, ImportCounts, NewImport, PreviewImport, SheetMatch};
use leptos::prelude::*;

use crate::office::{Desk, Fields, act, facility_link, page, page_head, staff_only, way};
use crate::ui::live::{attribute, live};
use crate::ui::{ButtonKind, glyph};
use crate::words::roster::import as w;

type View = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// An import on its way.
#[derive(Clone, Copy)]
struct Import {
    desk: Desk,
    facility: FacilityId,
    files: StoredValue<Vec<File>>,
    fields: Fields,
    /// Which of the three steps is shown.
    step: RwSignal<usize>,
    view: StoredValue<View>,
}

impl Import {
    /// Asks what the files would change, with the columns as guessed or as the person has matched them.
    fn look(self, matches: Vec<SheetMatch>) {
        self.fields.begin();
        let body = NewImport { id: new_operation().0.into(), files: self.files.get_value(), matches };
        self.fields.send::<PreviewImport>(self.facility, body, move |found| {
            self.show(1, move || preview::preview(self, &found));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    }

    fn start_again(self) {
        self.fields.begin();
        self.files.set_value(Vec::new());
        self.show(0, move || files::files(self));
    }

    fn done(self, counts: ImportCounts) {
        self.desk.facilities.again.run(());
        self.show(2, move || done(self, counts));
    }

    fn show(self, step: usize, view: impl Fn() -> AnyView + Send + Sync + 'static) {
        self.view.set_value(Arc::new(view));
        self.step.set(step);
    }
}

/// The import's screen.
pub fn import_page(desk: Desk, facility: FacilityId) -> AnyView {
    let nothing: View = Arc::new(|| ().into_any());
    let import = Import {
        desk,
        facility,
        files: StoredValue::new(Vec::new()),
        fields: Fields::default(),
        step: RwSignal::new(0),
        view: StoredValue::new(nothing),
    };
    import.start_again();
    let back = way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::back(), facility_link(facility, "/children"));
    let steps = [w::step_choose(), w::step_look(), w::step_done()].into_iter().enumerate();
    let inside = move || {
        import.step.track();
        import.view.get_value()()
    };
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), back)}
            <ol class="steps">{steps.map(|(place, name)| step(import, place, name)).collect::<Vec<_>>()}</ol>
            {import.fields.note()}
            {live(inside)}
        }
        .into_any(),
    )
}

fn step(import: Import, place: usize, name: &'static str) -> AnyView {
    let here = attribute(move || (import.step.get() == place).then(|| "step".to_owned()));
    let done = attribute(move || (import.step.get() > place).then(String::new));
    view! { <li aria-current=here data-done=done>{name}</li> }.into_any()
}

fn done(import: Import, counts: ImportCounts) -> AnyView {
    let way = |kind, icon, label, rest| way(kind, icon, label, facility_link(import.facility, rest));
    view! {
        <section class="card">
            <div role="status"><h2>{w::done()}</h2></div>
            <p>{w::done_says(counts.changed, counts.new, counts.unchanged)}</p>
            <div class="row">
                {way(ButtonKind::Primary, glyph::USERS_ROUND, w::to_children(), "/children")}
                {way(ButtonKind::Quiet, glyph::MAIL, w::to_letters(), "/letters")}
                {act(ButtonKind::Quiet, None, w::another(), move || import.start_again())}
            </div>
        </section>
    }
    .into_any()
}
