use core::time::Duration;

use hidamari_domain::id::{ChildId, ClassId, FacilityId};
use hidamari_domain::live::Change;
use hidamari_domain::policy::ActionKey;
use hidamari_domain::roster::{ChildLine, ChildPage, ChildrenQuery, ListChildren};
use hidamari_domain::value::Text;
use leptos::prelude::*;

use super::export::export;
use crate::app::{dates, fetch, on_change};
use crate::office::{
    Desk, child_link, facility_link, loaded, narrow, page, page_head, person, person_link, reading_is_recorded,
    staff_only, table,
};
use crate::ui::live::{live, text, when};
use crate::ui::{Button, ButtonKind, Dialog, Empty, LinkButton, TextField, glyph};
use crate::words::roster::children as w;

const PAUSE: Duration = Duration::from_millis(300);
const PAGE: usize = 100;

/// What is looked for, and on which page of it one is.
#[derive(Clone, Copy)]
struct Look {
    search: RwSignal<String>,
    class: RwSignal<String>,
    /// The last child of each page before.
    before: RwSignal<Vec<ChildId>>,
}

impl Look {
    fn query(self) -> ChildrenQuery {
        ChildrenQuery {
            search: Text::parse(&self.search.get()).ok(),
            class: self.class.get().parse::<ClassId>().ok(),
            after: self.before.with(|before| before.last().copied()),
        }
    }

    fn is_all(self) -> bool {
        self.search.with(String::is_empty) && self.class.with(String::is_empty)
    }
}

/// The children of a facility by kana.
pub fn children_page(desk: Desk, facility: FacilityId) -> AnyView {
    let look = Look {
        search: RwSignal::new(String::new()),
        class: RwSignal::new(String::new()),
        before: RwSignal::new(Vec::new()),
    };
    let found = fetch::<ListChildren>(move || Some((facility, look.query())));
    on_change(move |change| match change {
        Change::Roster { facility: of } if *of == facility => found.again.run(()),
        Change::Reset => found.again.run(()),
        _ => {}
    });
    let may_manage = desk.may(ActionKey::ManageRoster, facility);
    let may_open = desk.may(ActionKey::ReadChild, facility);
    let saving = RwSignal::new(false);
    let acts = may_manage.then(|| {
        view! {
            <Button icon=glyph::DOWNLOAD on_press=move || saving.set(true)>{w::export()}</Button>
            <LinkButton href=facility_link(facility, "/children/import") icon=glyph::UPLOAD>{w::import()}</LinkButton>
            <LinkButton href=facility_link(facility, "/children/new") icon=glyph::PLUS kind=ButtonKind::Primary>
                {w::enrol()}
            </LinkButton>
        }
    });
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), acts.into_any())}
            {toolbar(desk, facility, look)}
            {loaded(
                found.state,
                found.again,
                |page: &ChildPage| page.children.is_empty(),
                move || no_children(look.is_all(), may_manage.then_some(facility)),
                move |children| child_table(facility, children, look, may_open),
            )}
            <Dialog open=saving title=w::export_title()>{export(facility, saving)}</Dialog>
        }
        .into_any(),
    )
}

fn toolbar(desk: Desk, facility: FacilityId, look: Look) -> AnyView {
    let typed = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<()>| {
        let now = typed.get();
        if before.is_some() {
            if let Some(earlier) = waiting.get_value() {
                earlier.clear();
            }
            let apply = move || {
                let _ = (look.before.try_set(Vec::new()), look.search.try_set(now));
            };
            waiting.set_value(set_timeout_with_handle(apply, PAUSE).ok());
        }
    });
    Effect::new(move |before: Option<()>| {
        look.class.track();
        if before.is_some() {
            look.before.set(Vec::new());
        }
    });
    view! {
        <div class="toolbar">
            <TextField label=w::search() value=typed kind="search" maxlength=60 />
            {narrow(w::class(), w::all_classes(), look.class, desk.class_choices(facility))}
            {reading_is_recorded()}
        </div>
    }
    .into_any()
}

fn no_children(is_all: bool, may_manage: Option<FacilityId>) -> AnyView {
    if !is_all {
        return view! { <Empty icon=glyph::SEARCH title=w::not_found() hint=w::not_found_hint() /> }.into_any();
    }
    match may_manage {
        None => view! { <Empty icon=glyph::USERS_ROUND title=w::nothing() hint=w::nothing_hint() /> }.into_any(),
        Some(facility) => view! {
            <Empty icon=glyph::USERS_ROUND title=w::nothing() hint=w::nothing_hint_manager()>
                <LinkButton
                    href=facility_link(facility, "/children/import")
                    icon=glyph::UPLOAD
                    kind=ButtonKind::Primary
                >
                    {w::import()}
                </LinkButton>
            </Empty>
        }
        .into_any(),
    }
}

fn child_table(facility: FacilityId, children: ReadSignal<ChildPage>, look: Look, may_open: bool) -> AnyView {
    let heads = [w::name(), w::class(), w::birth_date(), w::guardians_joined()];
    let rows = move || {
        let page = children.get();
        page.children.into_iter().map(|child| row(facility, child, may_open)).collect::<Vec<_>>().into_any()
    };
    let shown = move || {
        let first = look.before.with(Vec::len) * PAGE;
        children.with(|page| w::shown(first + 1, first + page.children.len(), page.total))
    };
    let back = move || {
        look.before.update(|before| {
            before.pop();
        });
    };
    let on = move || {
        if let Some(last) = children.with_untracked(|page| page.children.last().map(|child| child.id)) {
            look.before.update(|before| before.push(last));
        }
    };
    view! {
        {table(w::title(), &heads, live(rows))}
        <div class="row pager">
            <p role="status">{text(shown)}</p>
            {when(
                move || look.before.with(|before| !before.is_empty()),
                move || {
                    view! { <Button icon=glyph::CHEVRON_LEFT on_press=back>{w::page_before()}</Button> }.into_any()
                },
            )}
            {when(
                move || children.with(|page| page.more),
                move || view! { <Button icon=glyph::CHEVRON_RIGHT on_press=on>{w::page_after()}</Button> }.into_any(),
            )}
        </div>
    }
    .into_any()
}

fn row(facility: FacilityId, child: ChildLine, may_open: bool) -> AnyView {
    let name = if may_open {
        person_link(child_link(facility, child.id), &child.name, &child.kana)
    } else {
        person(&child.name, &child.kana)
    };
    let class = if child.class_name.is_empty() { w::no_class().to_owned() } else { child.class_name };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{class}</td>
            <td>{dates::full_day(child.birth_date)}</td>
            <td>{w::joined(child.guardians, child.joined)}</td>
        </tr>
    }
    .into_any()
}
