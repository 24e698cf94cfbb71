use hidamari_domain::contract::Nothing;
use hidamari_domain::identity::{EndSession, Face, ListSessions, Session};
use leptos::prelude::*;

use crate::app::{dates, fetch, send};
use crate::ui::live::live;
use crate::ui::{AsyncView, Button, Icon, Skeleton, glyph};
use crate::words::identity::account as w;

/// The devices on which one is signed in; what was done is said in `said`.
pub fn session_list(said: RwSignal<Option<String>>) -> AnyView {
    let sessions = fetch::<ListSessions>(|| Some(((), Nothing {})));
    let row = move |each: Session| {
        let id = each.id;
        let end = move || {
            send::<EndSession>(id, Nothing {}, move |answer| {
                said.set(Some(answer.map_or_else(|refusal| refusal.sentence, |_| w::ended().to_owned())));
                sessions.again.run(());
            });
        };
        let browser = if each.browser.is_empty() { w::unknown_browser().to_owned() } else { each.browser };
        let which = w::end_which(&browser);
        let mark = if each.current {
            view! { <span class="session-here">{w::here()}</span> }.into_any()
        } else {
            view! {
                <Button on_press=end>
                    {w::end()}
                    <span class="unseen">{which}</span>
                </Button>
            }
            .into_any()
        };
        view! {
            <li class="session">
                <Icon glyph=glyph::SMARTPHONE />
                <div class="list-row-text">
                    <strong>{browser}</strong>
                    <span>{face(each.face)} " ・ " {w::seen(dates::day_and_time(each.seen_at))}</span>
                </div>
                {mark}
            </li>
        }
        .into_any()
    };
    let outline = || view! { <Skeleton shape="row" /> }.into_any();
    view! {
        <AsyncView
            state=sessions.state
            retry=sessions.again
            skeleton=outline
            let:all
        >
            <ul class="list">{live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any())}</ul>
        </AsyncView>
    }
    .into_any()
}

fn face(face: Face) -> &'static str {
    match face {
        Face::Family => w::face_family(),
        Face::Classroom => w::face_classroom(),
        Face::Office => w::face_office(),
    }
}
