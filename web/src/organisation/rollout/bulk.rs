use chrono::NaiveDate;
use hidamari_domain::organisation::{FacilityRollout, RolloutChange, SetRollout, Switch};
use leptos::prelude::*;

use super::super::labels::capability_name;
use super::{Rollout, place, state_of};
use crate::app::{dates, send};
use crate::office::{Fields, act, typed};
use crate::ui::live::{live, text, when};
use crate::ui::{ButtonKind, Load, TableWrap, UndoOffer};
use crate::words::organisation::rollout as w;

/// What shall become of the chosen switches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plan {
    On,
    From,
    Off,
}

/// A switch that would change: its facility's name, and the switch before and after.
type Touched = (String, Switch, Switch);

/// What is chosen, what can be done with it, and exactly whom that touches before it is done.
pub fn bulk(rollout: Rollout) -> AnyView {
    let Rollout { desk, chosen, .. } = rollout;
    let plan = move |label, plan| {
        let ask = move || desk.ask(w::confirm_title(), move || confirm(rollout, plan));
        act(ButtonKind::Quiet, None, label, ask)
    };
    let bar = move || {
        view! {
            <div class="bulk-bar" role="group" aria-label=w::chosen_label()>
                <p role="status">{text(move || chosen.with(|chosen| w::chosen(chosen.len(), facilities(chosen))))}</p>
                {plan(w::turn_on(), Plan::On)}
                {plan(w::turn_on_from(), Plan::From)}
                {plan(w::turn_off(), Plan::Off)}
                {act(ButtonKind::Plain, None, w::choose_none(), move || chosen.set(Vec::new()))}
            </div>
        }
        .into_any()
    };
    when(move || chosen.with(|chosen| !chosen.is_empty()), bar)
}

/// How many facilities the places are in.
fn facilities(places: &[String]) -> usize {
    let mut all: Vec<&str> = places.iter().filter_map(|place| place.split(' ').nth(1)).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// The switches that would really change, by facility as in the table.
fn changes(all: &[FacilityRollout], chosen: &[String], on_from: Option<NaiveDate>) -> Vec<Touched> {
    all.iter()
        .flat_map(|facility| facility.switches.iter().map(|switch| (facility.name.clone(), *switch)))
        .filter(|(_, switch)| chosen.contains(&place(switch)))
        .map(|(name, switch)| (name, switch, Switch { on_from, ..switch }))
        .filter(|(_, before, after)| before.on_from != after.on_from && !stays_on(before, on_from))
        .collect()
}

/// What is in use stays in use when it shall be used from some day.
fn stays_on(switch: &Switch, on_from: Option<NaiveDate>) -> bool {
    on_from.is_some() && switch.is_on(dates::local_day(dates::now()))
}

fn confirm(rollout: Rollout, plan: Plan) -> AnyView {
    let today = dates::local_day(dates::now());
    let day = typed(today.to_string());
    let fields = Fields::default();
    let planned = move || -> Vec<Touched> {
        let on_from = match plan {
            Plan::On => Some(today),
            Plan::From => day.with(|day| day.parse().ok()),
            Plan::Off => None,
        };
        rollout.known.state.with(|known| match known {
            Load::Ready(all) => changes(all, &rollout.chosen.get(), on_from),
            _ => Vec::new(),
        })
    };
    let field = (plan == Plan::From).then(|| fields.line("day", w::from_day(), day).kind("date").required().view());
    let inside = view! { {field} {live(move || touched(planned(), rollout.chosen.with(Vec::len)))} };
    let label = match plan {
        Plan::On => w::turn_on(),
        Plan::From => w::turn_on_from_act(),
        Plan::Off => w::turn_off(),
    };
    fields.frame(inside.into_any(), label, Some(rollout.desk.dialog), move || {
        if plan == Plan::From && fields.take_day("day", day).is_none() {
            return;
        }
        let switches = untrack(planned).into_iter().map(|(_, _, after)| after).collect();
        set(rollout, fields, switches);
    })
}

fn set(rollout: Rollout, fields: Fields, switches: Vec<Switch>) {
    let Rollout { desk, known, chosen } = rollout;
    if switches.is_empty() {
        return desk.dialog.set(false);
    }
    let places: Vec<String> = switches.iter().map(place).collect();
    let done = w::done(places.len(), facilities(&places));
    fields.send::<SetRollout>((), RolloutChange { switches }, move |before| {
        desk.dialog.set(false);
        chosen.set(Vec::new());
        known.again.run(());
        desk.offer.set(Some(UndoOffer { done, undo: Callback::new(move |()| undo(rollout, before.clone())) }));
    });
}

fn undo(Rollout { desk, known, .. }: Rollout, before: RolloutChange) {
    send::<SetRollout>((), before, move |result| {
        desk.say(result.map_or_else(|said| said.sentence, |_| w::undone().to_owned()));
        known.again.run(());
    });
}

fn touched(planned: Vec<Touched>, chosen: usize) -> AnyView {
    let (count, same) = (planned.len(), chosen.saturating_sub(planned.len()));
    let line = |(facility, before, after): Touched| {
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
        <TableWrap label=w::touched()>
            <table class="table touched">
                <tbody>{planned.into_iter().map(line).collect::<Vec<_>>()}</tbody>
            </table>
        </TableWrap>
        <p class="muted">{(same > 0 && count > 0).then(|| w::unchanged(same))}</p>
    }
    .into_any()
}
