//! Files out of the page and into it.

use core::time::Duration;

use hidamari_domain::roster::File;
use hidamari_domain::value::Text;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, FileReader, HtmlAnchorElement, Url};

/// Hands a file to the browser's downloads.
pub fn download(name: &str, bytes: &[u8]) {
    let parts = Array::of1(&Uint8Array::from(bytes));
    // A browser that cannot make a blob has no downloads to hand it to.
    let _ = Blob::new_with_u8_array_sequence(&parts).and_then(|blob| offer(name, &blob));
}

/// Hands a file of an answer to the browser's downloads.
pub fn download_file(file: &File) {
    let binary = window().atob(&file.base64).unwrap_or_default();
    let bytes: Vec<u8> = binary.chars().filter_map(|unit| u8::try_from(u32::from(unit)).ok()).collect();
    download(file.name.as_ref(), &bytes);
}

/// A table as CSV that spreadsheets open as it is: every cell quoted, with the mark that says UTF-8.
pub fn download_csv(name: &str, rows: &[Vec<String>]) {
    let mut csv = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| ["\"", &cell.replace('"', "\"\""), "\""].concat()).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    download(name, csv.as_bytes());
}

fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Not at once: the browser may still be reading it.
    set_timeout(move || drop(Url::revoke_object_url(&url)), Duration::from_secs(30));
    Ok(())
}

/// Reads a file that the person has chosen; `done` gets nothing when it cannot be read or named.
pub fn read_file(file: &web_sys::File, done: impl FnOnce(Option<File>) + 'static) {
    let Ok(reader) = FileReader::new() else { return done(None) };
    let (name, media_type) = (file.name(), file.type_());
    let read = reader.clone();
    let loaded = Closure::once_into_js(move || {
        let address = read.result().ok().and_then(|result| result.as_string()).unwrap_or_default();
        let media_type = if media_type.is_empty() { "application/octet-stream" } else { &media_type };
        let file = address.split_once("base64,").and_then(|(_, base64)| {
            let (name, media_type) = (Text::parse(&name).ok()?, Text::parse(media_type).ok()?);
            Some(File { name, media_type, base64: base64.to_owned() })
        });
        done(file);
    });
    reader.set_onloadend(Some(loaded.unchecked_ref()));
    // Whatever goes wrong is told to the same listener.
    let _ = reader.read_as_data_url(file);
}
