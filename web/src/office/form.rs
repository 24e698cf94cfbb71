use core::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use hidamari_client::{address, decode, reading};
use hidamari_domain::contract::Endpoint;
use hidamari_domain::problem::field_title;
use hidamari_domain::value::Refused;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::acts::act;
use crate::app::{Said, client, said, send};
use crate::ui::live::{attribute, effect, live};
use crate::ui::{Button, ButtonKind, Choice, ErrorNote, Form, SelectField, TextField};
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

/// A time of day, as a time field has it.
pub fn typed_time(time: NaiveTime) -> RwSignal<String> {
    typed(time.to_string().chars().take(5).collect::<String>())
}

/// Text of a field that may be empty.
pub fn typed_or_empty<T: AsRef<str>>(text: Option<&T>) -> RwSignal<String> {
    typed(text.map(AsRef::as_ref).unwrap_or_default())
}

impl Fields {
    /// What is wrong with a field. The server may name it by the path in the body; the last name counts.
    pub fn error(self, name: &'static str) -> Signal<Option<String>> {
        attribute(move || {
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
        self.take_text(name, text, picked)
    }

    /// A time of day that was typed or picked.
    pub fn take_time(self, name: &str, text: RwSignal<String>) -> Option<NaiveTime> {
        self.take_text(name, text, picked)
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
        send::<E>(path, body, move |result| match result {
            Ok(reply) => {
                self.busy.try_set(false);
                done(reply);
            }
            Err(said) => self.fail(said),
        });
    }

    /// Reads what is asked for once. `done` is called when it is there; otherwise the form says why not.
    pub fn read<E>(self, path: E::Path, query: &E::Query, done: impl FnOnce(E::Reply) + 'static)
    where
        E: Endpoint,
    {
        self.begin();
        self.busy.set(true);
        let address = address::<E>(&path, query);
        spawn_local(async move {
            let found = match address {
                Ok(address) => client().answer(&reading(address)).await,
                Err(error) => Err(error),
            };
            match found.and_then(|bytes| decode(&bytes)) {
                Ok(reply) => {
                    self.busy.try_set(false);
                    done(reply);
                }
                Err(error) => self.fail(said(error)),
            }
        });
    }

    /// Whoever types again is no longer told what was wrong with the field.
    fn forgive(self, name: &str) {
        self.wrong.maybe_update(|said| {
            let before = said.fields.len();
            said.fields.retain(|(field, _)| !is_about(field, name));
            said.fields.len() != before
        });
    }

    fn fail(self, said: Said) {
        self.busy.try_set(false);
        self.wrong.try_set(said);
        request_animation_frame(lead_to_first);
    }

    /// A line to be typed; `name` is what it is called in the body.
    pub fn line(self, name: &'static str, label: impl Into<String>, value: RwSignal<String>) -> Line {
        effect(move |is_first| {
            value.track();
            if !is_first {
                self.forgive(name);
            }
        });
        Line { error: self.error(name), label: label.into(), value, hint: "", required: false, kind: "text", most: 200 }
    }

    /// What is wrong with the whole, if it is not about a field.
    pub fn note(self) -> AnyView {
        live(move || {
            let sentence = self.wrong.with(|said| said.sentence.clone());
            if sentence.is_empty() { ().into_any() } else { view! { <ErrorNote title=sentence /> }.into_any() }
        })
    }

    /// The form around its fields, with the act, and the way out of the dialog it is in.
    pub fn frame(
        self,
        inside: AnyView,
        act: &'static str,
        dialog: Option<RwSignal<bool>>,
        submit: impl Fn() + Send + Sync + 'static,
    ) -> AnyView {
        self.framed(inside, act, dialog, Box::new(submit))
    }

    fn framed(self, inside: AnyView, act: &'static str, dialog: Option<RwSignal<bool>>, submit: Act) -> AnyView {
        let on_submit = Callback::new(move |()| {
            self.begin();
            submit();
        });
        let out = dialog.map(leave);
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

type Act = Box<dyn Fn() + Send + Sync>;

/// A line to be typed, or chosen.
pub struct Line {
    label: String,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    hint: &'static str,
    required: bool,
    kind: &'static str,
    most: u32,
}

impl Line {
    /// It cannot be left out.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// How to type it.
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The native type.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// The most characters.
    pub fn most(mut self, most: u32) -> Self {
        self.most = most;
        self
    }

    /// To be typed.
    pub fn view(self) -> AnyView {
        let Self { label, value, error, hint, required, kind, most } = self;
        view! { <TextField label value hint error required kind maxlength=most /> }.into_any()
    }

    /// To be chosen.
    pub fn of(self, choices: Vec<Choice>) -> AnyView {
        let Self { label, value, error, hint, required, .. } = self;
        view! { <SelectField label value choices hint error required /> }.into_any()
    }
}

fn leave(dialog: RwSignal<bool>) -> AnyView {
    act(ButtonKind::Quiet, None, w::leave(), move || dialog.set(false))
}

/// What a native field for days or times holds.
fn picked<T: FromStr>(text: &str) -> Result<T, Refused> {
    if text.is_empty() { Err(Refused::Empty) } else { text.parse().map_err(|_| Refused::Shape) }
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
    dialog: RwSignal<bool>,
    says: String,
    act: &'static str,
    agree: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let agree = Callback::new(move |()| agree());
    view! {
        <p>{says}</p>
        {fields.note()}
        <footer>
            {leave(dialog)} <Button kind=ButtonKind::Danger busy=fields.busy on_press=agree>
                {act}
            </Button>
        </footer>
    }
    .into_any()
}
