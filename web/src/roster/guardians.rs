use hidamari_client::new_operation;
use hidamari_domain::contract::Nothing;
use hidamari_domain::policy::Rights;
use hidamari_domain::roster::{ChildRecord, Guardian, GuardianForm, RemoveGuardian, SetGuardian};
use hidamari_domain::value::Phone;
use leptos::prelude::*;

use super::child_page::Record;
use super::guardian_form::GuardianDraft;
use crate::app::phone;
use crate::office::{Fields, act, cells, confirm, nothing, person, section_head, yes_no};
use crate::ui::{ButtonKind, Icon, TableWrap, glyph};
use crate::words::roster::guardian as w;

/// The guardians in calling order, with what each may see.
pub fn guardians(record: Record, child: &ChildRecord) -> AnyView {
    let add = record.may_change.then(|| {
        let ask = ask(record, child, None, w::form_title(), form);
        act(ButtonKind::Primary, Some(glyph::PLUS), w::add(), ask)
    });
    let row = |guardian: &Guardian| {
        let ask = |title, form| ask(record, child, Some(guardian), title, form);
        let acts = record.may_change.then(|| {
            view! {
                {act(ButtonKind::Quiet, Some(glyph::PENCIL), w::change(), ask(w::form_title(), form))}
                {act(ButtonKind::Danger, None, w::remove(), ask(w::remove_title(), remove))}
            }
        });
        body(guardian, acts.into_any())
    };
    let rows: Vec<AnyView> = child.guardians.iter().map(row).collect();
    let heads = cells(&[w::order_short(), w::name(), w::phones(), w::account(), w::act()]);
    let table = if rows.is_empty() {
        nothing(glyph::USER_ROUND, w::nothing(), w::nothing_hint())
    } else {
        view! {
            <TableWrap label=w::title()>
                <table class="table guardian-table">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    {rows}
                </table>
            </TableWrap>
        }
        .into_any()
    };
    view! { <section class="section">{section_head(w::title(), add.into_any())} {table}</section> }.into_any()
}

/// A dialog about one guardian, or about a new one.
type Form = fn(Record, ChildRecord, Option<Guardian>) -> AnyView;

fn ask(
    record: Record,
    child: &ChildRecord,
    guardian: Option<&Guardian>,
    title: &'static str,
    form: Form,
) -> impl Fn() + Send + Sync + 'static {
    let (child, guardian) = (child.clone(), guardian.cloned());
    move || {
        let (child, guardian) = (child.clone(), guardian.clone());
        record.desk.ask(title, move || form(record, child.clone(), guardian.clone()));
    }
}

fn body(guardian: &Guardian, acts: AnyView) -> AnyView {
    let GuardianForm { name, kana, relation, phones, email, calling_order, rights } = &guardian.form;
    let call = |number: &Phone| {
        let number = number.as_ref().to_owned();
        let in_groups = phone::spaced(&number);
        view! { <li><a href=["tel:", &number].concat()>{in_groups}</a></li> }
    };
    let limit = (*rights != Rights::FULL).then(|| {
        view! {
            <tr class="limit-row">
                <td colspan="5">
                    <p class="limit"><Icon glyph=glyph::LOCK /> <strong>{w::staff_only()}</strong> <span>{limits(*rights)}</span></p>
                </td>
            </tr>
        }
    });
    let kana = kana.as_ref().map(AsRef::as_ref).unwrap_or_default();
    view! {
        <tbody>
            <tr>
                <td class="number">{*calling_order}</td>
                <th scope="row">{person(name.as_ref(), kana)} <span class="muted">{relation.as_ref().to_owned()}</span></th>
                <td>
                    <ul>{phones.iter().map(call).collect::<Vec<_>>()}</ul>
                    <span class="muted">{email.clone().map(String::from)}</span>
                </td>
                <td>{yes_no(guardian.joined, w::joined(), w::not_joined())}</td>
                <td class="acts-cell">{acts}</td>
            </tr>
            {limit}
        </tbody>
    }
    .into_any()
}

/// What is not shown to a guardian, in words.
fn limits(rights: Rights) -> String {
    let lacking = [
        (rights.see_day, w::see_day()),
        (rights.see_record, w::see_record()),
        (rights.invite_family, w::invite_family()),
    ];
    let names: Vec<String> = lacking.iter().filter(|(may, _)| !may).map(|(_, name)| w::quoted(name)).collect();
    w::limited(names.concat())
}

fn form(record: Record, child: ChildRecord, guardian: Option<Guardian>) -> AnyView {
    let fields = Fields::default();
    let draft = GuardianDraft::of(guardian.as_ref().map(|guardian| &guardian.form), (child.guardians.len() + 1).min(9));
    let label = if guardian.is_some() { w::change_act() } else { w::add_act() };
    let id = guardian.map_or_else(|| new_operation().0.into(), |guardian| guardian.id);
    fields.frame(draft.view(fields), label, Some(record.desk.dialog), move || {
        let Some(form) = draft.read(fields) else { return };
        let done = w::kept(form.name.as_ref());
        fields.send::<SetGuardian>((child.id, id), form, move |changed| record.changed(changed, done));
    })
}

fn remove(record: Record, child: ChildRecord, guardian: Option<Guardian>) -> AnyView {
    let Some(guardian) = guardian else { return ().into_any() };
    let fields = Fields::default();
    let says = w::remove_says(child.form.given_name.as_ref(), guardian.form.name.as_ref());
    let agree = move || {
        let mut rest = child.clone();
        rest.guardians.retain(|each| each.id != guardian.id);
        fields.send::<RemoveGuardian>((child.id, guardian.id), Nothing {}, move |_| record.changed(rest, w::removed()));
    };
    confirm(fields, record.desk.dialog, says, w::remove_act(), agree)
}
