use hidamari_client::new_operation;
use hidamari_domain::id::{ClassId, FacilityId};
use hidamari_domain::organisation::{AddStaff, ChangeStaff, NewPin, NewStaff, Staff, StaffForm};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::value::{Email, Kana, Pin, Text};
use leptos::prelude::*;

use super::labels::role_name;
use crate::office::{Desk, Fields, typed, typed_or_empty};
use crate::ui::{CheckField, Choice, PasswordField, SelectField, TextField};
use crate::words::organisation::staff as w;

/// A member of staff to be added and invited, or one to be changed.
pub fn staff_form(
    desk: Desk,
    facility: FacilityId,
    staff: Option<Staff>,
    open: RwSignal<bool>,
    again: Callback<()>,
) -> AnyView {
    let form = staff.as_ref().map(|staff| &staff.form);
    let name = typed_or_empty(form.map(|form| &form.name));
    let kana = typed_or_empty(form.map(|form| &form.kana));
    let role = typed(form.map(|form| form.role.key()).unwrap_or_default());
    let email = typed("");
    let ict_leader = RwSignal::new(form.is_some_and(|form| form.ict_leader));
    let of = |class: &ClassId| form.is_some_and(|form| form.classes.contains(class));
    let classes: Vec<(ClassId, String, RwSignal<bool>)> = desk
        .classes(facility)
        .into_iter()
        .map(|class| (class.id, class.form.name.into(), RwSignal::new(of(&class.id))))
        .collect();
    let roles: Vec<Choice> = StaffRole::ALL
        .iter()
        .filter(|role| !role.is_ward())
        .map(|role| Choice::new(role.key(), role_name(*role)))
        .collect();
    let fields = Fields::default();
    let is_new = staff.is_none();
    let mail = is_new.then(|| {
        view! {
            <TextField label=w::email() value=email kind="email" hint=w::email_hint() error=fields.error("email") maxlength=254 />
        }
    });
    let checks: Vec<AnyView> = classes
        .iter()
        .map(|(_, name, checked)| view! { <CheckField label=name.clone() checked=*checked /> }.into_any())
        .collect();
    let view = view! {
        <TextField label=w::name() value=name error=fields.error("name") required=true maxlength=60 />
        <TextField label=w::kana() value=kana hint=w::kana_hint() error=fields.error("kana") required=true maxlength=60 />
        <SelectField label=w::role() value=role choices=roles error=fields.error("role") required=true />
        <fieldset class="choice">
            <legend>{w::classes()}</legend>
            <p class="field-hint">{w::classes_hint()}</p>
            <div class="check-grid">{checks}</div>
        </fieldset>
        <CheckField label=w::ict_leader() checked=ict_leader hint=w::ict_leader_hint() />
        {mail}
    };
    let act = if is_new { w::add_act() } else { w::change_act() };
    let id = staff.map_or_else(|| new_operation().0.into(), |staff| staff.id);
    let invitation = new_operation().0.into();
    fields.frame(view.into_any(), act, Some(open), move || {
        let name = fields.take_text("name", name, Text::parse);
        let kana = fields.take_text("kana", kana, Kana::parse);
        let role = fields.take_choice("role", role, StaffRole::from_key);
        let email = fields.take_optional("email", email, Email::parse);
        let (Some(name), Some(kana), Some(role), Some(email)) = (name, kana, role, email) else { return };
        let chosen = classes.iter().filter(|(_, _, checked)| checked.get_untracked()).map(|(id, ..)| *id).collect();
        let form = StaffForm { name, kana, role, classes: chosen, ict_leader: ict_leader.get_untracked() };
        let invited = email.is_some();
        let done = move |staff: Staff| {
            open.set(false);
            again.run(());
            let name = staff.form.name.as_ref();
            desk.say(if invited { w::invited(name) } else { w::kept(name) });
        };
        if is_new {
            fields.send::<AddStaff>(facility, NewStaff { id, invitation, form, email }, done);
        } else {
            fields.send::<ChangeStaff>((facility, id), form, done);
        }
    })
}

/// A PIN for the tablets.
pub fn pin_form(name: String, open: RwSignal<bool>, set: impl Fn(Fields, NewPin) + Send + Sync + 'static) -> AnyView {
    let (fields, pin) = (Fields::default(), typed(""));
    let view = view! {
        <p>{w::pin_says(name)}</p>
        <PasswordField
            label=w::pin()
            value=pin
            hint=w::pin_hint()
            error=fields.error("pin")
            autocomplete="new-password"
            inputmode="numeric"
        />
    };
    fields.frame(view.into_any(), w::pin_act(), Some(open), move || {
        if let Some(pin) = fields.take_text("pin", pin, Pin::parse) {
            set(fields, NewPin { pin });
        }
    })
}
