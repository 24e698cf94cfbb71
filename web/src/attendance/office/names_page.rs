use hidamari_domain::attendance::{Board, BoardChild, ReadNames, Standing, Status};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::ActionKey;
use leptos::prelude::*;

use super::reports::announced;
use crate::app::{dates, fetch, on_change};
use crate::attendance::status;
use crate::office::{
    Desk, child_link, cross, facility_link, loaded, nothing, page, page_head, person, person_link, reading_is_recorded,
    row, staff_only, table, way, words,
};
use crate::ui::{ButtonKind, Load, StateMark, glyph};
use crate::words::attendance::office as w;

/// The names behind a class's counts. To look is recorded, so what changes comes by the stream, not by looking again.
pub fn names_page(desk: Desk, facility: FacilityId, class: ClassId) -> AnyView {
    let names = fetch::<ReadNames>(move || Some((class, Nothing {})));
    on_change(move |change| match change {
        Change::Attendance { child, class: Some(of), state, .. } if *of == class => {
            names.state.update(|names| {
                if let Load::Ready(board) = names
                    && let Some(found) = board.children.iter_mut().find(|each| each.id == *child)
                {
                    found.state = *state;
                }
            });
            names.overtaken();
        }
        Change::Report { class: Some(of), .. } if *of == class => names.again.run(()),
        Change::Reset => names.again.run(()),
        _ => {}
    });
    let empty = || {
        let nobody = nothing(glyph::SUN, w::no_children(), w::no_children_hint());
        view! { <h1 class="unseen">{w::child()}</h1> {nobody} }.into_any()
    };
    page(
        view! {
            {staff_only()}
            {names.heading(w::child())}
            {loaded(names, |board| board.children.is_empty(), empty, move |board| ready(desk, facility, board, names.again))}
        }
        .into_any(),
    )
}

fn ready(desk: Desk, facility: FacilityId, board: &Board, again: Callback<()>) -> AnyView {
    let back = if desk.sole().is_some() { "/office".to_owned() } else { facility_link(facility, "") };
    let may_open = desk.may(ActionKey::ReadChild, facility);
    let mut children: Vec<&BoardChild> = board.children.iter().collect();
    let status = |child: &BoardChild| child.status(desk.clock.minute());
    let is_read = |child: &BoardChild| child.reports.iter().all(|report| report.accepted);
    children.sort_by_key(|child| (is_read(child), child.state.standing != Standing::Expected));
    let line =
        |child: &BoardChild| line(facility, child, status(child), may_open, announced(desk, facility, child, again));
    let rows = children.into_iter().map(line).collect::<Vec<_>>().into_any();
    let heads = [w::child(), w::state(), w::since(), w::arrived_at(), w::reports(), w::siblings()];
    view! {
        {page_head(
            w::names_of(dates::day(board.day), &board.name),
            way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::back(), back),
        )}
        {reading_is_recorded()}
        {table(w::names(), &heads, rows)}
    }
    .into_any()
}

fn line(facility: FacilityId, child: &BoardChild, status: Status, may_open: bool, reports: AnyView) -> AnyView {
    let name = if may_open {
        person_link(child_link(facility, child.id), &child.name, &child.kana)
    } else {
        person(&child.name, &child.kana)
    };
    let siblings: Vec<String> = child.siblings.iter().map(|one| w::sibling(&one.class_name, &one.name)).collect();
    let time = |moment: Option<_>| words(moment.map(dates::time).unwrap_or_default());
    row(
        name,
        vec![
            view! { <StateMark mark=status::mark(status) word=status::word(status) /> }.into_any(),
            time(if status == Status::Late { child.late_at() } else { child.state.since }),
            time(child.state.arrived_at),
            reports,
            words(cross(&siblings)),
        ],
    )
}
