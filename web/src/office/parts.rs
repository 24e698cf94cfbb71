//! Parts that the office's screens are made of.

use hidamari_domain::id::{ChildId, FacilityId};
use leptos::prelude::*;

use crate::ui::{Empty, Glyph, Icon, glyph};
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

/// Nothing is there yet: something kind, and what will appear.
pub fn nothing(icon: Glyph, title: &'static str, hint: &'static str) -> AnyView {
    view! { <Empty icon title hint /> }.into_any()
}
/// A part of a screen with its heading and what can be done there.
pub fn section_head(title: &'static str, acts: AnyView) -> AnyView {
    view! { <div class="section-head"><h2>{title}</h2> <div class="row">{acts}</div></div> }.into_any()
}
