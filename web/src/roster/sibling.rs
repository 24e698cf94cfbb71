use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{ChildLine, ChildRecord, ChildrenQuery, ListChildren, ReadChild};
use hidamari_domain::value::Text;
use leptos::prelude::*;

use crate::app::fetch;
use crate::office::{act, person};
use crate::ui::live::live;
use crate::ui::{ButtonKind, Load, Note, TextField, glyph};
use crate::words::roster::enrol as w;

/// Finds a brother or sister whose household and guardian shall be shared. `chosen` is their id.
pub fn sibling(facility: FacilityId, chosen: RwSignal<String>) -> (RwSignal<Load<ChildRecord>>, AnyView) {
    let wanted = RwSignal::new(String::new());
    let is_asked = move || wanted.with(|wanted| wanted.trim().chars().count() >= 2);
    let found = fetch::<ListChildren>(move || {
        let search = Text::parse(&wanted.get()).ok().filter(|_| is_asked())?;
        Some((facility, ChildrenQuery { search: Some(search), ..ChildrenQuery::default() }))
    });
    let record = fetch::<ReadChild>(move || chosen.get().parse().ok().map(|child| (child, Nothing {})));
    let list = move || {
        found.state.with(|found| match found {
            Load::Ready(page) if is_asked() => lines(&page.children, chosen),
            _ => ().into_any(),
        })
    };
    let inside = move || {
        if chosen.with(String::is_empty) {
            return view! {
                <TextField label=w::sibling() value=wanted kind="search" hint=w::sibling_hint() maxlength=60 />
                {live(list)}
            }
            .into_any();
        }
        record.state.with(|record| match record {
            Load::Ready(record) => shared(record, chosen),
            _ => ().into_any(),
        })
    };
    (record.state, live(inside))
}

fn lines(children: &[ChildLine], chosen: RwSignal<String>) -> AnyView {
    let line = |child: &ChildLine| {
        let id = child.id.to_string();
        let choose = act(ButtonKind::Quiet, None, w::choose_sibling(), move || chosen.set(id.clone()));
        let (name, class) = (person(&child.name, &child.kana), child.class_name.clone());
        view! { <li class="list-row">{name} <span class="muted">{class}</span> {choose}</li> }.into_any()
    };
    if children.is_empty() {
        return view! { <p class="muted">{w::no_sibling()}</p> }.into_any();
    }
    view! { <ul class="list">{children.iter().take(6).map(line).collect::<Vec<_>>()}</ul> }.into_any()
}

fn shared(record: &ChildRecord, chosen: RwSignal<String>) -> AnyView {
    let name = [record.form.family_name.as_ref(), record.form.given_name.as_ref()].join(" ");
    let other = act(ButtonKind::Quiet, None, w::no_share(), move || chosen.set(String::new()));
    view! { <Note tone="leaf" icon=glyph::CHECK><p>{w::shares_with(name)}</p> {other}</Note> }.into_any()
}
