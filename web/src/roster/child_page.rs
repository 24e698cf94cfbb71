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
    Desk, Fields, child_link, facility_link, fact, loaded, page, page_head, person_link, reading_is_recorded,
    staff_only,
};
use crate::ui::live::live;
use crate::ui::{Button, Dialog, LinkButton, Load, Note, glyph};
use crate::words::roster::child as w;

/// A child's record on the screen: how it is shown, and where a changed one goes.
#[derive(Clone, Copy)]
pub struct Record {
    pub desk: Desk,
    pub facility: FacilityId,
    pub shown: ReadSignal<ChildRecord>,
    pub kept: RwSignal<Load<ChildRecord>>,
    pub may_change: bool,
}

/// A child's record.
pub fn child_page(desk: Desk, facility: FacilityId, child: ChildId) -> AnyView {
    let record = fetch::<ReadChild>(move || Some((child, Nothing {})));
    let may_change = desk.may(ActionKey::ManageChild, facility);
    page(
        view! {
            {staff_only()}
            {loaded(
                record.state,
                record.again,
                |_| false,
                || ().into_any(),
                move |shown| ready(Record { desk, facility, shown, kept: record.state, may_change }),
            )}
        }
        .into_any(),
    )
}

fn ready(record: Record) -> AnyView {
    let (changing, ending) = (RwSignal::new(false), RwSignal::new(false));
    let Record { desk, facility, shown, may_change, .. } = record;
    let acts = view! {
        <LinkButton href=facility_link(facility, "/children") icon=glyph::CHEVRON_LEFT>{w::back()}</LinkButton>
    };
    let change = may_change.then(|| {
        view! {
            <Button icon=glyph::PENCIL on_press=move || changing.set(true)>{w::change()}</Button>
            <Button on_press=move || ending.set(true)>{w::end()}</Button>
        }
    });
    let is_director = desk.may(ActionKey::ManageFacility, facility) && desk.may(ActionKey::ManageChild, facility);
    view! {
        {live(move || shown.with(|child| page_head(name_of(child), ().into_any())))}
        <div class="row">{acts} {reading_is_recorded()}</div>
        {live(move || shown.with(|child| child.left_on.map(|day| view! { <Note tone="slate">{w::left_on(dates::full_day(day))}</Note> })).into_any())}
        <div class="record">
            <section class="card">
                <div class="section-head"><h2>{w::about()}</h2> <div class="row">{change}</div></div>
                {live(move || shown.with(facts))}
                {live(move || shown.with(|child| siblings(facility, &child.siblings)))}
            </section>
            {guardians(record)}
        </div>
        {is_director.then(|| readings(shown.with_untracked(|child| child.id)))}
        <Dialog open=changing title=w::change_title()>{form(record, changing)}</Dialog>
        <Dialog open=ending title=w::end_title()>{leaving(record, ending)}</Dialog>
    }
    .into_any()
}

fn name_of(child: &ChildRecord) -> String {
    [child.form.family_name.as_ref(), child.form.given_name.as_ref()].join(" ")
}

fn facts(child: &ChildRecord) -> AnyView {
    let form = &child.form;
    let kana = [form.family_kana.as_ref(), form.given_kana.as_ref()].join(" ");
    let caution = form.caution.as_ref().map(|caution| {
        let caution = caution.as_ref().to_owned();
        view! { <Note tone="alarm" icon=glyph::CIRCLE_ALERT>{caution}</Note> }
    });
    view! {
        {caution}
        <dl class="facility-facts">
            {fact(w::kana(), kana)}
            {fact(w::birth_date(), dates::full_day(form.birth_date))}
            {fact(w::class(), child.class_name.clone())}
            {fact(w::sex(), form.sex.map(sex).unwrap_or_default())}
            {fact(w::certification(), [form.certification.map(certification), form.certified_hours.map(certified_hours)].into_iter().flatten().collect::<Vec<_>>().join("　"))}
            {fact(w::enrolled_on(), dates::full_day(form.enrolled_on))}
            {fact(w::external_id(), form.external_id.clone().map(String::from).unwrap_or_default())}
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
        view! { <li class="row">{name} <span class="muted">{child.class_name.clone()}</span></li> }
    };
    view! {
        <h3>{w::siblings()}</h3>
        <ul class="stack">{all.iter().map(line).collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

fn form(record: Record, open: RwSignal<bool>) -> AnyView {
    let child = record.shown.get_untracked();
    let (fields, draft) = (Fields::default(), ChildDraft::of(Some(&child.form)));
    fields.frame(draft.view(record.desk, record.facility, fields), w::change_act(), Some(open), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<ChangeChild>(child.id, form, move |changed| {
            open.set(false);
            record.kept.set(Load::Ready(changed));
            record.desk.say(w::changed());
        });
    })
}
