use hidamari_domain::policy::Rights;
use hidamari_domain::roster::GuardianForm;
use hidamari_domain::value::{Email, Kana, Phone, Text};
use leptos::prelude::*;

use crate::office::{Fields, staff_only, typed, typed_or_empty};
use crate::ui::{CheckField, Choice};
use crate::words::roster::guardian as w;

/// The fewest fields for telephone numbers; a guardian who has more keeps them.
const PHONES: usize = 3;

/// What is typed of a guardian.
#[derive(Clone, Copy)]
pub struct GuardianDraft {
    name: RwSignal<String>,
    kana: RwSignal<String>,
    relation: RwSignal<String>,
    phones: [RwSignal<String>; 5],
    email: RwSignal<String>,
    order: RwSignal<String>,
    see_day: RwSignal<bool>,
    see_record: RwSignal<bool>,
    invite_family: RwSignal<bool>,
}

impl GuardianDraft {
    /// A guardian as they are, or one without limits at the given place in the calling order.
    pub fn of(form: Option<&GuardianForm>, place: usize) -> Self {
        let rights = form.map_or(Rights::FULL, |form| form.rights);
        let phone = |at: usize| typed_or_empty(form.and_then(|form| form.phones.get(at)));
        Self {
            name: typed_or_empty(form.map(|form| &form.name)),
            kana: typed_or_empty(form.and_then(|form| form.kana.as_ref())),
            relation: typed_or_empty(form.map(|form| &form.relation)),
            phones: [phone(0), phone(1), phone(2), phone(3), phone(4)],
            email: typed_or_empty(form.and_then(|form| form.email.as_ref())),
            order: typed(form.map_or_else(|| place.to_string(), |form| form.calling_order.to_string())),
            see_day: RwSignal::new(rights.see_day),
            see_record: RwSignal::new(rights.see_record),
            invite_family: RwSignal::new(rights.invite_family),
        }
    }

    /// Takes over what is known of a brother's or sister's guardian, but for the rights, which are for one child.
    pub fn take_over(self, form: &GuardianForm) {
        self.name.set(form.name.as_ref().to_owned());
        self.kana.set(form.kana.clone().map(String::from).unwrap_or_default());
        self.relation.set(form.relation.as_ref().to_owned());
        self.email.set(form.email.clone().map(String::from).unwrap_or_default());
        for (at, phone) in self.phones.iter().enumerate() {
            phone.set(form.phones.get(at).cloned().map(String::from).unwrap_or_default());
        }
    }

    /// The fields.
    pub fn view(self, fields: Fields) -> AnyView {
        let line = |name, label, value| fields.line(name, label, value);
        let places = (1..=9).map(|place| Choice::new(place.to_string(), w::place(place))).collect();
        let shown = self.phones.iter().rposition(|phone| phone.with_untracked(|phone| !phone.is_empty()));
        let shown = shown.map_or(PHONES, |last| PHONES.max(last + 1));
        let phone = |(at, phone): (usize, RwSignal<String>)| {
            fields.line(PHONE_FIELDS[at], w::phone(at + 1), phone).kind("tel").most(20).view()
        };
        let phones: Vec<AnyView> = self.phones.into_iter().take(shown).enumerate().map(phone).collect();
        let relation = line("relation", w::relation(), self.relation).hint(w::relation_hint()).required().most(20);
        let order = line("calling_order", w::order(), self.order).hint(w::order_hint()).required();
        view! {
            <div class="side-by-side">
                {line("name", w::name(), self.name).required().most(60).view()}
                {line("kana", w::kana(), self.kana).most(60).view()}
                {relation.view()}
                {order.of(places)}
                {phones}
            </div>
            {line("email", w::email(), self.email).kind("email").most(254).view()}
            <fieldset class="choice rights">
                <legend>{w::rights()}</legend>
                {staff_only()}
                <p class="field-hint">{w::rights_hint()}</p>
                <CheckField label=w::see_day() checked=self.see_day hint=w::see_day_hint() />
                <CheckField label=w::see_record() checked=self.see_record hint=w::see_record_hint() />
                <CheckField label=w::invite_family() checked=self.invite_family hint=w::invite_family_hint() />
            </fieldset>
        }
        .into_any()
    }

    /// The guardian, if nothing is wrong.
    pub fn read(self, fields: Fields) -> Option<GuardianForm> {
        let name = fields.take_text("name", self.name, Text::parse);
        let kana = fields.take_optional("kana", self.kana, Kana::parse);
        let relation = fields.take_text("relation", self.relation, Text::parse);
        let email = fields.take_optional("email", self.email, Email::parse);
        let order = fields.take_choice("calling_order", self.order, |text| text.parse().ok());
        let phone =
            |(at, text): (usize, &RwSignal<String>)| fields.take_optional(PHONE_FIELDS[at], *text, Phone::parse);
        let phones: Vec<Option<Option<Phone>>> = self.phones.iter().enumerate().map(phone).collect();
        let phones: Option<Vec<Option<Phone>>> = phones.into_iter().collect();
        Some(GuardianForm {
            name: name?,
            kana: kana?,
            relation: relation?,
            phones: phones?.into_iter().flatten().collect(),
            email: email?,
            calling_order: order?,
            rights: Rights {
                see_day: self.see_day.get_untracked(),
                see_record: self.see_record.get_untracked(),
                invite_family: self.invite_family.get_untracked(),
            },
        })
    }
}

/// What the fields for telephone numbers are called; the first stands for what the server says of all of them.
const PHONE_FIELDS: [&str; 5] = ["phones", "phone_2", "phone_3", "phone_4", "phone_5"];
