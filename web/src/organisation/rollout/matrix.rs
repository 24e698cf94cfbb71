use hidamari_domain::organisation::{FacilityRollout, Switch};
use hidamari_domain::policy::Capability;
use leptos::prelude::*;

use super::super::labels::capability_name;
use super::{Rollout, place, state_of};
use crate::office::{facility_link, tick};
use crate::ui::live::text;
use crate::ui::{Glyph, Icon, Mark, TableWrap, glyph};
use crate::words::organisation::rollout as w;

/// The table. A head of a row or column chooses all of it.
pub fn matrix(rollout: Rollout, all: &[FacilityRollout]) -> AnyView {
    let heads: Vec<AnyView> = Capability::ALL.iter().map(|capability| column(rollout, all, *capability)).collect();
    let rows: Vec<AnyView> = all.iter().map(|facility| row(rollout, facility)).collect();
    view! {
        <TableWrap label=w::title()>
            <table class="table matrix">
                <thead>
                    <tr><th scope="col">{w::facility()}</th> {heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

fn column(rollout: Rollout, all: &[FacilityRollout], capability: Capability) -> AnyView {
    let (name, about) = capability_name(capability);
    let changeable = all.iter().filter(|facility| facility.may_change).flat_map(|facility| &facility.switches);
    let places: Vec<String> = changeable.filter(|switch| switch.capability == capability).map(place).collect();
    let all = (!places.is_empty()).then(|| choose_all(rollout, places, w::whole_column(name)));
    view! {
        <th scope="col">
            <span class="matrix-column">
                {all} <span class="matrix-head"><strong>{name}</strong> <small>{about}</small></span>
            </span>
        </th>
    }
    .into_any()
}

fn row(rollout: Rollout, facility: &FacilityRollout) -> AnyView {
    let name = facility.name.clone();
    let places = || facility.switches.iter().map(place).collect();
    let all = facility.may_change.then(|| choose_all(rollout, places(), w::whole_row(&name)));
    let cell = |switch: &Switch| {
        let inside = if facility.may_change { pressable(rollout, switch, &name) } else { fixed(switch) };
        view! { <td>{inside}</td> }.into_any()
    };
    let cells: Vec<AnyView> = facility.switches.iter().map(cell).collect();
    view! {
        <tr>
            <th scope="row">
                <span class="matrix-row">{all} <a href=facility_link(facility.facility, "")>{name}</a></span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn choose_all(rollout: Rollout, places: Vec<String>, label: String) -> AnyView {
    let mine = places.clone();
    let is_all = move || rollout.chosen.with(|chosen| mine.iter().all(|place| chosen.contains(place)));
    let turn = move |now| {
        rollout.chosen.update(|chosen| {
            chosen.retain(|place| !places.contains(place));
            if now {
                chosen.extend_from_slice(&places);
            }
        });
    };
    tick(label, is_all, turn)
}

fn pressable(rollout: Rollout, switch: &Switch, facility: &str) -> AnyView {
    let (mark, words) = state_of(switch);
    let (mine, own) = (place(switch), place(switch));
    let pressed = move || rollout.chosen.with(|chosen| chosen.contains(&mine)).to_string();
    let turn = move |_| {
        rollout.chosen.update(|chosen| {
            let before = chosen.len();
            chosen.retain(|place| *place != own);
            if chosen.len() == before {
                chosen.push(own.clone());
            }
        });
    };
    let label = w::cell(capability_name(switch.capability).0, facility, &words);
    view! {
        <button type="button" class="switch" data-mark=mark.name() aria-label=label aria-pressed=text(pressed) on:click=turn>
            <Icon glyph=glyph_of(mark) />
            <span>{words}</span>
        </button>
    }
    .into_any()
}

fn fixed(switch: &Switch) -> AnyView {
    let (mark, words) = state_of(switch);
    view! { <span class="switch" data-mark=mark.name()><Icon glyph=glyph_of(mark) /> <span>{words}</span></span> }
        .into_any()
}

const fn glyph_of(mark: Mark) -> Glyph {
    match mark {
        Mark::Filled => glyph::MARK_FILLED,
        Mark::Part => glyph::MARK_PART,
        _ => glyph::MARK_OUTLINE,
    }
}
