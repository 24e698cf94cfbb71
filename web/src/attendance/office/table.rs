use std::sync::Arc;

use hidamari_domain::attendance::{ClassCounts, FacilityCounts};
use hidamari_domain::id::{ClassId, FacilityId};
use leptos::prelude::*;

use super::counts::{Column, Counts, Order};
use super::today_page::Today;
use crate::office::facility_link;
use crate::ui::live::{live, text, when};
use crate::ui::{Bar, Icon, Mark, StateMark, TableWrap, glyph};
use crate::words::attendance::office as w;

/// The table: how it is sorted, and which facilities are unfolded.
#[derive(Clone, Copy)]
struct Table {
    today: Today,
    order: RwSignal<Order>,
    open: RwSignal<Vec<String>>,
}

/// Every facility with its classes folded away, or the classes of one.
pub fn table(today: Today) -> AnyView {
    let table = Table { today, order: RwSignal::new(Order::FIRST), open: RwSignal::new(Vec::new()) };
    // The rows are made anew when there are others or in another order, not with every figure.
    let shape = Memo::new(move |_| table.facilities().iter().map(shape_of).collect::<Vec<_>>());
    let bodies = move || {
        shape.track();
        untrack(|| table.facilities()).iter().map(|facility| table.body(facility)).collect::<Vec<_>>().into_any()
    };
    let foot = today.only.is_none().then(|| {
        view! { <tfoot><tr><th scope="row">{w::total()}</th> {figures(&table.look(None, None))}</tr></tfoot> }
    });
    let heads = Column::ALL.into_iter().map(|column| table.heading(column)).collect::<Vec<_>>();
    view! {
        <TableWrap label=w::table()>
            <table class="table facility-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                {live(bodies)}
                {foot}
            </table>
        </TableWrap>
    }
    .into_any()
}

fn shape_of(facility: &FacilityCounts) -> String {
    let classes = facility.classes.iter().map(|class| class.id.to_string() + &class.name);
    classes.fold(facility.id.to_string() + &facility.name, |shape, class| shape + &class)
}

/// A facility's or class's counts as they are now.
type Look = Arc<dyn Fn() -> Counts + Send + Sync>;

impl Table {
    fn facilities(self) -> Vec<FacilityCounts> {
        let mut facilities = self.today.facilities();
        self.order.get().apply(&mut facilities);
        facilities
    }

    fn look(self, facility: Option<FacilityId>, class: Option<ClassId>) -> Look {
        Arc::new(move || self.today.counts(facility, class))
    }

    fn heading(self, column: Column) -> AnyView {
        let class = if column == Column::Name { "" } else { "number" };
        if self.today.only.is_some() {
            let label = if column == Column::Name { w::class_name() } else { column.label() };
            return view! { <th scope="col" class=class>{label}</th> }.into_any();
        }
        let sort = move || match self.order.get() {
            Order { column: by, descending } if by == column && descending => "descending",
            Order { column: by, .. } if by == column => "ascending",
            _ => "none",
        };
        let arrow = move || {
            let glyph = match sort() {
                "descending" => glyph::ARROW_DOWN,
                "ascending" => glyph::ARROW_UP,
                _ => glyph::ARROW_UP_DOWN,
            };
            view! { <Icon glyph /> }.into_any()
        };
        let press = move |_| self.order.update(|order| *order = order.pressed(column));
        view! {
            <th scope="col" class=class aria-sort=text(move || sort().to_owned())>
                <button type="button" class="sort" on:click=press>
                    <span>{column.label()}</span>
                    {live(arrow)}
                </button>
            </th>
        }
        .into_any()
    }

    fn body(self, facility: &FacilityCounts) -> AnyView {
        let FacilityCounts { id, name, may_read_names, classes, .. } = facility.clone();
        let rows = move || {
            let row = |class: &ClassCounts| class_row(id, class, may_read_names, &self.look(Some(id), Some(class.id)));
            classes.iter().map(row).collect::<Vec<_>>().into_any()
        };
        if self.today.only.is_some() {
            return view! { <tbody>{rows()}</tbody> }.into_any();
        }
        let key = id.to_string();
        let own = key.clone();
        let is_open = Arc::new(move || self.open.with(|open| open.contains(&own)));
        let is_expanded = Arc::clone(&is_open);
        let turn = move |_| {
            self.open.update(|open| {
                let before = open.len();
                open.retain(|each| *each != key);
                if open.len() == before {
                    open.push(key.clone());
                }
            });
        };
        view! {
            <tbody>
                <tr class="facility-row">
                    <th scope="row">
                        <span class="facility-name">
                            <button
                                type="button"
                                class="fold"
                                aria-label=w::classes_of(&name)
                                aria-expanded=text(move || is_expanded().to_string())
                                on:click=turn
                            >
                                <Icon glyph=glyph::CHEVRON_RIGHT />
                            </button>
                            <a href=facility_link(id, "")>{name}</a>
                        </span>
                    </th>
                    {figures(&self.look(Some(id), None))}
                </tr>
                {when(move || is_open(), rows)}
            </tbody>
        }
        .into_any()
    }
}

fn class_row(facility: FacilityId, class: &ClassCounts, may_read_names: bool, counts: &Look) -> AnyView {
    let name = class.name.clone();
    let href = facility_link(facility, &["/classes/", &class.id.to_string()].concat());
    let name = if may_read_names { view! { <a href=href>{name}</a> }.into_any() } else { name.into_any() };
    view! { <tr class="class-row"><th scope="row">{name}</th> {figures(counts)}</tr> }.into_any()
}

fn figures(counts: &Look) -> AnyView {
    let cell = |class: &'static str, show: fn(Counts) -> AnyView| {
        let counts = Arc::clone(counts);
        view! { <td class=class>{live(move || show(counts()))}</td> }.into_any()
    };
    view! {
        {cell("number", |counts| figure(counts.enrolled))}
        {cell("number", |counts| figure(counts.due))}
        {cell("number present", present)}
        {cell("number", |counts| figure(counts.left))}
        {cell("number", |counts| figure(counts.absent))}
        {cell("number", unconfirmed)}
    }
    .into_any()
}

fn present(Counts { here, due, .. }: Counts) -> AnyView {
    view! { <span class="present-figure"><Bar part=here whole=due /> {here.to_string()}</span> }.into_any()
}

fn unconfirmed(Counts { unconfirmed, .. }: Counts) -> AnyView {
    match unconfirmed {
        0 => figure(0),
        count => view! { <StateMark mark=Mark::Alert word=count.to_string() /> }.into_any(),
    }
}

fn figure(number: u32) -> AnyView {
    let class = if number == 0 { "zero" } else { "" };
    view! { <span class=class>{number.to_string()}</span> }.into_any()
}
