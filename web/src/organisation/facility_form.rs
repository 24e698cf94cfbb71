use chrono::NaiveTime;
use hidamari_domain::organisation::{FacilityForm, FacilityKind};
use hidamari_domain::value::{Phone, Refused, Text};
use leptos::prelude::*;

use super::labels::kind_name;
use crate::office::{Fields, typed, typed_or_empty};
use crate::ui::{Choice, SelectField, TextField};
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
        let time = |time: Option<NaiveTime>, usual: &str| {
            typed(time.map_or_else(|| usual.to_owned(), |time| time.to_string().chars().take(5).collect()))
        };
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
        let kinds: Vec<Choice> =
            FacilityKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind_name(*kind))).collect();
        view! {
            <TextField label=w::name() value=self.name error=fields.error("name") required=true maxlength=60 />
            <TextField label=w::code() value=self.code hint=w::code_hint() error=fields.error("code") required=true maxlength=20 />
            <SelectField label=w::kind() value=self.kind choices=kinds error=fields.error("kind") required=true />
            <div class="side-by-side">
                <TextField label=w::opens() value=self.opens kind="time" error=fields.error("opens") required=true />
                <TextField label=w::closes() value=self.closes kind="time" error=fields.error("closes") required=true />
            </div>
            <TextField label=w::address() value=self.address error=fields.error("address") maxlength=200 />
            <TextField label=w::phone() value=self.phone kind="tel" error=fields.error("phone") maxlength=20 />
        }
        .into_any()
    }

    /// The facility, if nothing is wrong with it.
    pub fn read(self, fields: Fields) -> Option<FacilityForm> {
        let name = fields.take_text("name", self.name, Text::parse);
        let code = fields.take_text("code", self.code, Text::parse);
        let kind = fields.take_choice("kind", self.kind, FacilityKind::from_key);
        let opens = fields.take_text("opens", self.opens, time);
        let closes = fields.take_text("closes", self.closes, time);
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

fn time(text: &str) -> Result<NaiveTime, Refused> {
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    text.parse().map_err(|_| Refused::Shape)
}
