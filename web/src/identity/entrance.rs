use hidamari_domain::identity::Face;
use leptos::prelude::*;

use super::invitation_page::InvitationPage;
use super::reset_page::ResetPage;
use super::reset_request_page::ResetRequestPage;
use super::sign_in_page::SignInPage;
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
#[component]
pub fn Entrance() -> impl IntoView {
    let route = Route::here();
    live(move || match route.map(|route| (route, route.path().get())) {
        Some((_, path)) if path == "join" => view! { <InvitationPage /> }.into_any(),
        Some((route, path)) if path == "reset" => match route.query("token") {
            Some(token) => view! { <ResetPage token /> }.into_any(),
            None => view! { <ResetRequestPage /> }.into_any(),
        },
        _ => view! { <SignInPage /> }.into_any(),
    })
}

/// The frame of such a page.
#[component]
pub(super) fn Porch(
    /// What the page is for.
    #[prop(into)]
    title: String,
    /// One sentence on it.
    #[prop(into)]
    hint: Signal<String>,
    /// The form and the other ways.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="sign-in">
            <header>
                <Icon glyph=glyph::SUN />
                <p class="brand">{shell::brand()}</p>
                <h1>{title}</h1>
                <p class="muted prose">{move || hint.get()}</p>
            </header>
            {children()}
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
