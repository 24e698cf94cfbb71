use hidamari_domain::identity::Face;
use leptos::prelude::*;

use super::{invitation_page, reset_page, reset_request_page, sign_in_page};
use crate::app::session;
use crate::ui::live::live;
use crate::ui::{Icon, Route, glyph};
use crate::words::shell;

/// Where the pages that need nobody signed in are: `join` and `reset`.
#[must_use]
pub fn is_entrance(path: &str) -> bool {
    matches!(path, "join" | "reset")
}

/// The pages before one is signed in, by the address.
#[must_use]
pub fn entrance() -> AnyView {
    let route = Route::here();
    live(move || match route.map(|route| (route, route.path().get())) {
        Some((_, path)) if path == "join" => invitation_page(),
        Some((route, path)) if path == "reset" => match route.query("token") {
            Some(token) => reset_page(token),
            None => reset_request_page(),
        },
        _ => sign_in_page(),
    })
}

/// The frame of such a page: what it is for, one sentence on it, the form and the other ways.
pub(super) fn porch(title: &'static str, hint: &'static str, inside: AnyView) -> AnyView {
    view! {
        <main class="sign-in">
            <header>
                <Icon glyph=glyph::SUN />
                <p class="brand">{shell::brand()}</p>
                <h1>{title}</h1>
                <p class="muted prose">{hint}</p>
            </header>
            {inside}
        </main>
    }
    .into_any()
}

/// An address of this face.
pub(super) fn at(path: &str) -> String {
    ["/", session().face().key(), path].concat()
}

/// Whether this is the office.
pub(super) fn is_office() -> bool {
    session().face() == Face::Office
}
