use chrono::NaiveDate;
use hidamari_domain::organisation::{FacilityRollout, RolloutChange, SetRollout, Switch};
use leptos::prelude::*;

use super::super::labels::capability_name;
use super::{Chosen, state_of};
use crate::app::dates;
use crate::office::{Desk, Fields, typed};
use crate::ui::live::{live, text, when};
use crate::ui::{Button, ButtonKind, Dialog, TextField, UndoOffer};
use crate::words::organisation::rollout as w;

/// What shall become of the chosen switches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plan {
    On,
    From,
    Off,
}

/// What is chosen, what can be done with it, and exactly whom that touches before it is done.
pub fn bulk(desk: Desk, all: ReadSignal<Vec<FacilityRollout>>, chosen: Chosen, again: Callback<()>) -> AnyView {
    let open = RwSignal::new(false);
    let plan = RwSignal::new(Plan::On);
    let ask = move |what| {
        plan.set(what);
        open.set(true);
    };
    let bar = move || {
        view! {
            <div class="bulk-bar" role="group" aria-label=w::chosen_label()>
                <p role="status">{text(move || w::chosen(chosen.with(Vec::len), facilities(&chosen.get())))}</p>
                <Button on_press=move || ask(Plan::On)>{w::turn_on()}</Button>
                <Button on_press=move || ask(Plan::From)>{w::turn_on_from()}</Button>
                <Button on_press=move || ask(Plan::Off)>{w::turn_off()}</Button>
                <Button kind=ButtonKind::Plain on_press=move || chosen.set(Vec::new())>{w::choose_none()}</Button>
            </div>
        }
        .into_any()
    };
    view! {
        {when(move || chosen.with(|chosen| !chosen.is_empty()), bar)}
        <Dialog open=open title=w::confirm_title()>{confirm(desk, all, chosen, plan.get_untracked(), open, again)}</Dialog>
    }
    .into_any()
}

fn facilities(switches: &[Switch]) -> usize {
    let mut all: Vec<_> = switches.iter().map(|switch| switch.facility).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// The switches that would really change, by facility as in the table: as they are and as they would be.
fn changes(all: &[FacilityRollout], chosen: &[Switch], on_from: Option<NaiveDate>) -> Vec<(String, Switch, Switch)> {
    let is_chosen = |switch: &Switch| chosen.iter().any(|each| super::is_same_place(each, switch));
    all.iter()
        .flat_map(|facility| facility.switches.iter().map(|switch| (facility.name.clone(), *switch)))
        .filter(|(_, switch)| is_chosen(switch))
        .map(|(name, switch)| (name, switch, Switch { on_from, ..switch }))
        .filter(|(_, before, after)| before.on_from != after.on_from && !stays_on(before, on_from))
        .collect()
}

/// What is in use stays in use when it shall be used from some day.
fn stays_on(switch: &Switch, on_from: Option<NaiveDate>) -> bool {
    on_from.is_some() && switch.is_on(dates::local_day(dates::now()))
}

fn confirm(
    desk: Desk,
    all: ReadSignal<Vec<FacilityRollout>>,
    chosen: Chosen,
    plan: Plan,
    open: RwSignal<bool>,
    again: Callback<()>,
) -> AnyView {
    let today = dates::local_day(dates::now());
    let day = typed(today.to_string());
    let fields = Fields::default();
    let on_from = move || match plan {
        Plan::On => Some(today),
        Plan::From => day.with(|day| day.parse().ok()),
        Plan::Off => None,
    };
    let planned = Memo::new(move |_| all.with(|all| changes(all, &chosen.get(), on_from())));
    let field = (plan == Plan::From).then(|| {
        view! { <TextField label=w::from_day() value=day kind="date" error=fields.error("day") required=true /> }
    });
    let inside = view! {
        {field}
        {live(move || touched(planned.get(), chosen.with(Vec::len)))}
    };
    let act = match plan {
        Plan::On => w::turn_on(),
        Plan::From => w::turn_on_from_act(),
        Plan::Off => w::turn_off(),
    };
    fields.frame(inside.into_any(), act, Some(open), move || {
        if plan == Plan::From && fields.take_day("day", day).is_none() {
            return;
        }
        let switches: Vec<Switch> = planned.get_untracked().into_iter().map(|(_, _, after)| after).collect();
        if switches.is_empty() {
            return open.set(false);
        }
        let done = w::done(switches.len(), facilities(&switches));
        fields.send::<SetRollout>((), RolloutChange { switches }, move |before| {
            open.set(false);
            chosen.set(Vec::new());
            again.run(());
            desk.offer.set(Some(UndoOffer { done, undo: Callback::new(move |()| undo(desk, before.clone(), again)) }));
        });
    })
}

fn undo(desk: Desk, before: RolloutChange, again: Callback<()>) {
    crate::app::send::<SetRollout>((), before, move |result| {
        match result {
            Ok(_) => desk.say(w::undone()),
            Err(said) => desk.say(said.sentence),
        }
        again.run(());
    });
}

fn touched(planned: Vec<(String, Switch, Switch)>, chosen: usize) -> AnyView {
    let (count, same) = (planned.len(), chosen.saturating_sub(planned.len()));
    let line = |(facility, before, after): (String, Switch, Switch)| {
        let what = capability_name(before.capability).0;
        view! {
            <tr>
                <th scope="row">{facility}</th>
                <td>{what}</td>
                <td><span class="changed"><del>{state_of(&before).1}</del> <ins>{state_of(&after).1}</ins></span></td>
            </tr>
        }
        .into_any()
    };
    view! {
        <p>{if count == 0 { w::nothing_changes().to_owned() } else { w::touches(count) }}</p>
        <div class="touched">
            <table class="table" aria-label=w::touched()>
                <tbody>{planned.into_iter().map(line).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
        <p class="muted">{(same > 0 && count > 0).then(|| w::unchanged(same))}</p>
    }
    .into_any()
}
