use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{ExportQuery, ExportRoster, ExportShape};
use leptos::prelude::*;

use crate::office::{Desk, Fields, download_file, reading_is_recorded};
use crate::ui::{Button, glyph};
use crate::words::roster::export as w;

/// The roster as a file, in the shapes that the import reads.
pub fn export(desk: Desk, facility: FacilityId) -> AnyView {
    let fields = Fields::default();
    let save = move |shape| {
        fields.read::<ExportRoster>(facility, &ExportQuery { shape }, move |file| {
            download_file(&file);
            desk.dialog.set(false);
        });
    };
    let busy = fields.busy();
    view! {
        <p>{w::says()}</p>
        {reading_is_recorded()}
        {fields.note()}
        <footer>
            <Button icon=glyph::DOWNLOAD busy on_press=move || save(ExportShape::Csv)>{w::csv()}</Button>
            <Button icon=glyph::FILE_SPREADSHEET busy on_press=move || save(ExportShape::Xlsx)>{w::xlsx()}</Button>
        </footer>
    }
    .into_any()
}
