use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{ExportQuery, ExportRoster, ExportShape, File};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{client, said};
use crate::office::{download_file, reading_is_recorded};
use crate::ui::live::live;
use crate::ui::{Button, ErrorNote, glyph};
use crate::words::roster::export as w;

/// The roster as a file, in the shapes that the import reads.
pub fn export(facility: FacilityId, open: RwSignal<bool>) -> AnyView {
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let save = move |shape| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let found: Result<File, _> = client().read::<ExportRoster>(facility, &ExportQuery { shape }).await;
            busy.try_set(false);
            match found {
                Ok(file) => {
                    download_file(&file);
                    open.set(false);
                }
                Err(error) => drop(wrong.try_set(Some(said(error).sentence))),
            }
        });
    };
    view! {
        <p>{w::says()}</p>
        {reading_is_recorded()}
        {live(move || wrong.get().map(|title| view! { <ErrorNote title /> }).into_any())}
        <footer>
            <Button icon=glyph::DOWNLOAD busy=busy on_press=move || save(ExportShape::Csv)>{w::csv()}</Button>
            <Button icon=glyph::FILE_SPREADSHEET busy=busy on_press=move || save(ExportShape::Xlsx)>{w::xlsx()}</Button>
        </footer>
    }
    .into_any()
}
