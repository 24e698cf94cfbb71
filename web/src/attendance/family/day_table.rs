use hidamari_domain::attendance::{OwnDay, Standing};
use leptos::prelude::*;

use crate::app::dates;
use crate::ui::{Empty, Mark, StateMark, glyph};
use crate::words::attendance::family as w;

/// The times of the days with a record, newest first.
pub fn day_table(days: &[OwnDay]) -> AnyView {
    let rows: Vec<_> = days.iter().filter(|day| day.state.standing != Standing::Expected).map(row).collect();
    if rows.is_empty() {
        return view! { <Empty icon=glyph::CALENDAR_DAYS title=w::no_days() hint=w::no_days_hint() /> }.into_any();
    }
    view! {
        <table class="table day-table">
            <caption>{w::times()}</caption>
            <thead>
                <tr>
                    <th scope="col">{w::day()}</th>
                    <th scope="col">{w::arrival()}</th>
                    <th scope="col">{w::departure()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(day: &OwnDay) -> AnyView {
    let state = day.state;
    let times = if state.standing == Standing::Absent {
        view! {
            <td colspan="2">
                <StateMark mark=Mark::Dash word=w::absent_word() />
            </td>
        }
        .into_any()
    } else {
        let left = state.since.filter(|_| state.standing == Standing::Left);
        view! {
            <td>{state.arrived_at.map(dates::time)}</td>
            <td>{left.map(dates::time)}</td>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{dates::day(day.day)}</th>
            {times}
        </tr>
    }
    .into_any()
}
