use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::roster::{ChildLine, ChildRecord, ChildrenQuery, ListChildren, ReadChild};
use hidamari_domain::value::Text;
use leptos::prelude::*;

use crate::app::fetch;
use crate::office::person;
use crate::ui::live::live;
use crate::ui::{Button, Load, Note, TextField, glyph};
use crate::words::roster::enrol as w;

/// Finds a brother or sister whose household and guardian shall be shared.
pub fn sibling(facility: FacilityId, chosen: RwSignal<Option<ChildRecord>>) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let asked = RwSignal::new(None::<ChildId>);
    let found = fetch::<ListChildren>(move || {
        let search = wanted.with(|wanted| Text::parse(wanted).ok().filter(|_| wanted.trim().chars().count() >= 2))?;
        Some((facility, ChildrenQuery { search: Some(search), ..ChildrenQuery::default() }))
    });
    let record = fetch::<ReadChild>(move || asked.get().map(|child| (child, Nothing {})));
    Effect::new(move || {
        if let Load::Ready(record) = record.state.get()
            && asked.get_untracked() == Some(record.id)
        {
            chosen.set(Some(record));
        }
    });
    let line = move |child: ChildLine| {
        let id = child.id;
        view! {
            <li class="list-row">
                {person(&child.name, &child.kana)} <span class="muted">{child.class_name}</span>
                <Button on_press=move || asked.set(Some(id))>{w::choose_sibling()}</Button>
            </li>
        }
    };
    let list = move || match found.state.get() {
        Load::Ready(page) if wanted.with(|wanted| wanted.trim().chars().count() >= 2) => {
            let lines: Vec<_> = page.children.into_iter().take(6).map(line).collect();
            if lines.is_empty() {
                view! { <p class="muted">{w::no_sibling()}</p> }.into_any()
            } else {
                view! { <ul class="list">{lines}</ul> }.into_any()
            }
        }
        _ => ().into_any(),
    };
    let inside = move || match chosen.get() {
        Some(record) => {
            let name = [record.form.family_name.as_ref(), record.form.given_name.as_ref()].join(" ");
            view! {
                <Note tone="leaf" icon=glyph::CHECK>
                    <p>{w::shares_with(name)}</p>
                    <Button on_press=move || {
                        asked.set(None);
                        chosen.set(None);
                    }>{w::no_share()}</Button>
                </Note>
            }
            .into_any()
        }
        None => view! {
            <TextField label=w::sibling() value=wanted kind="search" hint=w::sibling_hint() maxlength=60 />
            {live(list)}
        }
        .into_any(),
    };
    live(inside)
}
