use hidamari_client::new_operation;
use hidamari_domain::contract::Nothing;
use hidamari_domain::policy::Rights;
use hidamari_domain::roster::{Guardian, GuardianForm, RemoveGuardian, SetGuardian};
use hidamari_domain::value::Phone;
use leptos::prelude::*;

use super::child_page::Record;
use super::guardian_form::GuardianDraft;
use crate::office::{Fields, cells, confirm, person, phone, yes_no};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Dialog, Empty, Icon, Load, TableWrap, glyph};
use crate::words::roster::guardian as w;

/// The guardians in calling order, with what each may see.
pub fn guardians(record: Record) -> AnyView {
    let (setting, removing) = (RwSignal::new(false), RwSignal::new(false));
    let about = RwSignal::new(None::<Guardian>);
    let ask = Callback::new(move |(open, guardian): (RwSignal<bool>, Option<Guardian>)| {
        about.set(guardian);
        open.set(true);
    });
    let add = record.may_change.then(|| {
        view! {
            <Button kind=ButtonKind::Primary icon=glyph::PLUS on_press=move || ask.run((setting, None))>{w::add()}</Button>
        }
    });
    let row = move |guardian: Guardian| {
        let kept = StoredValue::new(guardian.clone());
        let acts = record.may_change.then(|| {
            view! {
                <Button icon=glyph::PENCIL on_press=move || ask.run((setting, Some(kept.get_value())))>{w::change()}</Button>
                <Button kind=ButtonKind::Danger on_press=move || ask.run((removing, Some(kept.get_value())))>
                    {w::remove()}
                </Button>
            }
        });
        body(&guardian, acts.into_any())
    };
    let table = move || {
        let all = record.shown.with(|child| child.guardians.clone());
        if all.is_empty() {
            return view! { <Empty icon=glyph::USER_ROUND title=w::nothing() hint=w::nothing_hint() /> }.into_any();
        }
        view! {
            <TableWrap label=w::title()>
                <table class="table guardian-table">
                    <thead>
                        <tr>{cells(&[w::order_short(), w::name(), w::phones(), w::account(), w::act()])}</tr>
                    </thead>
                    {all.into_iter().map(row).collect::<Vec<_>>()}
                </table>
            </TableWrap>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{w::title()}</h2> {add}</div>
            {live(table)}
        </section>
        <Dialog open=setting title=w::form_title()>{form(record, about.get_untracked(), setting)}</Dialog>
        <Dialog open=removing title=w::remove_title()>{remove(record, about.get_untracked(), removing)}</Dialog>
    }
    .into_any()
}

fn body(guardian: &Guardian, acts: AnyView) -> AnyView {
    let GuardianForm { name, kana, relation, phones, email, calling_order, rights } = &guardian.form;
    let call = |number: &Phone| {
        let number = number.as_ref().to_owned();
        let in_groups = phone(&number);
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

fn form(record: Record, guardian: Option<Guardian>, open: RwSignal<bool>) -> AnyView {
    let child = record.shown.get_untracked();
    let fields = Fields::default();
    let draft = GuardianDraft::of(guardian.as_ref().map(|guardian| &guardian.form), (child.guardians.len() + 1).min(9));
    let act = if guardian.is_some() { w::change_act() } else { w::add_act() };
    let id = guardian.map_or_else(|| new_operation().0.into(), |guardian| guardian.id);
    fields.frame(draft.view(fields), act, Some(open), move || {
        let Some(form) = draft.read(fields) else { return };
        let done = w::kept(form.name.as_ref());
        fields.send::<SetGuardian>((child.id, id), form, move |changed| {
            open.set(false);
            record.kept.set(Load::Ready(changed));
            record.desk.say(done);
        });
    })
}

fn remove(record: Record, guardian: Option<Guardian>, open: RwSignal<bool>) -> AnyView {
    let Some(guardian) = guardian else { return ().into_any() };
    let fields = Fields::default();
    let child = record.shown.get_untracked();
    let says = w::remove_says(child.form.given_name.as_ref(), guardian.form.name.as_ref());
    let id = guardian.id;
    let agree = move || {
        fields.send::<RemoveGuardian>((child.id, id), Nothing {}, move |_| {
            open.set(false);
            record.kept.update(|kept| {
                if let Load::Ready(child) = kept {
                    child.guardians.retain(|each| each.id != id);
                }
            });
            record.desk.say(w::removed());
        });
    };
    confirm(fields, open, move || says.clone(), w::remove_act(), agree)
}
