use leptos::html;
use leptos::prelude::*;

use super::field::fresh_id;
use super::live::{effect, when};
use super::{Icon, glyph};
use crate::words::ui as w;

/// A question in the middle of the screen. Escape closes it, the focus goes back where it was.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it in any way sets this.
    open: RwSignal<bool>,
    /// What it asks.
    #[prop(into)]
    title: String,
    /// The question, and a `<footer>` with its answers. Made anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    modal("dialog", open, title, children)
}

/// Input that slides in from below, over the page it belongs to.
#[component]
pub fn Sheet(
    /// Whether it is open; closing it in any way sets this.
    open: RwSignal<bool>,
    /// What it is for.
    #[prop(into)]
    title: String,
    /// The fields, and a `<footer>` with the act. Made anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    modal("dialog sheet", open, title, children)
}

fn modal(class: &'static str, open: RwSignal<bool>, title: String, children: ChildrenFn) -> AnyView {
    let element = NodeRef::<html::Dialog>::new();
    let heading = fresh_id();
    let labelled_by = heading.clone();
    let view = view! {
        <dialog class=class node_ref=element aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <header>
                <h2 id=heading>{title}</h2>
                <button type="button" class="button button-plain" aria-label=w::close() on:click=move |_| open.set(false)>
                    <Icon glyph=glyph::X />
                </button>
            </header>
            {when(move || open.get(), move || children())}
        </dialog>
    };
    effect(move |_| {
        let open = open.get();
        if let Some(element) = element.get().filter(|element| element.open() != open) {
            if open {
                // A dialog already taken out of the page cannot be shown, and need not be.
                let _ = element.show_modal();
            } else {
                element.close();
            }
        }
    });
    view.into_any()
}
