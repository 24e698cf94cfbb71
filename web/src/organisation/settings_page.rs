use hidamari_domain::id::FacilityId;
use hidamari_domain::organisation::{ChangeFacility, Class, Facility};
use leptos::prelude::*;

use super::class_form::class_form;
use super::facility_form::FacilityDraft;
use super::labels::{ages, hours, kind_name};
use crate::app::phone;
use crate::attendance::office::attendance_rules;
use crate::office::{
    Desk, Fields, act, acts_cell, fact, loaded, nothing, page, page_head, row, section_head, table, words,
};
use crate::ui::{ButtonKind, glyph};
use crate::words::organisation::{classes, facility as w};

/// What is written down of a facility, and its classes.
pub fn settings_page(desk: Desk, id: FacilityId) -> AnyView {
    let find =
        move |all: &Vec<Facility>| all.iter().find(|each| each.id == id).map(|found| ready(desk, found)).into_any();
    let inside = loaded(desk.facilities, |_| false, || ().into_any(), find);
    page(view! { {desk.facilities.heading(w::about())} {inside} }.into_any())
}

fn ready(desk: Desk, facility: &Facility) -> AnyView {
    let (id, again) = (facility.id, facility.clone());
    let ask = move || {
        let facility = again.clone();
        desk.ask(w::change_title(), move || form(desk, &facility));
    };
    let change = act(ButtonKind::Quiet, Some(glyph::PENCIL), w::change(), ask);
    let add = act(ButtonKind::Primary, Some(glyph::PLUS), classes::add(), move || ask_for_class(desk, id, None));
    view! {
        {page_head(facility.form.name.as_ref(), ().into_any())}
        <section class="card">{section_head(w::about(), change)} {facts(facility)}</section>
        {attendance_rules(desk, id)}
        <section class="section">
            {section_head(classes::title(), add)} {class_table(desk, id, &facility.classes)}
        </section>
    }
    .into_any()
}

fn facts(Facility { form, .. }: &Facility) -> AnyView {
    view! {
        <dl class="facility-facts">
            {fact(w::kind(), kind_name(form.kind))}
            {fact(w::hours(), hours(form))}
            {fact(w::phone(), form.phone.as_ref().map(|number| phone::spaced(number.as_ref())).unwrap_or_default())}
            {fact(w::address(), form.address.as_ref().map(AsRef::as_ref).unwrap_or_default())}
            {fact(w::code(), form.code.as_ref())}
        </dl>
    }
    .into_any()
}

fn class_table(desk: Desk, facility: FacilityId, all: &[Class]) -> AnyView {
    if all.is_empty() {
        return nothing(glyph::SUN, classes::nothing(), classes::nothing_hint());
    }
    let line = move |class: &Class| {
        let again = class.clone();
        let ask = move || ask_for_class(desk, facility, Some(again.clone()));
        let change = act(ButtonKind::Quiet, Some(glyph::PENCIL), classes::change(), ask);
        row(
            words(class.form.name.as_ref()),
            vec![words(ages(&class.form)), words(classes::year(class.form.fiscal_year.0)), acts_cell(change)],
        )
    };
    let heads = [classes::name(), classes::age_class(), classes::fiscal_year(), classes::act()];
    table(classes::title(), &heads, all.iter().map(line).collect::<Vec<_>>().into_any())
}

fn ask_for_class(desk: Desk, facility: FacilityId, class: Option<Class>) {
    desk.ask(classes::form_title(), move || class_form(desk, facility, class.clone()));
}

fn form(desk: Desk, facility: &Facility) -> AnyView {
    let (fields, draft, id) = (Fields::default(), FacilityDraft::of(Some(&facility.form)), facility.id);
    fields.frame(draft.view(fields), w::change_act(), Some(desk.dialog), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<ChangeFacility>(id, form, move |_| desk.done(desk.facilities.again, w::changed()));
    })
}
