//! Parts that the office's screens are made of.

use hidamari_domain::id::{ChildId, FacilityId};
use leptos::prelude::*;

use crate::ui::live::live;
use crate::ui::{AsyncView, Choice, Empty, Glyph, Icon, Load, Skeleton, TableWrap, glyph};
use crate::words::office as w;

/// The address of a facility's screen.
pub fn facility_link(facility: FacilityId, rest: &str) -> String {
    ["/office/facilities/", &facility.to_string(), rest].concat()
}

/// The address of a child's record.
pub fn child_link(facility: FacilityId, child: ChildId) -> String {
    facility_link(facility, &["/children/", &child.to_string()].concat())
}

/// A screen.
pub fn page(inside: AnyView) -> AnyView {
    view! { <main class="page page-wide" tabindex="-1">{inside}</main> }.into_any()
}

/// A screen's name, and beside it what can be done there.
pub fn page_head(title: impl Into<String>, acts: AnyView) -> AnyView {
    view! { <div class="page-head"><h1>{title.into()}</h1> <div class="row push no-print">{acts}</div></div> }
        .into_any()
}

/// The band over what guardians never see.
pub fn staff_only() -> AnyView {
    view! { <p class="staff-only"><Icon glyph=glyph::LOCK /> <span>{w::staff_only()}</span></p> }.into_any()
}

/// Says that looking leaves a trace.
pub fn reading_is_recorded() -> AnyView {
    view! { <p class="recorded muted"><Icon glyph=glyph::EYE /> <span>{w::reading_is_recorded()}</span></p> }.into_any()
}

/// A name with its kana above.
pub fn person(name: &str, kana: &str) -> AnyView {
    view! { <span class="name"><span class="name-kana">{kana.to_owned()}</span> <span>{name.to_owned()}</span></span> }
        .into_any()
}

/// A name with its kana above that leads somewhere.
pub fn person_link(href: String, name: &str, kana: &str) -> AnyView {
    view! {
        <span class="name">
            <span class="name-kana">{kana.to_owned()}</span>
            <a href=href>{name.to_owned()}</a>
        </span>
    }
    .into_any()
}

/// A table with the heads of its columns and its rows.
pub fn table(label: impl Into<String>, heads: &[&'static str], rows: AnyView) -> AnyView {
    let heads = cells(heads);
    view! {
        <TableWrap label=label.into()>
            <table class="table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

/// The heads of a table's columns.
pub fn cells(heads: &[&'static str]) -> AnyView {
    heads.iter().map(|head| view! { <th scope="col">{*head}</th> }.into_any()).collect::<Vec<_>>().into_any()
}

/// Narrows a list to one of several; nothing chosen is all of them.
pub fn narrow(
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    choices: Signal<Vec<Choice>>,
) -> AnyView {
    let option = move |Choice { value: each, label }: Choice| {
        let chosen = value.with_untracked(|value| *value == each);
        view! { <option value=each selected=chosen>{label}</option> }.into_any()
    };
    let options = move || {
        let all = core::iter::once(Choice::new("", all));
        all.chain(choices.get()).map(option).collect::<Vec<_>>().into_any()
    };
    view! {
        <label class="field">
            <span class="narrow-label">{label}</span>
            <select class="input" on:change=move |event| value.set(event_target_value(&event))>
                {live(options)}
            </select>
        </label>
    }
    .into_any()
}

/// A telephone number as it is read: in groups.
pub fn phone(number: &str) -> String {
    let first = match (number.len(), number.get(..2)) {
        (10, Some("03" | "06")) => 2,
        _ => 3,
    };
    let last = number.len().saturating_sub(4);
    match (number.get(..first), number.get(first..last), number.get(last..)) {
        (Some(first), Some(middle), Some(last)) => [first, middle, last].join("-"),
        _ => number.to_owned(),
    }
}

/// A fact and its name.
pub fn fact(name: &'static str, value: impl Into<String>) -> AnyView {
    let value: String = value.into();
    let value = if value.is_empty() { w::not_written().to_owned() } else { value };
    view! { <dt>{name}</dt><dd>{value}</dd> }.into_any()
}

/// A check beside a word, or a dash.
pub fn yes_no(yes: bool, word: &'static str, no: &'static str) -> AnyView {
    if yes {
        view! { <span class="yes"><Icon glyph=glyph::CHECK /> {word}</span> }.into_any()
    } else {
        view! { <span class="muted">{no}</span> }.into_any()
    }
}

/// Words with a sign between them.
pub fn cross(words: &[String]) -> String {
    words.join(w::between())
}

/// Something fetched, in whichever of its states it is.
pub fn loaded<T: Clone + Send + Sync + 'static>(
    state: impl Into<Signal<Load<T>>>,
    again: Callback<()>,
    is_empty: fn(&T) -> bool,
    empty: impl Fn() -> AnyView + Send + Sync + 'static,
    ready: impl Fn(ReadSignal<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let skeleton = || view! { <Skeleton rows=6 shape="row" /> }.into_any();
    let state: Signal<Load<T>> = state.into();
    view! {
        <AsyncView state retry=again is_empty empty skeleton let:data>
            {ready(data)}
        </AsyncView>
    }
    .into_any()
}

/// Nothing is there yet: something kind, and what will appear.
pub fn nothing(icon: Glyph, title: &'static str, hint: &'static str) -> AnyView {
    view! { <Empty icon title hint /> }.into_any()
}
