use hidamari_client::new_operation;
use hidamari_domain::id::{FacilityId, GuardianId, HouseholdId};
use hidamari_domain::roster::{ChildRecord, EnrolChild, NewChild};
use leptos::prelude::*;

use super::child_form::ChildDraft;
use super::guardian_form::GuardianDraft;
use super::sibling::sibling;
use crate::office::{Desk, Fields, child_link, facility_link, page, page_head, staff_only, typed};
use crate::ui::live::live;
use crate::ui::{Choice, LinkButton, SelectField, glyph};
use crate::words::roster::enrol as w;

/// Enrols a child with the first guardian, or with a brother's or sister's.
pub fn enrol_page(desk: Desk, facility: FacilityId) -> AnyView {
    let fields = Fields::default();
    let (child, guardian) = (ChildDraft::of(None), GuardianDraft::of(None, 1));
    let shared = RwSignal::new(None::<ChildRecord>);
    let shared_guardian = typed("");
    let id = new_operation().0.into();
    let (household, first): (HouseholdId, GuardianId) = (new_operation().0.into(), new_operation().0.into());
    Effect::new(move || {
        shared_guardian.set(String::new());
        shared.with(|record| {
            if let Some(record) = record {
                child.take_family_name(&record.form);
                if let Some(first) = record.guardians.first() {
                    shared_guardian.set(first.id.to_string());
                }
            }
        });
    });
    Effect::new(move || {
        if let Some(of) = find(shared, &shared_guardian.get()) {
            guardian.take_over(&of);
        }
    });
    let back = view! {
        <LinkButton href=facility_link(facility, "/children") icon=glyph::CHEVRON_LEFT>{w::back()}</LinkButton>
    };
    let inside = view! {
        <div class="record">
            <section class="card">
                <h2>{w::child()}</h2>
                {child.view(desk, facility, fields)}
            </section>
            <section class="card">
                <h2>{w::guardian()}</h2>
                {sibling(facility, shared)}
                {live(move || guardian_choice(shared.get(), shared_guardian))}
                {guardian.view(fields)}
            </section>
        </div>
    };
    let form = fields.frame(inside.into_any(), w::act(), None, move || {
        let (form, guardian_form) = (child.read(fields), guardian.read(fields));
        let (Some(form), Some(guardian_form)) = (form, guardian_form) else { return };
        let household = shared.with_untracked(|record| record.as_ref().map_or(household, |record| record.household));
        let guardian = shared_guardian.with_untracked(|id| id.parse().unwrap_or(first));
        let body = NewChild { id, household, form, guardian, guardian_form };
        fields.send::<EnrolChild>(facility, body, move |record| {
            desk.say(w::enrolled());
            desk.route.go(&child_link(facility, record.id));
        });
    });
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), back.into_any())}
            <div class="wide-form">{form}</div>
        }
        .into_any(),
    )
}

fn find(shared: RwSignal<Option<ChildRecord>>, id: &str) -> Option<hidamari_domain::roster::GuardianForm> {
    let id: GuardianId = id.parse().ok()?;
    shared.with_untracked(|record| {
        let all = record.as_ref().map(|record| record.guardians.as_slice()).unwrap_or_default();
        all.iter().find(|guardian| guardian.id == id).map(|guardian| guardian.form.clone())
    })
}

fn guardian_choice(shared: Option<ChildRecord>, chosen: RwSignal<String>) -> AnyView {
    let Some(record) = shared else { return ().into_any() };
    let choices: Vec<Choice> = record
        .guardians
        .iter()
        .map(|guardian| Choice::new(guardian.id.to_string(), guardian.form.name.as_ref()))
        .collect();
    view! { <SelectField label=w::same_guardian() value=chosen choices hint=w::same_guardian_hint() /> }.into_any()
}
