use leptos::prelude::*;

use crate::app::session;
use crate::attendance::family::Mine;
use crate::ui::live::when;
use crate::ui::{Avatar, Glyph, Icon, glyph};
use crate::words::family as w;

/// One's own name, and the ways to what one can settle oneself.
pub fn settings_page(mine: Mine) -> AnyView {
    let me = session().me();
    let (name, email) = me.map(|me| (me.name, me.email)).unwrap_or_default();
    let may_invite = move || mine.children().iter().any(|child| child.may_invite_family);
    view! {
        <h1>{w::settings()}</h1>
        <div class="card person">
            <Avatar name=name.clone() />
            <div class="name">
                <span class="name-given">{name}</span>
                <span class="muted">{email}</span>
            </div>
        </div>
        <nav class="list" aria-label=w::settings()>
            {way("/family/settings/delivery", glyph::BELL, w::delivery(), w::delivery_hint())}
            {when(may_invite, || way("/family/settings/people", glyph::USERS_ROUND, w::people(), w::people_hint()))}
            {way("/family/settings/account", glyph::KEY_ROUND, w::account(), w::account_hint())}
            {way("/family/join", glyph::MAIL, w::joining(), w::joining_hint())}
        </nav>
    }
    .into_any()
}

fn way(href: &'static str, icon: Glyph, title: &'static str, hint: &'static str) -> AnyView {
    view! {
        <a class="list-row" href=href>
            <Icon glyph=icon />
            <span class="list-row-text">
                <strong>{title}</strong>
                <span>{hint}</span>
            </span>
            <Icon glyph=glyph::CHEVRON_RIGHT />
        </a>
    }
    .into_any()
}
