use hidamari_domain::attendance::BoardChild;
use leptos::prelude::*;

use super::hand::Hand;
use super::words;
use crate::attendance::status;
use crate::ui::live::{attribute, live, text, when};
use crate::ui::{Avatar, Icon, glyph};
use crate::words::attendance::board as w;

/// A child on the board: one tap says that it came or left, a long press shows its day.
#[component]
pub fn Tile(
    /// The child; the state in it is not looked at.
    child: BoardChild,
    /// The hand at the board.
    hand: Hand,
) -> impl IntoView {
    let BoardChild { id, name, kana, siblings, caution, .. } = child;
    let painted = Memo::new(move |_| hand.boards.painted(id));
    let standing = move || painted.get().map(|painted| painted.state.standing);
    let kana = words::hiragana(&kana);
    let reports = Memo::new(move |_| hand.boards.announced(id));
    let is_news = move || reports.with(|reports| reports.iter().any(|report| !report.accepted));
    let news = || {
        view! {
            <span class="tile-mark tile-news">
                <Icon glyph=glyph::MAIL />
                {w::report()}
            </span>
        }
        .into_any()
    };
    let status = Memo::new(move |_| Some(hand.boards.status(id, painted.get()?)));
    let shape = text(move || status.get().map(|status| status::mark(status).name().to_owned()).unwrap_or_default());
    let unsent = attribute(move || painted.get().filter(|painted| painted.unsent).map(|_| String::new()));
    let pressed = attribute(move || hand.picked.with(|picked| Some(picked.as_ref()?.contains(&id).to_string())));
    let state = move || match (painted.get(), status.get()) {
        (Some(painted), Some(status)) => words::state(painted, status, &reports.get(), hand.boards.hours(id)),
        _ => ().into_any(),
    };
    let act = text(move || {
        let waiting = if painted.get().is_some_and(|painted| painted.unsent) { w::unsent() } else { "" };
        let act = if hand.is_picking() { w::pick() } else { standing().map_or("", |now| words::act(words::next(now))) };
        [waiting, act].join(" ")
    });
    let initial = words::given(&kana).to_owned();
    let has_siblings = (!siblings.is_empty()).then(|| {
        view! {
            <span class="tile-mark tile-siblings">
                <Icon glyph=glyph::USERS_ROUND />
                {w::siblings()}
            </span>
        }
        .into_any()
    });
    let is_careful = (!caution.is_empty()).then(|| {
        view! {
            <span class="tile-caution">
                <Icon glyph=glyph::CIRCLE_ALERT />
                <span>{caution}</span>
            </span>
        }
        .into_any()
    });
    let details = w::details_of(&name);
    view! {
        <li class="tile-place">
            <button
                type="button"
                class="tile"
                data-mark=shape
                data-unsent=unsent
                aria-pressed=pressed
                data-child=id.to_string()
            >
                <span class="tile-child">
                    {has_siblings}
                    {when(is_news, news)}
                    <Avatar name=initial />
                    <span class="name">
                        <span class="name-kana" aria-hidden="true">{kana}</span>
                        <span class="name-given">{name}</span>
                    </span>
                </span>
                {is_careful}
                {live(state)}
                <span class="unseen">{act}</span>
            </button>
            <button type="button" class="tile-details" data-child=id.to_string() data-look="">
                {details}
            </button>
        </li>
    }
    .into_any()
}
