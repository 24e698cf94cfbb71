use chrono::NaiveDate;
use hidamari_domain::contract::Endpoint;
use hidamari_domain::problem::field_title;
use hidamari_domain::value::Refused;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::{Said, send};
use crate::ui::live::{live, text};
use crate::ui::{Button, ButtonKind, ErrorNote, Form};
use crate::words::office::form as w;

/// One form being filled in: what is wrong with which field, and whether it is on its way. What was typed is in
/// signals of the form's own and stays, whatever happens here.
#[derive(Clone, Copy)]
pub struct Fields {
    wrong: RwSignal<Said>,
    busy: RwSignal<bool>,
}

impl Default for Fields {
    fn default() -> Self {
        Self { wrong: RwSignal::new(Said::default()), busy: RwSignal::new(false) }
    }
}

/// Text of a field, as it is before anyone types.
pub fn typed(text: impl Into<String>) -> RwSignal<String> {
    RwSignal::new(text.into())
}

/// Text of a field that may be empty.
pub fn typed_or_empty<T: AsRef<str>>(text: Option<&T>) -> RwSignal<String> {
    typed(text.map(AsRef::as_ref).unwrap_or_default())
}

impl Fields {
    /// What is wrong with a field. The server may name it by the path in the body; the last name counts.
    pub fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.wrong.with(|said| {
                said.fields.iter().find(|(field, _)| is_about(field, name)).map(|(_, words)| words.clone())
            })
        })
    }

    /// Whether the form is on its way.
    pub fn busy(self) -> RwSignal<bool> {
        self.busy
    }

    /// Forgets what was wrong, before the fields are read anew.
    pub fn begin(self) {
        self.wrong.set(Said::default());
    }

    /// A field's value, or a note of what is wrong with it.
    pub fn take<T>(self, name: &str, parsed: Result<T, Refused>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(refused) => {
                self.refuse(name, refused.code());
                None
            }
        }
    }

    /// The value of a field that may be empty.
    pub fn take_optional<T>(
        self,
        name: &str,
        text: RwSignal<String>,
        parse: fn(&str) -> Result<T, Refused>,
    ) -> Option<Option<T>> {
        let text = text.get_untracked();
        if text.trim().is_empty() { Some(None) } else { self.take(name, parse(&text)).map(Some) }
    }

    /// A field's text as a value.
    pub fn take_text<T>(self, name: &str, text: RwSignal<String>, parse: fn(&str) -> Result<T, Refused>) -> Option<T> {
        self.take(name, parse(&text.get_untracked()))
    }

    /// A day that was typed or picked.
    pub fn take_day(self, name: &str, text: RwSignal<String>) -> Option<NaiveDate> {
        self.take_text(name, text, |text| {
            if text.is_empty() { Err(Refused::Empty) } else { text.parse().map_err(|_| Refused::Shape) }
        })
    }

    /// One of several choices; empty is none.
    pub fn take_choice<T>(self, name: &str, text: RwSignal<String>, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = text.with_untracked(|text| find(text));
        self.take(name, found.ok_or(Refused::Empty))
    }

    /// Notes that a field is wrong, and leads there.
    pub fn refuse(self, name: &str, code: &str) {
        self.wrong.update(|said| said.fields.push((name.to_owned(), field_title(code).to_owned())));
        request_animation_frame(lead_to_first);
    }

    /// Sends the write. `done` is called when it is done; otherwise the form says why not.
    pub fn send<E>(self, path: E::Path, body: E::Body, done: impl FnOnce(E::Reply) + 'static)
    where
        E: Endpoint,
        E::Query: Default,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        send::<E>(path, body, move |result| {
            self.busy.try_set(false);
            match result {
                Ok(reply) => done(reply),
                Err(said) => self.fail(said),
            }
        });
    }

    fn fail(self, said: Said) {
        self.wrong.try_set(said);
        request_animation_frame(lead_to_first);
    }

    /// What is wrong with the whole, if it is not about a field.
    pub fn note(self) -> AnyView {
        live(move || {
            let sentence = self.wrong.with(|said| said.sentence.clone());
            if sentence.is_empty() { ().into_any() } else { view! { <ErrorNote title=sentence /> }.into_any() }
        })
    }

    /// The form around its fields, with the act, and the way out when there is one.
    pub fn frame(
        self,
        inside: AnyView,
        act: &'static str,
        leave: Option<RwSignal<bool>>,
        submit: impl Fn() + Send + Sync + 'static,
    ) -> AnyView {
        let on_submit = Callback::new(move |()| {
            self.begin();
            submit();
        });
        let out = leave.map(|open| view! { <Button on_press=move || open.set(false)>{w::leave()}</Button> });
        view! {
            <Form on_submit>
                {inside} {self.note()}
                <footer class="form-acts">
                    {out} <Button kind=ButtonKind::Primary submit=true busy=self.busy>
                        {act}
                    </Button>
                </footer>
            </Form>
        }
        .into_any()
    }
}

/// Whether `children[2].name` is about `name`; a number at the end is left out.
fn is_about(field: &str, name: &str) -> bool {
    let field = field.split_once('[').filter(|(_, rest)| rest.ends_with(']')).map_or(field, |(start, _)| start);
    field == name || field.strip_suffix(name).is_some_and(|before| before.ends_with('.'))
}

fn lead_to_first() {
    let found = document().query_selector("dialog[open] [aria-invalid], main [aria-invalid]").ok().flatten();
    if let Some(field) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // Only an element out of the page refuses the focus.
        let _ = field.focus();
    }
}

/// A question with one act that takes something away: what it says, the act, and what happens then.
pub fn confirm(
    fields: Fields,
    open: RwSignal<bool>,
    says: impl Fn() -> String + Send + Sync + 'static,
    act: &'static str,
    agree: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <p>{text(says)}</p>
        {fields.note()}
        <footer>
            <Button on_press=move || open.set(false)>{w::leave()}</Button>
            <Button kind=ButtonKind::Danger busy=fields.busy on_press=agree>
                {act}
            </Button>
        </footer>
    }
    .into_any()
}
