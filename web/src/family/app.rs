use hidamari_domain::id::SessionId;
use hidamari_domain::identity::Face;
use leptos::ev;
use leptos::prelude::*;

use super::inside::inside;
use crate::app::{Connection, Signed, open_session};
use crate::identity::{entrance, is_entrance};
use crate::ui::live::live;
use crate::ui::{Button, Empty, Icon, Route, Skeleton, UpdateBanner, glyph};
use crate::words::{family as w, shell, ui};

#[derive(Clone, PartialEq, Eq)]
enum Phase {
    Asking,
    Unreachable,
    Entrance,
    Inside(SessionId),
}

/// The whole face.
#[must_use]
pub fn app() -> impl IntoView {
    let route = Route::provide("/family");
    let session = open_session(Face::Family);
    let phase = Memo::new(move |_| match session.signed() {
        Signed::Asking => Phase::Asking,
        Signed::Unreachable => Phase::Unreachable,
        Signed::Out => Phase::Entrance,
        Signed::In(_) if is_entrance(&route.path().get()) => Phase::Entrance,
        Signed::In(me) => Phase::Inside(me.session),
    });
    view! {
        <UpdateBanner />
        <Connection />
        {live(move || match phase.get() {
            Phase::Asking => asking(),
            Phase::Unreachable => unreachable(),
            Phase::Entrance => entrance(),
            Phase::Inside(_) => inside(route),
        })}
    }
    .into_any()
}

/// As the page's shell, so that nothing moves while the answer is on its way.
fn asking() -> AnyView {
    view! {
        <header class="top-bar">
            <p class="brand">
                <Icon glyph=glyph::SUN />
                {shell::brand()}
            </p>
        </header>
        <main class="page">
            <Skeleton rows=2 />
        </main>
        <div class="bottom-bar" aria-hidden="true"></div>
    }
    .into_any()
}

fn unreachable() -> AnyView {
    let session = crate::app::session();
    let back = window_event_listener(ev::online, move |_| session.ask());
    on_cleanup(move || back.remove());
    view! {
        <main class="page">
            <h1 class="unseen">{shell::brand()}</h1>
            <Empty icon=glyph::WIFI_OFF title=ui::offline() hint=w::unreachable_hint()>
                <Button icon=glyph::REFRESH_CW on_press=move || session.ask()>
                    {ui::retry()}
                </Button>
            </Empty>
        </main>
    }
    .into_any()
}
