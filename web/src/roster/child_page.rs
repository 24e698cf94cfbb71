use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::policy::ActionKey;
use hidamari_domain::roster::{ChangeChild, ChildLine, ChildRecord, ReadChild};
use leptos::prelude::*;

use super::child_form::ChildDraft;
use super::guardians::guardians;
use super::labels::{certification, certified_hours, sex};
use super::leaving::leaving;
use crate::app::{dates, fetch};
use crate::audit::readings;
use crate::office::{
    Desk, Fields, act, child_link, facility_link, fact, loaded, page, page_head, person_link, reading_is_recorded,
    section_head, staff_only, way,
};
use crate::ui::{ButtonKind, Load, Note, glyph};
use crate::words::roster::child as w;

/// A child's record on the screen: where it is kept, and whether one may change it.
#[derive(Clone, Copy)]
pub struct Record {
    pub desk: Desk,
    pub facility: FacilityId,
    pub kept: RwSignal<Load<ChildRecord>>,
    pub may_change: bool,
}

impl Record {
    /// The record has changed: the dialog closes, the new one is shown, and it is said.
    pub fn changed(self, record: ChildRecord, words: impl Into<String>) {
        self.desk.dialog.set(false);
        self.kept.set(Load::Ready(record));
        self.desk.say(words);
    }
}

/// A child's record.
pub fn child_page(desk: Desk, facility: FacilityId, child: ChildId) -> AnyView {
    let found = fetch::<ReadChild>(move || Some((child, Nothing {})));
    let may_change = desk.may(ActionKey::ManageChild, facility);
    let record = Record { desk, facility, kept: found.state, may_change };
    let may_see_readings = may_change && desk.may(ActionKey::ManageFacility, facility);
    page(
        view! {
            {staff_only()}
            {found.heading(w::about())}
            {loaded(found, |_| false, || ().into_any(), move |child| ready(record, child))}
            {may_see_readings.then(|| readings(child))}
        }
        .into_any(),
    )
}

fn ready(record: Record, child: &ChildRecord) -> AnyView {
    let Record { desk, facility, may_change, .. } = record;
    let ask = |title: &'static str, form: fn(Record, ChildRecord) -> AnyView| {
        let child = child.clone();
        move || {
            let child = child.clone();
            desk.ask(title, move || form(record, child.clone()));
        }
    };
    let acts = may_change.then(|| {
        view! {
            {act(ButtonKind::Quiet, Some(glyph::PENCIL), w::change(), ask(w::change_title(), form))}
            {act(ButtonKind::Quiet, None, w::end(), ask(w::end_title(), leaving))}
        }
    });
    let may_plan = record.desk.may(ActionKey::PlanDays, facility);
    let plan = may_plan.then(|| {
        let href = [&child_link(facility, child.id), "/plan"].concat();
        way(ButtonKind::Quiet, glyph::CLOCK, w::plan(), href)
    });
    let left = child.left_on.map(|day| w::left_on(dates::full_day(day)));
    view! {
        {page_head([child.form.family_name.as_ref(), child.form.given_name.as_ref()].join(" "), ().into_any())}
        <div class="row">
            {way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::back(), facility_link(facility, "/children"))}
            {plan}
            {reading_is_recorded()}
        </div>
        {left.map(|left| view! { <Note tone="slate">{left}</Note> })}
        <div class="record">
            <section class="card">
                {section_head(w::about(), acts.into_any())}
                {facts(child)}
                {siblings(facility, &child.siblings)}
            </section>
            {guardians(record, child)}
        </div>
    }
    .into_any()
}

fn facts(child: &ChildRecord) -> AnyView {
    let form = &child.form;
    let caution = form.caution.as_ref().map(|caution| {
        let caution = caution.as_ref().to_owned();
        view! { <Note tone="alarm" icon=glyph::CIRCLE_ALERT>{caution}</Note> }
    });
    let certified = [form.certification.map(certification), form.certified_hours.map(certified_hours)];
    view! {
        {caution}
        <dl class="facility-facts">
            {fact(w::kana(), [form.family_kana.as_ref(), form.given_kana.as_ref()].join(" "))}
            {fact(w::birth_date(), dates::full_day(form.birth_date))}
            {fact(w::class(), child.class_name.as_str())}
            {fact(w::sex(), form.sex.map(sex).unwrap_or_default())}
            {fact(w::certification(), certified.into_iter().flatten().collect::<Vec<_>>().join("　"))}
            {fact(w::enrolled_on(), dates::full_day(form.enrolled_on))}
            {fact(w::external_id(), form.external_id.as_ref().map(AsRef::as_ref).unwrap_or_default())}
        </dl>
    }
    .into_any()
}

fn siblings(facility: FacilityId, all: &[ChildLine]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let line = |child: &ChildLine| {
        let name = person_link(child_link(facility, child.id), &child.name, &child.kana);
        view! { <li class="row">{name} <span class="muted">{child.class_name.clone()}</span></li> }.into_any()
    };
    view! {
        <h3>{w::siblings()}</h3>
        <ul class="stack">{all.iter().map(line).collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

fn form(record: Record, child: ChildRecord) -> AnyView {
    let (fields, draft) = (Fields::default(), ChildDraft::of(Some(&child.form)));
    let view = draft.view(record.desk, record.facility, fields);
    fields.frame(view, w::change_act(), Some(record.desk.dialog), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<ChangeChild>(child.id, form, move |changed| record.changed(changed, w::changed()));
    })
}
