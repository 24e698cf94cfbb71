use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::field::fresh_id;
use super::live::text;

/// A few views of one thing, one shown at a time. Arrow keys move between them.
#[component]
pub fn Tabs(
    /// What the views are of.
    label: &'static str,
    /// Their names.
    names: Vec<String>,
    /// Which is shown.
    shown: RwSignal<usize>,
    /// The view that is shown.
    children: Children,
) -> impl IntoView {
    let panel = fresh_id();
    let last = names.len().saturating_sub(1);
    let turn = move |event: KeyboardEvent| {
        let now = shown.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => now + 1,
            "ArrowLeft" => now.wrapping_sub(1).min(last + 1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let next = if next > last { if now == 0 { last } else { 0 } } else { next };
        shown.set(next);
        focus_child(&event, next);
    };
    let tab = |(place, name): (usize, String)| {
        let here = move || shown.get() == place;
        view! {
            <button
                type="button"
                role="tab"
                aria-controls=panel.clone()
                aria-selected=text(move || here().to_string())
                tabindex=text(move || if here() { "0" } else { "-1" }.to_owned())
                on:click=move |_| shown.set(place)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=turn>
            {names.into_iter().enumerate().map(tab).collect::<Vec<_>>()}
        </div>
        <div class="tab-panel" role="tabpanel" id=panel.clone() tabindex="0" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}

fn focus_child(event: &KeyboardEvent, place: usize) {
    let list = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let tab = list.and_then(|list| list.children().item(u32::try_from(place).unwrap_or(0)));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        // Only an element out of the page refuses the focus.
        let _ = tab.focus();
    }
}
