use hidamari_domain::contract::Nothing;
use hidamari_domain::id::FacilityId;
use hidamari_domain::live::Change;
use hidamari_domain::organisation::{ListStaff, RemoveStaff, Staff};
use leptos::prelude::*;

use super::labels::role_name;
use super::staff_form::{pin_form, staff_form};
use crate::app::{fetch, on_change};
use crate::office::{
    Desk, Fields, act, acts_cell, confirm, cross, loaded, nothing, page, page_head, person, row, table, words, yes_no,
};
use crate::ui::{ButtonKind, glyph};
use crate::words::organisation::staff as w;

/// Where one is, and what to do when something has changed.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub desk: Desk,
    pub facility: FacilityId,
    pub again: Callback<()>,
}

/// The staff of a facility by kana.
pub fn staff_page(desk: Desk, facility: FacilityId) -> AnyView {
    let staff = fetch::<ListStaff>(move || Some((facility, Nothing {})));
    let here = Here { desk, facility, again: staff.again };
    on_change(move |change| {
        if *change == Change::Reset {
            staff.again.run(());
        }
    });
    let ask = move || desk.ask(w::form_title(), move || staff_form(here, None));
    let empty = || nothing(glyph::USERS_ROUND, w::nothing(), w::nothing_hint());
    page(
        view! {
            {page_head(w::title(), act(ButtonKind::Primary, Some(glyph::PLUS), w::add(), ask))}
            {loaded(staff, Vec::is_empty, empty, move |all| staff_table(here, all))}
        }
        .into_any(),
    )
}

fn staff_table(here: Here, all: &[Staff]) -> AnyView {
    let heads = [w::name(), w::role(), w::classes(), w::ict_leader(), w::account(), w::pin(), w::act()];
    table(w::title(), &heads, all.iter().map(|staff| line(here, staff)).collect::<Vec<_>>().into_any())
}

fn line(here: Here, staff: &Staff) -> AnyView {
    let form = &staff.form;
    let classes: Vec<String> = form.classes.iter().map(|class| here.desk.class_name(here.facility, *class)).collect();
    let classes = if classes.is_empty() { w::whole_facility().to_owned() } else { cross(&classes) };
    row(
        person(form.name.as_ref(), form.kana.as_ref()),
        vec![
            words(role_name(form.role)),
            words(classes),
            yes_no(form.ict_leader, w::ict_leader_yes(), w::no()),
            yes_no(staff.has_account, w::has_account(), w::no()),
            yes_no(staff.has_pin, w::has_pin(), w::no_pin()),
            acts_cell(acts(here, staff)),
        ],
    )
}

fn acts(here: Here, staff: &Staff) -> AnyView {
    let ask = |title: &'static str, form: fn(Here, Staff) -> AnyView| {
        let staff = staff.clone();
        move || {
            let staff = staff.clone();
            here.desk.ask(title, move || form(here, staff.clone()));
        }
    };
    let change = ask(w::form_title(), |here, staff| staff_form(here, Some(staff)));
    view! {
        {act(ButtonKind::Quiet, Some(glyph::PENCIL), w::change(), change)}
        {act(ButtonKind::Quiet, Some(glyph::KEY_ROUND), w::set_pin(), ask(w::pin_title(), pin_form))}
        {act(ButtonKind::Danger, None, w::remove(), ask(w::remove_title(), remove))}
    }
    .into_any()
}

fn remove(here: Here, staff: Staff) -> AnyView {
    let fields = Fields::default();
    let name = String::from(staff.form.name);
    let says = w::remove_says(&name);
    let agree = move || {
        let done = w::removed(&name);
        fields.send::<RemoveStaff>((here.facility, staff.id), Nothing {}, move |_| here.desk.done(here.again, done));
    };
    confirm(fields, here.desk.dialog, says, w::remove_act(), agree)
}
