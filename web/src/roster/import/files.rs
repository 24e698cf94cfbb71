use hidamari_domain::roster::File;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::FileList;

use super::Import;
use crate::office::read_file;
use crate::ui::live::{attribute, live};
use crate::ui::{Button, ButtonKind, ErrorNote, Icon, glyph};
use crate::words::roster::import as w;

/// The most files, and the most bytes of all of them.
const MOST: u32 = 10;
const LARGEST: f64 = 25.0 * 1024.0 * 1024.0;

/// Files to be dropped or chosen, several at once.
pub fn files(import: Import) -> AnyView {
    let over = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<String>::new());
    let wrong = RwSignal::new(None::<String>);
    let take = move |list: Option<FileList>| {
        over.set(false);
        wrong.set(None);
        let Some(list) = list.filter(|list| list.length() > 0) else { return };
        let all: Vec<web_sys::File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        if list.length() > MOST || all.iter().map(|file| file.size()).sum::<f64>() > LARGEST {
            chosen.set(Vec::new());
            import.files.set_value(Vec::new());
            return wrong.set(Some(w::too_much().to_owned()));
        }
        read_all(all, move |found| match found {
            Some(files) => {
                chosen.set(files.iter().map(|file| file.name.as_ref().to_owned()).collect());
                import.files.set_value(files);
            }
            None => wrong.set(Some(w::unreadable().to_owned())),
        });
    };
    let look = move || {
        if chosen.with(Vec::is_empty) {
            wrong.set(Some(w::choose_first().to_owned()));
        } else {
            import.look(Vec::new());
        }
    };
    let names = move || {
        let line =
            |name: String| view! { <li class="row"><Icon glyph=glyph::FILE_SPREADSHEET /> <span>{name}</span></li> };
        view! { <ul class="chosen-files">{chosen.get().into_iter().map(line).collect::<Vec<_>>()}</ul> }.into_any()
    };
    view! {
        <div
            class="drop"
            data-over=attribute(move || over.get().then(String::new))
            on:dragenter=move |_| over.set(true)
            on:dragleave=move |_| over.set(false)
            on:drop=move |_| over.set(false)
        >
            <Icon glyph=glyph::FILE_SPREADSHEET />
            <p class="empty-title">{w::drop()}</p>
            <p class="muted">{w::drop_hint()}</p>
            <input
                type="file"
                multiple
                accept=".csv,.xlsx,.txt"
                aria-label=w::drop()
                on:change=move |event| {
                    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
                    take(input.and_then(|input| input.files()));
                }
            />
        </div>
        <div role="status">{live(names)}</div>
        {live(move || wrong.get().map(|title| view! { <ErrorNote title /> }).into_any())}
        <div class="row">
            <Button kind=ButtonKind::Primary busy=import.fields.busy() on_press=look>{w::look()}</Button>
            <p class="muted">{w::look_hint()}</p>
        </div>
    }
    .into_any()
}

/// Reads the files one after the other, so that they stay in their order.
fn read_all(mut rest: Vec<web_sys::File>, done: impl FnOnce(Option<Vec<File>>) + 'static) {
    rest.reverse();
    read_next(rest, Vec::new(), Box::new(done));
}

fn read_next(mut rest: Vec<web_sys::File>, mut read: Vec<File>, done: Box<dyn FnOnce(Option<Vec<File>>)>) {
    let Some(next) = rest.pop() else { return done(Some(read)) };
    read_file(&next, move |file| match file {
        Some(file) => {
            read.push(file);
            read_next(rest, read, done);
        }
        None => done(None),
    });
}
