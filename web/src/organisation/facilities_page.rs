use hidamari_client::new_operation;
use hidamari_domain::id::MunicipalityId;
use hidamari_domain::organisation::{AddFacility, Facility, NewFacility};
use leptos::prelude::*;

use super::facility_form::FacilityDraft;
use super::labels::{hours, kind_name};
use crate::app::phone;
use crate::office::{Desk, Fields, act, facility_link, loaded, nothing, page, page_head, row, table, words};
use crate::ui::{ButtonKind, glyph};
use crate::words::organisation::facility as w;

/// The facilities within reach, and adding one.
pub fn facilities_page(desk: Desk) -> AnyView {
    let add = desk.municipality().map(|municipality| {
        let ask = move || desk.ask(w::add(), move || form(desk, municipality));
        act(ButtonKind::Primary, Some(glyph::PLUS), w::add(), ask)
    });
    let empty = || nothing(glyph::SCHOOL, w::nothing(), w::nothing_hint());
    page(
        view! {
            {page_head(w::title(), add.into_any())}
            {loaded(desk.facilities, Vec::is_empty, empty, |all| facility_table(all))}
        }
        .into_any(),
    )
}

fn facility_table(all: &[Facility]) -> AnyView {
    let heads = [w::name(), w::kind(), w::hours(), w::classes(), w::phone(), w::address(), w::code()];
    table(w::title(), &heads, all.iter().map(line).collect::<Vec<_>>().into_any())
}

fn line(Facility { id, form, classes, .. }: &Facility) -> AnyView {
    let text = |text: Option<&str>| words(text.unwrap_or_default());
    let name = form.name.as_ref().to_owned();
    row(
        view! { <a href=facility_link(*id, "")>{name}</a> }.into_any(),
        vec![
            words(kind_name(form.kind)),
            words(hours(form)),
            words(classes.len().to_string()),
            words(form.phone.as_ref().map(|number| phone::spaced(number.as_ref())).unwrap_or_default()),
            text(form.address.as_ref().map(AsRef::as_ref)),
            words(form.code.as_ref()),
        ],
    )
}

fn form(desk: Desk, municipality: MunicipalityId) -> AnyView {
    let (fields, draft) = (Fields::default(), FacilityDraft::of(None));
    let id = new_operation().0.into();
    fields.frame(draft.view(fields), w::add_act(), Some(desk.dialog), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<AddFacility>(municipality, NewFacility { id, form }, move |facility| {
            desk.done(desk.facilities.again, w::added(facility.form.name.as_ref()));
        });
    })
}
