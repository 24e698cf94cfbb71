use hidamari_domain::id::FacilityId;
use hidamari_domain::organisation::{ChangeFacility, Class, Facility};
use leptos::prelude::*;

use super::class_form::class_form;
use super::facility_form::FacilityDraft;
use super::labels::{ages, hours, kind_name};
use crate::office::{Desk, Fields, fact, loaded, page, page_head, phone, table};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Dialog, Empty, Load, glyph};
use crate::words::organisation::{classes, facility as w};

/// What is written down of a facility, and its classes.
pub fn settings_page(desk: Desk, id: FacilityId) -> AnyView {
    let state: Signal<Load<Facility>> = Signal::derive(move || match desk.facilities.state.get() {
        Load::Ready(all) => all.into_iter().find(|each| each.id == id).map_or(Load::Denied, Load::Ready),
        Load::Loading => Load::Loading,
        Load::Offline => Load::Offline,
        Load::Denied => Load::Denied,
        Load::Failed(words) => Load::Failed(words),
    });
    page(loaded(state, desk.facilities.again, |_| false, || ().into_any(), move |facility| ready(desk, facility)))
}

fn ready(desk: Desk, facility: ReadSignal<Facility>) -> AnyView {
    let id = facility.with_untracked(|facility| facility.id);
    let (changing, classing) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(None::<Class>);
    let ask = Callback::new(move |class: Option<Class>| {
        chosen.set(class);
        classing.set(true);
    });
    let change = view! {
        <Button icon=glyph::PENCIL on_press=move || changing.set(true)>{w::change()}</Button>
    };
    let add = view! {
        <Button kind=ButtonKind::Primary icon=glyph::PLUS on_press=move || ask.run(None)>{classes::add()}</Button>
    };
    view! {
        {live(move || page_head(facility.with(|facility| facility.form.name.as_ref().to_owned()), ().into_any()))}
        <section class="card">
            <div class="section-head"><h2>{w::about()}</h2> {change}</div>
            {live(move || facility.with(facts))}
        </section>
        <section class="section">
            <div class="section-head"><h2>{classes::title()}</h2> {add}</div>
            {live(move || facility.with(|facility| class_table(&facility.classes, ask)))}
        </section>
        <Dialog open=changing title=w::change_title()>{form(desk, facility.get_untracked(), changing)}</Dialog>
        <Dialog open=classing title=classes::form_title()>
            {class_form(desk, id, chosen.get_untracked(), classing)}
        </Dialog>
    }
    .into_any()
}

fn facts(Facility { form, .. }: &Facility) -> AnyView {
    let text = |text: Option<String>| text.unwrap_or_default();
    view! {
        <dl class="facility-facts">
            {fact(w::kind(), kind_name(form.kind))}
            {fact(w::hours(), hours(form))}
            {fact(w::phone(), text(form.phone.as_ref().map(|number| phone(number.as_ref()))))}
            {fact(w::address(), text(form.address.clone().map(String::from)))}
            {fact(w::code(), form.code.as_ref())}
        </dl>
    }
    .into_any()
}

fn class_table(all: &[Class], ask: Callback<Option<Class>>) -> AnyView {
    if all.is_empty() {
        return view! { <Empty title=classes::nothing() hint=classes::nothing_hint() /> }.into_any();
    }
    let row = move |class: &Class| {
        let (name, again) = (class.form.name.as_ref().to_owned(), class.clone());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{ages(&class.form)}</td>
                <td>{classes::year(class.form.fiscal_year.0)}</td>
                <td class="acts-cell">
                    <Button icon=glyph::PENCIL on_press=move || ask.run(Some(again.clone()))>{classes::change()}</Button>
                </td>
            </tr>
        }
        .into_any()
    };
    let heads = [classes::name(), classes::age_class(), classes::fiscal_year(), classes::act()];
    table(classes::title(), &heads, all.iter().map(row).collect::<Vec<_>>().into_any())
}

fn form(desk: Desk, facility: Facility, open: RwSignal<bool>) -> AnyView {
    let (fields, draft) = (Fields::default(), FacilityDraft::of(Some(&facility.form)));
    fields.frame(draft.view(fields), w::change_act(), Some(open), move || {
        let Some(form) = draft.read(fields) else { return };
        fields.send::<ChangeFacility>(facility.id, form, move |_| {
            open.set(false);
            desk.facilities.again.run(());
            desk.say(w::changed());
        });
    })
}
