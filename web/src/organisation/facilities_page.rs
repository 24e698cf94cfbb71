use hidamari_client::new_operation;
use hidamari_domain::id::MunicipalityId;
use hidamari_domain::organisation::{AddFacility, Facility, NewFacility};
use leptos::prelude::*;

use super::facility_form::FacilityDraft;
use super::labels::{hours, kind_name};
use crate::office::{Desk, Fields, facility_link, loaded, nothing, page, page_head, phone, table};
use crate::ui::live::{live, when};
use crate::ui::{Button, ButtonKind, Dialog, glyph};
use crate::words::organisation::facility as w;

/// The facilities within reach, and adding one.
pub fn facilities_page(desk: Desk) -> AnyView {
    let adding = RwSignal::new(false);
    let add = move || {
        let button = move || {
            view! {
                <Button kind=ButtonKind::Primary icon=glyph::PLUS on_press=move || adding.set(true)>
                    {w::add()}
                </Button>
            }
            .into_any()
        };
        when(move || desk.municipality().is_some(), button)
    };
    let form = move || desk.municipality().map(|municipality| form(desk, municipality, adding)).into_any();
    page(
        view! {
            {page_head(w::title(), add())}
            {loaded(
                desk.facilities.state,
                desk.facilities.again,
                Vec::is_empty,
                || nothing(glyph::SCHOOL, w::nothing(), w::nothing_hint()),
                move |all| facility_table(all),
            )}
            <Dialog open=adding title=w::add()>{form()}</Dialog>
        }
        .into_any(),
    )
}

fn facility_table(all: ReadSignal<Vec<Facility>>) -> AnyView {
    let heads = [w::name(), w::kind(), w::hours(), w::classes(), w::phone(), w::address(), w::code()];
    table(w::title(), &heads, live(move || all.get().into_iter().map(row).collect::<Vec<_>>().into_any()))
}

fn row(Facility { id, form, classes, .. }: Facility) -> AnyView {
    let hours = hours(&form);
    view! {
        <tr>
            <th scope="row"><a href=facility_link(id, "")>{String::from(form.name)}</a></th>
            <td>{kind_name(form.kind)}</td>
            <td class="nowrap">{hours}</td>
            <td class="number">{classes.len()}</td>
            <td class="nowrap">{form.phone.map(|number| phone(number.as_ref()))}</td>
            <td>{form.address.map(String::from)}</td>
            <td>{String::from(form.code)}</td>
        </tr>
    }
    .into_any()
}

fn form(desk: Desk, municipality: MunicipalityId, open: RwSignal<bool>) -> AnyView {
    let (fields, draft) = (Fields::default(), FacilityDraft::of(None));
    let id = new_operation().0.into();
    fields.frame(draft.view(fields), w::add_act(), Some(open), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<AddFacility>(municipality, NewFacility { id, form }, move |facility| {
            open.set(false);
            desk.facilities.again.run(());
            desk.say(w::added(facility.form.name.as_ref()));
        });
    })
}
