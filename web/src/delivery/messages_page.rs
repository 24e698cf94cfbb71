use hidamari_domain::delivery::{Channel, Fate, ListMessages, Message, MessageKind, MessageWay, MessagesQuery, Why};
use hidamari_domain::id::FacilityId;
use leptos::prelude::*;

use crate::app::{dates, fetch};
use crate::office::{Pager, loaded, nothing, page, page_head, reading_is_recorded, row, staff_only, table, words};
use crate::ui::glyph;
use crate::words::delivery::log as w;

/// A full page; after it there may be another.
const PAGE: usize = 50;

/// What was sent to families about the facility's children, and what became of it, newest first.
pub fn messages_page(facility: FacilityId) -> AnyView {
    let pager = Pager::start();
    let messages = fetch::<ListMessages>(move || {
        let before = pager.before().and_then(|id| id.parse().ok());
        Some((facility, MessagesQuery { before }))
    });
    let empty = || nothing(glyph::BELL, w::nothing(), w::nothing_hint());
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), ().into_any())}
            <p class="muted prose">{w::says()}</p>
            {reading_is_recorded()}
            {loaded(messages, Vec::is_empty, empty, move |all| ready(all, pager))}
        }
        .into_any(),
    )
}

fn ready(all: &[Message], pager: Pager) -> AnyView {
    let line = |message: &Message| {
        let opened = message.opened_at.map_or_else(|| w::not_opened().to_owned(), |at| w::opened_at(dates::time(at)));
        row(
            words(dates::day_and_time(message.at)),
            vec![
                words(kind(message.kind).to_owned()),
                words(message.child.clone()),
                words(message.to.clone()),
                view! { <ul class="ways">{message.ways.iter().map(way).collect::<Vec<_>>()}</ul> }.into_any(),
                words(opened),
            ],
        )
    };
    let rows = all.iter().map(line).collect::<Vec<_>>().into_any();
    let last = all.last().map(|message| message.id.to_string()).filter(|_| all.len() >= PAGE);
    view! {
        {table(w::title(), &[w::at(), w::kind(), w::child(), w::to(), w::ways(), w::opened()], rows)}
        {pager.ways(last)}
    }
    .into_any()
}

fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Arrived => w::arrived(),
        MessageKind::Left => w::left(),
        MessageKind::Absent => w::absent(),
        MessageKind::Question => w::question(),
        MessageKind::Accepted => w::accepted_report(),
        MessageKind::Trial => w::trial(),
    }
}

fn way(way: &MessageWay) -> AnyView {
    let channel = match way.channel {
        Channel::Push => w::push(),
        Channel::Mail => w::mail(),
    };
    let fate = match (way.fate, way.why) {
        (Fate::Queued, _) if way.again => w::again(),
        (Fate::Queued, _) => w::queued(),
        (Fate::Accepted, _) => w::accepted(),
        (_, Some(Why::Gone)) => w::gone(),
        (_, Some(Why::Refused)) => w::refused(),
        (_, Some(Why::Unreachable)) => w::unreachable(),
        (_, Some(Why::NotNeeded)) => w::not_needed(),
        (_, Some(Why::NotAllowed)) => w::not_allowed(),
        (Fate::Failed | Fate::Dropped, None) => w::failed(),
    };
    view! {
        <li data-fate=way.fate.key()>
            {channel}
            "："
            {fate}
            " "
            <small>{dates::time(way.at)}</small>
        </li>
    }
    .into_any()
}
