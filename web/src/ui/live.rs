//! Places that change. Each further type of closure in a view costs the browser one to three kilobytes, because its
//! effect is compiled anew; these give all of them one type.

use leptos::prelude::*;

/// A part of the page that is made again whenever what it reads changes.
pub fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(view))
}

/// A part of the page that is there while `shown` is so.
pub fn when(shown: impl Fn() -> bool + Send + Sync + 'static, view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let shown = so(shown);
    live(move || if shown.get() { view() } else { ().into_any() })
}

/// Whether something is so; what depends on it is made again only when that changes.
pub fn so(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    boxed_so(Box::new(is_so))
}

fn boxed_so(is_so: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| is_so())
}

/// A text that changes, or an attribute's value.
pub fn text(words: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    boxed_text(Box::new(words))
}

fn boxed_text(words: Box<dyn Fn() -> String + Send + Sync>) -> Signal<String> {
    Signal::derive(words)
}

/// An attribute that comes and goes.
pub fn attribute(value: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    boxed_attribute(Box::new(value))
}

fn boxed_attribute(value: Box<dyn Fn() -> Option<String> + Send + Sync>) -> Signal<Option<String>> {
    Signal::derive(value)
}

/// A boolean attribute in words: there while `so`.
pub fn flag(so: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<String>> {
    attribute(move || so().then(|| "true".to_owned()))
}

fn boxed(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || view()).into_any()
}

/// Runs `act` now (with `true`) and whenever what it reads changes.
pub fn effect(act: impl FnMut(bool) + 'static) {
    boxed_effect(Box::new(act));
}

fn boxed_effect(mut act: Box<dyn FnMut(bool)>) {
    Effect::new(move |before: Option<()>| act(before.is_none()));
}
