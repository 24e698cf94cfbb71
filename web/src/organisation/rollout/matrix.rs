use hidamari_domain::organisation::{FacilityRollout, Switch};
use hidamari_domain::policy::Capability;
use leptos::prelude::*;

use super::super::labels::capability_name;
use super::{Chosen, is_same_place, state_of};
use crate::office::facility_link;
use crate::ui::live::{live, text};
use crate::ui::{Icon, Mark, TableWrap, glyph};
use crate::words::organisation::rollout as w;

/// The table. A head of a row or column chooses all of it.
pub fn matrix(all: ReadSignal<Vec<FacilityRollout>>, chosen: Chosen) -> AnyView {
    let head = move |capability: Capability| column(all, chosen, capability);
    let rows = move || all.get().into_iter().map(|facility| row(facility, chosen)).collect::<Vec<_>>().into_any();
    view! {
        <TableWrap label=w::title()>
            <table class="table matrix">
                <thead>
                    <tr>
                        <th scope="col">{w::facility()}</th>
                        {Capability::ALL.iter().map(|capability| head(*capability)).collect::<Vec<_>>()}
                    </tr>
                </thead>
                <tbody>{live(rows)}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

fn column(all: ReadSignal<Vec<FacilityRollout>>, chosen: Chosen, capability: Capability) -> AnyView {
    let (name, about) = capability_name(capability);
    let of_column = move || -> Vec<Switch> {
        all.with(|all| {
            let changeable = all.iter().filter(|facility| facility.may_change);
            changeable
                .flat_map(|facility| facility.switches.clone())
                .filter(|each| each.capability == capability)
                .collect()
        })
    };
    let title = view! { <span class="matrix-head"><strong>{name}</strong> <small>{about}</small></span> };
    let inside = live(move || {
        let switches = of_column();
        if switches.is_empty() { ().into_any() } else { choose_all(chosen, switches, w::whole_column(name)) }
    });
    view! { <th scope="col"><span class="matrix-column">{inside} {title}</span></th> }.into_any()
}

fn row(facility: FacilityRollout, chosen: Chosen) -> AnyView {
    let FacilityRollout { facility, name, may_change, switches } = facility;
    let all = may_change.then(|| choose_all(chosen, switches.clone(), w::whole_row(&name)));
    let cell = |switch: Switch| {
        let inside = if may_change { pressable(switch, chosen, &name) } else { fixed(&switch) };
        view! { <td>{inside}</td> }.into_any()
    };
    let cells: Vec<AnyView> = switches.iter().map(|switch| cell(*switch)).collect();
    view! {
        <tr>
            <th scope="row">
                <span class="matrix-row">{all} <a href=facility_link(facility, "")>{name}</a></span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn choose_all(chosen: Chosen, switches: Vec<Switch>, label: String) -> AnyView {
    let mine = switches.clone();
    let all = move || chosen.with(|chosen| mine.iter().all(|one| chosen.iter().any(|each| is_same_place(each, one))));
    let turn = move |event| {
        let now = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|each| !switches.iter().any(|one| is_same_place(each, one)));
            if now {
                chosen.extend(&switches);
            }
        });
    };
    view! { <input type="checkbox" class="tick" aria-label=label prop:checked=Signal::derive(all) on:change=turn /> }
        .into_any()
}

fn pressable(switch: Switch, chosen: Chosen, facility: &str) -> AnyView {
    let (mark, words) = state_of(&switch);
    let pressed = move || chosen.with(|chosen| chosen.iter().any(|each| is_same_place(each, &switch)));
    let turn = move |_| {
        chosen.update(|chosen| {
            let before = chosen.len();
            chosen.retain(|each| !is_same_place(each, &switch));
            if chosen.len() == before {
                chosen.push(switch);
            }
        });
    };
    let label = w::cell(capability_name(switch.capability).0, facility, &words);
    view! {
        <button
            type="button"
            class="switch"
            data-mark=mark.name()
            aria-label=label
            aria-pressed=text(move || pressed().to_string())
            on:click=turn
        >
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

const fn glyph_of(mark: Mark) -> crate::ui::Glyph {
    match mark {
        Mark::Filled => glyph::MARK_FILLED,
        Mark::Part => glyph::MARK_PART,
        _ => glyph::MARK_OUTLINE,
    }
}
