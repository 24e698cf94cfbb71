use leptos::prelude::*;

use super::live::{flag, when};
use super::{Glyph, Icon};
use crate::words::ui as w;

/// How much a button asks for: one primary a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several things to do.
    #[default]
    Quiet,
    /// The thing to do here.
    Primary,
    /// Takes something away.
    Danger,
    /// A word that can be pressed, in a line or a bar.
    Plain,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "button button-quiet",
            Self::Primary => "button button-primary",
            Self::Danger => "button button-danger",
            Self::Plain => "button button-plain",
        }
    }
}

/// A button that says its act. While busy it keeps the focus and does nothing.
#[component]
pub fn Button(
    /// How much it asks for.
    #[prop(optional)]
    kind: ButtonKind,
    /// The act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The act is not possible now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// An outline before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// What pressing does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        if busy.get_untracked() || disabled.get_untracked() {
            event.prevent_default();
        } else if let Some(act) = on_press {
            act.run(());
        }
    };
    let working = || view! { <span class="unseen">{w::busy()}</span> }.into_any();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            aria-disabled=flag(move || busy.get() || disabled.get())
            aria-busy=flag(move || busy.get())
            on:click=press
        >
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span>{children()}</span>
            <span role="status">{when(move || busy.get(), working)}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button, because it goes somewhere.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it asks for.
    #[prop(optional)]
    kind: ButtonKind,
    /// An outline before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=kind.class()>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}
