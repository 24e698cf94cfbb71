use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{DayQuery, Expected, ExpectedDay, ReadExpected};
use hidamari_domain::id::FacilityId;
use leptos::prelude::*;

use crate::app::{dates, fetch};
use crate::office::{act, loaded, page, page_head};
use crate::ui::{ButtonKind, TableWrap, glyph};
use crate::words::attendance::plan as w;

/// Days in a table.
const SPAN: u64 = 7;

/// How many children and meals are expected, a week at a time.
pub fn expected_page(facility: FacilityId) -> AnyView {
    let first = RwSignal::new(None::<NaiveDate>);
    let expected = fetch::<ReadExpected>(move || Some((facility, DayQuery { day: first.get() })));
    let ready = move |found: &Expected| {
        let shown = found.days.first().map(|day| day.day);
        let turn = move |to: Option<NaiveDate>| move || first.set(to);
        let acts = view! {
            {act(ButtonKind::Quiet, Some(glyph::CHEVRON_LEFT), w::earlier(), turn(shown.and_then(|day| day.checked_sub_days(Days::new(SPAN)))))}
            {act(ButtonKind::Quiet, Some(glyph::CHEVRON_RIGHT), w::later(), turn(shown.and_then(|day| day.checked_add_days(Days::new(SPAN)))))}
        };
        view! {
            {page_head(w::expected(), acts.into_any())}
            <p class="muted">{w::hint()}</p>
            {table(found)}
        }
        .into_any()
    };
    page(view! { {expected.heading(w::expected())} {loaded(expected, |_| false, || ().into_any(), ready)} }.into_any())
}

fn table(expected: &Expected) -> AnyView {
    let days = &expected.days;
    let line = |name: String, figure: &dyn Fn(&ExpectedDay) -> u32| {
        let cells = days.iter().map(|day| {
            let words = if day.is_closed { w::closed().to_owned() } else { figure(day).to_string() };
            view! { <td class="number">{words}</td> }
        });
        view! { <tr><th scope="row">{name}</th> {cells.collect::<Vec<_>>()}</tr> }.into_any()
    };
    let classes = expected.classes.iter().enumerate();
    let rows = classes
        .map(|(place, class)| line(class.name.clone(), &|day| day.children.get(place).copied().unwrap_or_default()));
    let rows: Vec<AnyView> = rows.collect();
    let sums = vec![
        line(w::total().to_owned(), &|day| day.children.iter().sum()),
        line(w::lunches().to_owned(), &|day| day.lunches),
        line(w::snacks().to_owned(), &|day| day.snacks),
        line(w::suppers().to_owned(), &|day| day.suppers),
    ];
    let heads = days.iter().map(|day| view! { <th scope="col" class="number">{dates::day(day.day)}</th> });
    let heads: Vec<_> = heads.collect();
    view! {
        <TableWrap label=w::expected_table()>
            <table class="table">
                <thead>
                    <tr><th scope="col">{w::class_name()}</th> {heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{sums}</tfoot>
            </table>
        </TableWrap>
    }
    .into_any()
}
