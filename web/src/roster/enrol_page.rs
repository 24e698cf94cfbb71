use hidamari_client::new_operation;
use hidamari_domain::id::{FacilityId, GuardianId, HouseholdId};
use hidamari_domain::roster::{ChildRecord, EnrolChild, Guardian, NewChild};
use leptos::prelude::*;

use super::child_form::ChildDraft;
use super::guardian_form::GuardianDraft;
use super::sibling::sibling;
use crate::office::{Desk, Fields, child_link, facility_link, page, page_head, staff_only, typed, way};
use crate::ui::live::{effect, live};
use crate::ui::{ButtonKind, Choice, Load, glyph};
use crate::words::roster::enrol as w;

/// A brother's or sister's record, while one is chosen, and the guardian that is shared with them.
#[derive(Clone, Copy)]
struct Shared {
    chosen: RwSignal<String>,
    record: RwSignal<Load<ChildRecord>>,
    guardian: RwSignal<String>,
}

impl Shared {
    fn with<R>(self, read: impl FnOnce(&ChildRecord) -> R) -> Option<R> {
        let chosen = self.chosen.get();
        self.record.with(|record| match record {
            Load::Ready(record) if record.id.to_string() == chosen => Some(read(record)),
            _ => None,
        })
    }

    fn guardian(self) -> Option<Guardian> {
        let id: GuardianId = self.guardian.get().parse().ok()?;
        self.with(|record| record.guardians.iter().find(|guardian| guardian.id == id).cloned())?
    }
}

/// Enrols a child with the first guardian, or with a brother's or sister's.
pub fn enrol_page(desk: Desk, facility: FacilityId) -> AnyView {
    let fields = Fields::default();
    let (child, guardian) = (ChildDraft::of(None), GuardianDraft::of(None, 1));
    let chosen = typed("");
    let (record, search) = sibling(facility, chosen);
    let shared = Shared { chosen, record, guardian: typed("") };
    take_over(shared, child, guardian);
    let back = way(ButtonKind::Quiet, glyph::CHEVRON_LEFT, w::back(), facility_link(facility, "/children"));
    let inside = view! {
        <div class="record">
            <section class="card">
                <h2>{w::child()}</h2>
                {child.view(desk, facility, fields)}
            </section>
            <section class="card">
                <h2>{w::guardian()}</h2>
                {search}
                {live(move || guardian_choice(shared, fields))}
                {guardian.view(fields)}
            </section>
        </div>
    };
    let id = new_operation().0.into();
    let (household, first): (HouseholdId, GuardianId) = (new_operation().0.into(), new_operation().0.into());
    let form = fields.frame(inside.into_any(), w::act(), None, move || {
        let (form, guardian_form) = (child.read(fields), guardian.read(fields));
        let (Some(form), Some(guardian_form)) = (form, guardian_form) else { return };
        let household = untrack(|| shared.with(|record| record.household)).unwrap_or(household);
        let guardian = untrack(|| shared.guardian()).map_or(first, |guardian| guardian.id);
        let body = NewChild { id, household, form, guardian, guardian_form };
        fields.send::<EnrolChild>(facility, body, move |record| {
            desk.say(w::enrolled());
            desk.route.go(&child_link(facility, record.id));
        });
    });
    page(
        view! {
            {staff_only()}
            {page_head(w::title(), back)}
            <div class="wide-form">{form}</div>
        }
        .into_any(),
    )
}

/// Fills in what brothers and sisters have in common.
fn take_over(shared: Shared, child: ChildDraft, guardian: GuardianDraft) {
    effect(move |_| {
        let first = shared.with(|record| {
            child.take_family_name(&record.form);
            record.guardians.first().map(|first| first.id.to_string())
        });
        shared.guardian.set(first.flatten().unwrap_or_default());
    });
    effect(move |_| {
        if let Some(of) = shared.guardian() {
            guardian.take_over(&of.form);
        }
    });
}

fn guardian_choice(shared: Shared, fields: Fields) -> AnyView {
    let choice = |guardian: &Guardian| Choice::new(guardian.id.to_string(), guardian.form.name.as_ref());
    let choices = shared.with(|record| record.guardians.iter().map(choice).collect());
    let line = |choices| {
        fields.line("guardian", w::same_guardian(), shared.guardian).hint(w::same_guardian_hint()).of(choices)
    };
    choices.map(line).into_any()
}
