use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{Certification, CertifiedHours, ChildForm, Sex};
use hidamari_domain::value::{Kana, Text};
use leptos::prelude::*;

use super::labels::{certification, certified_hours, choices, sex};
use crate::app::dates;
use crate::office::{Desk, Fields, typed, typed_or_empty};
use crate::words::roster::child as w;

/// What is typed of a child.
#[derive(Clone, Copy)]
pub struct ChildDraft {
    family_name: RwSignal<String>,
    given_name: RwSignal<String>,
    family_kana: RwSignal<String>,
    given_kana: RwSignal<String>,
    birth_date: RwSignal<String>,
    class: RwSignal<String>,
    enrolled_on: RwSignal<String>,
    caution: RwSignal<String>,
    sex: RwSignal<String>,
    certification: RwSignal<String>,
    certified_hours: RwSignal<String>,
    external_id: RwSignal<String>,
}

impl ChildDraft {
    /// A child as it is, or one who comes today.
    pub fn of(form: Option<&ChildForm>) -> Self {
        let today = dates::local_day(dates::now());
        Self {
            family_name: typed_or_empty(form.map(|form| &form.family_name)),
            given_name: typed_or_empty(form.map(|form| &form.given_name)),
            family_kana: typed_or_empty(form.map(|form| &form.family_kana)),
            given_kana: typed_or_empty(form.map(|form| &form.given_kana)),
            birth_date: typed(form.map(|form| form.birth_date.to_string()).unwrap_or_default()),
            class: typed(form.and_then(|form| form.class).map(|class| class.to_string()).unwrap_or_default()),
            enrolled_on: typed(form.map_or(today, |form| form.enrolled_on).to_string()),
            caution: typed_or_empty(form.and_then(|form| form.caution.as_ref())),
            sex: typed(form.and_then(|form| form.sex).map(Sex::key).unwrap_or_default()),
            certification: typed(form.and_then(|form| form.certification).map(Certification::key).unwrap_or_default()),
            certified_hours: typed(
                form.and_then(|form| form.certified_hours).map(CertifiedHours::key).unwrap_or_default(),
            ),
            external_id: typed_or_empty(form.and_then(|form| form.external_id.as_ref())),
        }
    }

    /// A brother or sister has the same family name.
    pub fn take_family_name(self, form: &ChildForm) {
        self.family_name.set(form.family_name.as_ref().to_owned());
        self.family_kana.set(form.family_kana.as_ref().to_owned());
    }

    /// The fields.
    pub fn view(self, desk: Desk, facility: FacilityId, fields: Fields) -> AnyView {
        let line = |name, label, value| fields.line(name, label, value);
        let name = |name, label, value| line(name, label, value).required().most(60).view();
        let day = |name, label, value| line(name, label, value).required().kind("date").view();
        let caution = line("caution", w::caution(), self.caution).hint(w::caution_hint()).most(100);
        let external = line("external_id", w::external_id(), self.external_id).hint(w::external_id_hint()).most(60);
        let certifications = choices(Certification::ALL, Certification::key, certification);
        let hours = choices(CertifiedHours::ALL, CertifiedHours::key, certified_hours);
        view! {
            <div class="side-by-side">
                {name("family_name", w::family_name(), self.family_name)}
                {name("given_name", w::given_name(), self.given_name)}
                {name("family_kana", w::family_kana(), self.family_kana)}
                {name("given_kana", w::given_kana(), self.given_kana)}
                {day("birth_date", w::birth_date(), self.birth_date)}
                {day("enrolled_on", w::enrolled_on(), self.enrolled_on)}
                {line("class", w::class(), self.class).of(desk.class_choices(facility))}
                {line("sex", w::sex(), self.sex).of(choices(Sex::ALL, Sex::key, sex))}
                {line("certification", w::certification(), self.certification).of(certifications)}
                {line("certified_hours", w::certified_hours(), self.certified_hours).of(hours)}
            </div>
            {caution.view()}
            {external.view()}
        }
        .into_any()
    }

    /// The child, if nothing is wrong with it.
    pub fn read(self, fields: Fields) -> Option<ChildForm> {
        let family_name = fields.take_text("family_name", self.family_name, Text::parse);
        let given_name = fields.take_text("given_name", self.given_name, Text::parse);
        let family_kana = fields.take_text("family_kana", self.family_kana, Kana::parse);
        let given_kana = fields.take_text("given_kana", self.given_kana, Kana::parse);
        let birth_date = fields.take_day("birth_date", self.birth_date);
        let enrolled_on = fields.take_day("enrolled_on", self.enrolled_on);
        let caution = fields.take_optional("caution", self.caution, Text::parse);
        let external_id = fields.take_optional("external_id", self.external_id, Text::parse);
        Some(ChildForm {
            family_name: family_name?,
            given_name: given_name?,
            family_kana: family_kana?,
            given_kana: given_kana?,
            birth_date: birth_date?,
            class: self.class.get_untracked().parse().ok(),
            enrolled_on: enrolled_on?,
            caution: caution?,
            sex: self.sex.with_untracked(|key| Sex::from_key(key)),
            certification: self.certification.with_untracked(|key| Certification::from_key(key)),
            certified_hours: self.certified_hours.with_untracked(|key| CertifiedHours::from_key(key)),
            external_id: external_id?,
        })
    }
}
