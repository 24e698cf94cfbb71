use hidamari_domain::attendance::{ClassCounts, Overview};
use hidamari_domain::id::{ClassId, FacilityId};
use leptos::prelude::*;

use super::counts::{Column, Counts, Order};
use crate::office::facility_link;
use crate::ui::live::{live, text, when};
use crate::ui::{Bar, Icon, Mark, StateMark, TableWrap, glyph};
use crate::words::attendance::office as w;

/// Every facility with its classes folded away, or the classes of one.
pub fn table(overview: ReadSignal<Overview>, only: Option<FacilityId>) -> AnyView {
    let order = RwSignal::new(Order::FIRST);
    let ids = Memo::new(move |_| {
        let mut facilities = overview.with(|all| all.facilities.clone());
        order.get().apply(&mut facilities);
        facilities.iter().map(|facility| facility.id).collect::<Vec<_>>()
    });
    let head = move |column: Column| heading(column, order, only.is_some());
    let all = Memo::new(move |_| {
        overview.with(|all| all.facilities.iter().map(Counts::of_facility).fold(Counts::default(), Counts::and))
    });
    let foot = only.is_none().then(|| {
        view! {
            <tfoot>
                <tr>
                    <th scope="row">{w::total()}</th>
                    {figures(all)}
                </tr>
            </tfoot>
        }
    });
    view! {
        <TableWrap label=w::table()>
            <table class="table facility-table">
                <thead>
                    <tr>{Column::ALL.into_iter().map(head).collect::<Vec<_>>()}</tr>
                </thead>
                <For each=move || ids.get() key=|id| *id let:id>
                    {body(overview, id, only.is_some())}
                </For>
                {foot}
            </table>
        </TableWrap>
    }
    .into_any()
}

fn heading(column: Column, order: RwSignal<Order>, of_one: bool) -> AnyView {
    let class = if column == Column::Name { "" } else { "number" };
    if of_one {
        let label = if column == Column::Name { w::class_name() } else { column.label() };
        return view! { <th scope="col" class=class>{label}</th> }.into_any();
    }
    let sort = move || match order.get() {
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
    view! {
        <th scope="col" class=class aria-sort=text(move || sort().to_owned())>
            <button type="button" class="sort" on:click=move |_| order.update(|order| *order = order.pressed(column))>
                <span>{column.label()}</span>
                {live(arrow)}
            </button>
        </th>
    }
    .into_any()
}

fn body(overview: ReadSignal<Overview>, id: FacilityId, of_one: bool) -> AnyView {
    let facility =
        Memo::new(move |_| overview.with(|all| all.facilities.iter().find(|facility| facility.id == id).cloned()));
    let classes = Memo::new(move |_| {
        facility.with(|found| {
            let name = |class: &ClassCounts| (class.id, class.name.clone());
            found.as_ref().map(|found| found.classes.iter().map(name).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let may_read = facility.with_untracked(|found| found.as_ref().is_some_and(|found| found.may_read_names));
    let class_row = move |(class, name): (ClassId, String)| {
        let counts = Memo::new(move |_| {
            facility.with(|found| {
                let class = found.as_ref().and_then(|found| found.classes.iter().find(|each| each.id == class));
                class.map(Counts::of_class).unwrap_or_default()
            })
        });
        let href = facility_link(id, &["/classes/", &class.to_string()].concat());
        let name = if may_read { view! { <a href=href>{name}</a> }.into_any() } else { name.into_any() };
        view! {
            <tr class="class-row">
                <th scope="row">{name}</th>
                {figures(counts)}
            </tr>
        }
        .into_any()
    };
    let rows = move || classes.get().into_iter().map(class_row).collect::<Vec<_>>().into_any();
    if of_one {
        return view! { <tbody>{live(rows)}</tbody> }.into_any();
    }
    let open = RwSignal::new(false);
    let counts = Memo::new(move |_| facility.with(|found| found.as_ref().map(Counts::of_facility).unwrap_or_default()));
    let name = facility.with_untracked(|found| found.as_ref().map(|found| found.name.clone()).unwrap_or_default());
    let fold = w::classes_of(&name);
    view! {
        <tbody>
            <tr class="facility-row">
                <th scope="row">
                    <span class="facility-name">
                        <button
                            type="button"
                            class="fold"
                            aria-label=fold
                            aria-expanded=text(move || open.get().to_string())
                            on:click=move |_| open.update(|open| *open = !*open)
                        >
                            <Icon glyph=glyph::CHEVRON_RIGHT />
                        </button>
                        <a href=facility_link(id, "")>{name}</a>
                    </span>
                </th>
                {figures(counts)}
            </tr>
            {when(move || open.get(), rows)}
        </tbody>
    }
    .into_any()
}

fn figures(counts: Memo<Counts>) -> AnyView {
    let figure = move |column: Column| {
        let number = Memo::new(move |_| counts.with(|counts| counts.figure(column)));
        view! { <td class="number">{live(move || figure_or_zero(number.get()))}</td> }.into_any()
    };
    let here = move || {
        let Counts { enrolled, here, .. } = counts.get();
        view! {
            <span class="present-figure">
                <Bar part=here whole=enrolled />
                {here.to_string()}
            </span>
        }
        .into_any()
    };
    let unconfirmed = move || match counts.with(|counts| counts.unconfirmed) {
        0 => figure_or_zero(0),
        count => view! { <StateMark mark=Mark::Alert word=count.to_string() /> }.into_any(),
    };
    view! {
        {figure(Column::Enrolled)}
        <td class="number present">{live(here)}</td>
        {figure(Column::Left)}
        {figure(Column::Absent)}
        <td class="number">{live(unconfirmed)}</td>
    }
    .into_any()
}

fn figure_or_zero(number: u32) -> AnyView {
    let class = if number == 0 { "zero" } else { "" };
    view! { <span class=class>{number.to_string()}</span> }.into_any()
}
