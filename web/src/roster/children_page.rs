use core::time::Duration;

use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::ActionKey;
use hidamari_domain::roster::{ChildLine, ChildPage, ChildrenQuery, ListChildren};
use hidamari_domain::value::Text;
use leptos::prelude::*;

use super::export::export;
use crate::app::{dates, fetch, on_change};
use crate::office::{
    Desk, act, child_link, facility_link, loaded, narrow, nothing, page, page_head, person, person_link,
    reading_is_recorded, row, staff_only, table, way, words,
};
use crate::ui::live::effect;
use crate::ui::{ButtonKind, Empty, TextField, glyph};
use crate::words::roster::children as w;

const PAUSE: Duration = Duration::from_millis(300);
const PAGE: usize = 100;

/// The screen: what is looked for, on which page of it one is, and what one may do.
#[derive(Clone, Copy)]
struct Children {
    facility: FacilityId,
    search: RwSignal<String>,
    class: RwSignal<String>,
    /// The last child of each page before.
    before: RwSignal<Vec<String>>,
    may_manage: bool,
    may_open: bool,
}

impl Children {
    fn query(self) -> ChildrenQuery {
        ChildrenQuery {
            search: Text::parse(&self.search.get()).ok(),
            class: self.class.get().parse::<ClassId>().ok(),
            after: self.before.with(|before| before.last().and_then(|child| child.parse().ok())),
        }
    }

    fn is_all(self) -> bool {
        self.search.with(String::is_empty) && self.class.with(String::is_empty)
    }

    fn import(self, kind: ButtonKind) -> AnyView {
        way(kind, glyph::UPLOAD, w::import(), facility_link(self.facility, "/children/import"))
    }
}

/// The children of a facility by kana.
pub fn children_page(desk: Desk, facility: FacilityId) -> AnyView {
    let children = Children {
        facility,
        search: RwSignal::new(String::new()),
        class: RwSignal::new(String::new()),
        before: RwSignal::new(Vec::new()),
        may_manage: desk.may(ActionKey::ManageRoster, facility),
        may_open: desk.may(ActionKey::ReadChild, facility),
    };
    let found = fetch::<ListChildren>(move || Some((facility, children.query())));
    on_change(move |change| match change {
        Change::Roster { facility: of } if *of == facility => found.again.run(()),
        Change::Reset => found.again.run(()),
        _ => {}
    });
    let acts = children.may_manage.then(|| {
        let save = move || desk.ask(w::export_title(), move || export(desk, facility));
        view! {
            {act(ButtonKind::Quiet, Some(glyph::DOWNLOAD), w::export(), save)}
            {children.import(ButtonKind::Quiet)}
            {way(ButtonKind::Primary, glyph::PLUS, w::enrol(), facility_link(facility, "/children/new"))}
        }
    });
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), acts.into_any())}
            {toolbar(desk, children)}
            {loaded(
                found,
                |page| page.children.is_empty(),
                move || no_children(children),
                move |page| child_table(children, page),
            )}
        }
        .into_any(),
    )
}

fn toolbar(desk: Desk, children: Children) -> AnyView {
    let Children { facility, search, class, before, .. } = children;
    let typed = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    effect(move |is_first| {
        let now = typed.get();
        if is_first {
            return;
        }
        if let Some(earlier) = waiting.get_value() {
            earlier.clear();
        }
        // Another screen may be shown by then.
        let apply = move || drop((before.try_set(Vec::new()), search.try_set(now)));
        waiting.set_value(set_timeout_with_handle(apply, PAUSE).ok());
    });
    effect(move |is_first| {
        class.track();
        if !is_first {
            before.set(Vec::new());
        }
    });
    view! {
        <div class="toolbar">
            <TextField label=w::search() value=typed kind="search" maxlength=60 />
            {narrow(w::class(), w::all_classes(), class, move || desk.class_choices(facility))}
            {reading_is_recorded()}
        </div>
    }
    .into_any()
}

fn no_children(children: Children) -> AnyView {
    if !children.is_all() {
        return nothing(glyph::SEARCH, w::not_found(), w::not_found_hint());
    }
    if !children.may_manage {
        return nothing(glyph::USERS_ROUND, w::nothing(), w::nothing_hint());
    }
    view! {
        <Empty icon=glyph::USERS_ROUND title=w::nothing() hint=w::nothing_hint_manager()>
            {children.import(ButtonKind::Primary)}
        </Empty>
    }
    .into_any()
}

fn child_table(children: Children, page: &ChildPage) -> AnyView {
    let before = children.before;
    let first = before.with_untracked(Vec::len) * PAGE;
    let back = (first > 0).then(|| {
        let turn = move || {
            before.update(|before| {
                before.pop();
            });
        };
        act(ButtonKind::Quiet, Some(glyph::CHEVRON_LEFT), w::page_before(), turn)
    });
    let on = page.children.last().filter(|_| page.more).map(|last| {
        let last = last.id.to_string();
        let turn = move || before.update(|before| before.push(last.clone()));
        act(ButtonKind::Quiet, Some(glyph::CHEVRON_RIGHT), w::page_after(), turn)
    });
    let rows = page.children.iter().map(|child| line(children, child)).collect::<Vec<_>>().into_any();
    view! {
        {table(w::title(), &[w::name(), w::class(), w::birth_date(), w::guardians_joined()], rows)}
        <div class="row pager">
            <p role="status">{w::shown(first + 1, first + page.children.len(), page.total)}</p>
            {back}
            {on}
        </div>
    }
    .into_any()
}

fn line(children: Children, child: &ChildLine) -> AnyView {
    let name = if children.may_open {
        person_link(child_link(children.facility, child.id), &child.name, &child.kana)
    } else {
        person(&child.name, &child.kana)
    };
    let class = if child.class_name.is_empty() { w::no_class() } else { &child.class_name };
    row(
        name,
        vec![words(class), words(dates::full_day(child.birth_date)), words(w::joined(child.guardians, child.joined))],
    )
}
