use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::ui::live::{attribute, effect, flag, text};
use crate::ui::{Icon, glyph};
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
    let place = NodeRef::<html::Div>::new();
    effect(move |_| {
        if let Some(place) = place.get() {
            // Only an element out of the page refuses the focus.
            let _ = place.focus();
        }
    });
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
    let digit = move |digit: char| {
        view! { <button type="button" on:click=move |_| type_digit(digit)>{String::from(digit)}</button> }.into_any()
    };
    let dot = move |place: usize| {
        let filled = attribute(move || (count() > place).then(String::new));
        let spare = (place >= SHORTEST).then_some("");
        view! { <span data-filled=filled data-spare=spare></span> }.into_any()
    };
    view! {
        <div class="pin" role="group" aria-label=w::number() tabindex="-1" node_ref=place on:keydown=on_key>
            <p class="unseen" role="status">{text(move || w::digits_typed(count()))}</p>
            <div class="pin-dots" aria-hidden="true">{(0..LONGEST).map(dot).collect::<Vec<_>>()}</div>
            <div class="pin-pad">
                {"123456789".chars().map(digit).collect::<Vec<_>>()}
                <button type="button" class="pin-word" on:click=move |_| erase()>
                    <Icon glyph=glyph::CHEVRON_LEFT />
                    <span>{w::erase()}</span>
                </button>
                {digit('0')}
                <button
                    type="button"
                    class="pin-word pin-done"
                    aria-disabled=flag(move || count() < SHORTEST || busy.get())
                    aria-busy=flag(move || busy.get())
                    on:click=move |_| finish()
                >
                    <Icon glyph=glyph::CHECK />
                    <span>{w::done()}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}
