//! What can be pressed, chosen and ticked. Each is one function for all screens, so that a browser loads it once.

use leptos::prelude::*;

use crate::ui::live::{live, so};
use crate::ui::{Button, ButtonKind, Choice, Glyph, LinkButton};

/// A button that says its act.
pub fn act(
    kind: ButtonKind,
    icon: Option<Glyph>,
    label: &'static str,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    button(kind, icon, label, Callback::new(move |()| press()))
}

fn button(kind: ButtonKind, icon: Option<Glyph>, label: &'static str, on_press: Callback<()>) -> AnyView {
    match icon {
        Some(icon) => view! { <Button kind icon on_press>{label}</Button> }.into_any(),
        None => view! { <Button kind on_press>{label}</Button> }.into_any(),
    }
}

/// A link that looks like a button, because it goes somewhere.
pub fn way(kind: ButtonKind, icon: Glyph, label: &'static str, href: String) -> AnyView {
    view! { <LinkButton href kind icon>{label}</LinkButton> }.into_any()
}

/// A box to be ticked, that says for what.
pub fn tick(
    label: String,
    is_ticked: impl Fn() -> bool + Send + Sync + 'static,
    turn: impl Fn(bool) + 'static,
) -> AnyView {
    ticked(label, so(is_ticked), Box::new(turn))
}

fn ticked(label: String, is_ticked: Memo<bool>, turn: Box<dyn Fn(bool)>) -> AnyView {
    let turned = move |event| turn(event_target_checked(&event));
    view! { <input type="checkbox" class="tick" aria-label=label prop:checked=is_ticked on:change=turned /> }.into_any()
}

/// Narrows a list to one of several; nothing chosen is all of them.
pub fn narrow(
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    choices: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
) -> AnyView {
    let option = move |Choice { value: each, label }: Choice| {
        let chosen = value.with_untracked(|value| *value == each);
        view! { <option value=each selected=chosen>{label}</option> }.into_any()
    };
    let options = move || {
        let all = core::iter::once(Choice::new("", all));
        all.chain(choices()).map(option).collect::<Vec<_>>().into_any()
    };
    view! {
        <label class="field">
            <span class="narrow-label">{label}</span>
            <select class="input" on:change=move |event| value.set(event_target_value(&event))>
                {live(options)}
            </select>
        </label>
    }
    .into_any()
}
