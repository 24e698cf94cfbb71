use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use crate::ui::live::{attribute, flag, text};
use crate::ui::{Icon, focus_on, glyph};
use crate::words::organisation::staff_switch as w;

/// The shortest and the longest number.
const SHORTEST: usize = 4;
const LONGEST: usize = 6;

/// Ten big keys for a secret number. Six digits are taken as they are; four or five by the last key.
#[component]
pub fn PinPad(
    /// What is typed; empty it to begin anew.
    typed: RwSignal<String>,
    /// The number is being looked at.
    busy: RwSignal<bool>,
    /// Takes the number.
    #[prop(into)]
    on_typed: Callback<()>,
) -> impl IntoView {
    focus_on(".pin");
    let count = move || typed.with(String::len);
    let finish = move || {
        if typed.with_untracked(String::len) >= SHORTEST && !busy.get_untracked() {
            on_typed.run(());
        }
    };
    let type_digit = move |digit: char| {
        if !busy.get_untracked() && typed.with_untracked(String::len) < LONGEST {
            typed.update(|typed| typed.push(digit));
            if typed.with_untracked(String::len) == LONGEST {
                finish();
            }
        }
    };
    let erase = move || {
        typed.update(|typed| {
            typed.pop();
        });
    };
    let on_key = move |event: KeyboardEvent| {
        let key = event.key();
        match (key.as_str(), key.chars().next()) {
            ("Backspace", _) => erase(),
            (_, Some(digit)) if digit.is_ascii_digit() && key.len() == 1 => type_digit(digit),
            _ => return,
        }
        event.prevent_default();
    };
    let digit = |digit: char| {
        view! { <button type="button" value=String::from(digit)>{String::from(digit)}</button> }.into_any()
    };
    let on_press = move |event: MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let key = pressed.and_then(|pressed| pressed.closest("button").ok().flatten()?.get_attribute("value"));
        match key.as_deref() {
            Some("erase") => erase(),
            Some("done") => finish(),
            Some(digit) => digit.chars().for_each(type_digit),
            None => {}
        }
    };
    let dot = move |place: usize| {
        let filled = attribute(move || (count() > place).then(String::new));
        let spare = (place >= SHORTEST).then_some("");
        view! { <span data-filled=filled data-spare=spare></span> }.into_any()
    };
    view! {
        <div class="pin" role="group" aria-label=w::number() tabindex="-1" on:keydown=on_key>
            <p class="unseen" role="status">{text(move || w::digits_typed(count()))}</p>
            <div class="pin-dots" aria-hidden="true">{(0..LONGEST).map(dot).collect::<Vec<_>>()}</div>
            <div class="pin-pad" on:click=on_press>
                {('1'..='9').map(digit).collect::<Vec<_>>()}
                <button type="button" class="pin-word" value="erase">
                    <Icon glyph=glyph::CHEVRON_LEFT />
                    <span>{w::erase()}</span>
                </button>
                {digit('0')}
                <button
                    type="button"
                    class="pin-word pin-done"
                    value="done"
                    aria-disabled=flag(move || count() < SHORTEST || busy.get())
                    aria-busy=flag(move || busy.get())
                >
                    <Icon glyph=glyph::CHECK />
                    <span>{w::done()}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}
