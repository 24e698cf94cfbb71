use hidamari_client::new_operation;
use hidamari_domain::id::ClassId;
use hidamari_domain::organisation::{AddStaff, ChangeStaff, NewPin, NewStaff, SetPin, Staff, StaffForm};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::value::{Email, Kana, Pin, Text};
use leptos::prelude::*;

use super::labels::role_name;
use super::staff_page::Here;
use crate::office::{Fields, typed, typed_or_empty};
use crate::ui::{CheckField, Choice, PasswordField};
use crate::words::organisation::staff as w;

/// A member of staff to be added and invited, or one to be changed.
pub(super) fn staff_form(here: Here, staff: Option<Staff>) -> AnyView {
    let Here { desk, facility, again } = here;
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
    let facility_roles = StaffRole::ALL.iter().filter(|role| !role.is_ward());
    let roles = facility_roles.map(|role| Choice::new(role.key(), role_name(*role))).collect();
    let fields = Fields::default();
    let is_new = staff.is_none();
    let mail = || fields.line("email", w::email(), email).kind("email").hint(w::email_hint()).most(254).view();
    let check = |(_, name, checked): &(ClassId, String, RwSignal<bool>)| {
        view! { <CheckField label=name.clone() checked=*checked /> }.into_any()
    };
    let checks: Vec<AnyView> = classes.iter().map(check).collect();
    let view = view! {
        {fields.line("name", w::name(), name).required().most(60).view()}
        {fields.line("kana", w::kana(), kana).required().hint(w::kana_hint()).most(60).view()}
        {fields.line("role", w::role(), role).required().of(roles)}
        <fieldset class="choice">
            <legend>{w::classes()}</legend>
            <p class="field-hint">{w::classes_hint()}</p>
            <div class="check-grid">{checks}</div>
        </fieldset>
        <CheckField label=w::ict_leader() checked=ict_leader hint=w::ict_leader_hint() />
        {is_new.then(mail)}
    };
    let act = if is_new { w::add_act() } else { w::change_act() };
    let id = staff.map_or_else(|| new_operation().0.into(), |staff| staff.id);
    let invitation = new_operation().0.into();
    fields.frame(view.into_any(), act, Some(desk.dialog), move || {
        let name = fields.take_text("name", name, Text::parse);
        let kana = fields.take_text("kana", kana, Kana::parse);
        let role = fields.take_choice("role", role, StaffRole::from_key);
        let email = fields.take_optional("email", email, Email::parse);
        let (Some(name), Some(kana), Some(role), Some(email)) = (name, kana, role, email) else { return };
        let chosen = classes.iter().filter(|(_, _, checked)| checked.get_untracked()).map(|(id, ..)| *id).collect();
        let form = StaffForm { name, kana, role, classes: chosen, ict_leader: ict_leader.get_untracked() };
        let invited = email.is_some();
        let done = move |staff: Staff| {
            let name = staff.form.name.as_ref();
            desk.done(again, if invited { w::invited(name) } else { w::kept(name) });
        };
        if is_new {
            fields.send::<AddStaff>(facility, NewStaff { id, invitation, form, email }, done);
        } else {
            fields.send::<ChangeStaff>((facility, id), form, done);
        }
    })
}

/// A PIN for the tablets.
pub(super) fn pin_form(here: Here, staff: Staff) -> AnyView {
    let (fields, pin) = (Fields::default(), typed(""));
    let name = String::from(staff.form.name);
    let view = view! {
        <p>{w::pin_says(&name)}</p>
        <PasswordField
            label=w::pin()
            value=pin
            hint=w::pin_hint()
            error=fields.error("pin")
            autocomplete="new-password"
            inputmode="numeric"
        />
    };
    fields.frame(view.into_any(), w::pin_act(), Some(here.desk.dialog), move || {
        let Some(pin) = fields.take_text("pin", pin, Pin::parse) else { return };
        let done = w::pin_set(&name);
        fields.send::<SetPin>((here.facility, staff.id), NewPin { pin }, move |_| here.desk.done(here.again, done));
    })
}
