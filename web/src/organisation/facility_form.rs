use chrono::NaiveTime;
use hidamari_domain::organisation::{FacilityForm, FacilityKind};
use hidamari_domain::value::{Phone, Text};
use leptos::prelude::*;

use super::labels::kind_name;
use crate::office::{Fields, typed, typed_or_empty, typed_time};
use crate::ui::Choice;
use crate::words::organisation::facility as w;

/// What is typed of a facility.
#[derive(Clone, Copy)]
pub struct FacilityDraft {
    code: RwSignal<String>,
    name: RwSignal<String>,
    kind: RwSignal<String>,
    opens: RwSignal<String>,
    closes: RwSignal<String>,
    address: RwSignal<String>,
    phone: RwSignal<String>,
}

impl FacilityDraft {
    /// A facility as it is, or a new one with the usual hours.
    pub fn of(form: Option<&FacilityForm>) -> Self {
        let time = |time: Option<NaiveTime>, usual: &str| time.map_or_else(|| typed(usual), typed_time);
        Self {
            code: typed_or_empty(form.map(|form| &form.code)),
            name: typed_or_empty(form.map(|form| &form.name)),
            kind: typed(form.map_or_else(|| FacilityKind::PublicNursery.key(), |form| form.kind.key())),
            opens: time(form.map(|form| form.opens), "07:15"),
            closes: time(form.map(|form| form.closes), "18:15"),
            address: typed_or_empty(form.and_then(|form| form.address.as_ref())),
            phone: typed_or_empty(form.and_then(|form| form.phone.as_ref())),
        }
    }

    /// The fields.
    pub fn view(self, fields: Fields) -> AnyView {
        let kinds = FacilityKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind_name(*kind))).collect();
        let opens = fields.line("opens", w::opens(), self.opens).kind("time").required();
        let closes = fields.line("closes", w::closes(), self.closes).kind("time").required();
        view! {
            {fields.line("name", w::name(), self.name).required().most(60).view()}
            {fields.line("code", w::code(), self.code).hint(w::code_hint()).required().most(20).view()}
            {fields.line("kind", w::kind(), self.kind).required().of(kinds)}
            <div class="side-by-side">{opens.view()} {closes.view()}</div>
            {fields.line("address", w::address(), self.address).view()}
            {fields.line("phone", w::phone(), self.phone).kind("tel").most(20).view()}
        }
        .into_any()
    }

    /// The facility, if nothing is wrong with it.
    pub fn read(self, fields: Fields) -> Option<FacilityForm> {
        let name = fields.take_text("name", self.name, Text::parse);
        let code = fields.take_text("code", self.code, Text::parse);
        let kind = fields.take_choice("kind", self.kind, FacilityKind::from_key);
        let opens = fields.take_time("opens", self.opens);
        let closes = fields.take_time("closes", self.closes);
        let address = fields.take_optional("address", self.address, Text::parse);
        let phone = fields.take_optional("phone", self.phone, Phone::parse);
        let form = FacilityForm {
            code: code?,
            name: name?,
            kind: kind?,
            opens: opens?,
            closes: closes?,
            address: address?,
            phone: phone?,
        };
        if form.closes <= form.opens {
            fields.refuse("closes", "order");
            return None;
        }
        Some(form)
    }
}
