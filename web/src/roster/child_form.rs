use hidamari_domain::id::FacilityId;
use hidamari_domain::roster::{Certification, CertifiedHours, ChildForm, Sex};
use hidamari_domain::value::{Kana, Text};
use leptos::prelude::*;

use super::labels::{certification, certified_hours, choices, sex};
use crate::app::dates;
use crate::office::{Desk, Fields, typed, typed_or_empty};
use crate::ui::{SelectField, TextField};
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
        let classes = desk.class_choices(facility);
        let sexes = choices(Sex::ALL, Sex::key, sex);
        let certifications = choices(Certification::ALL, Certification::key, certification);
        let hours = choices(CertifiedHours::ALL, CertifiedHours::key, certified_hours);
        view! {
            <div class="side-by-side">
                <TextField label=w::family_name() value=self.family_name error=fields.error("family_name") required=true maxlength=60 />
                <TextField label=w::given_name() value=self.given_name error=fields.error("given_name") required=true maxlength=60 />
                <TextField label=w::family_kana() value=self.family_kana error=fields.error("family_kana") required=true maxlength=60 />
                <TextField label=w::given_kana() value=self.given_kana error=fields.error("given_kana") required=true maxlength=60 />
                <TextField label=w::birth_date() value=self.birth_date kind="date" error=fields.error("birth_date") required=true />
                <TextField label=w::enrolled_on() value=self.enrolled_on kind="date" error=fields.error("enrolled_on") required=true />
                <SelectField label=w::class() value=self.class choices=classes error=fields.error("class") />
                <SelectField label=w::sex() value=self.sex choices=sexes error=fields.error("sex") />
                <SelectField label=w::certification() value=self.certification choices=certifications error=fields.error("certification") />
                <SelectField label=w::certified_hours() value=self.certified_hours choices=hours error=fields.error("certified_hours") />
            </div>
            <TextField label=w::caution() value=self.caution hint=w::caution_hint() error=fields.error("caution") maxlength=100 />
            <TextField label=w::external_id() value=self.external_id hint=w::external_id_hint() error=fields.error("external_id") maxlength=60 />
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
