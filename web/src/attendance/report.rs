//! How every face says a report.

use hidamari_domain::attendance::{Announced, Reason, Report, ReportKind};
use leptos::prelude::*;

use crate::app::dates;
use crate::words::attendance::reports as w;

/// What is reported: お休み（病気）, 遅刻 10:30ごろ, お迎え 16:00ごろ・祖母.
#[must_use]
pub fn what(report: &Report) -> String {
    let at = report.at.map(|at| w::about(dates::time(at))).unwrap_or_default();
    match report.kind {
        ReportKind::Absent => report.reason.map_or_else(|| w::absent().to_owned(), |why| w::absent_why(reason(why))),
        ReportKind::Late => w::late_at(at),
        ReportKind::PickUp if report.person.is_empty() => w::pick_up_at(at),
        ReportKind::PickUp if at.is_empty() => w::pick_up_by(&report.person),
        ReportKind::PickUp => w::pick_up_at_by(at, &report.person),
        ReportKind::Brought => w::brought().to_owned(),
    }
}

/// What is announced of it on a board.
#[must_use]
pub fn announced(report: &Announced) -> String {
    let at = report.at.map(|at| w::about(dates::time(at))).unwrap_or_default();
    match report.kind {
        ReportKind::Absent => w::absent().to_owned(),
        ReportKind::Late => w::late_at(at),
        ReportKind::PickUp if at.is_empty() => w::pick_up().to_owned(),
        ReportKind::PickUp => w::pick_up_at(at),
        ReportKind::Brought => w::brought().to_owned(),
    }
}

/// Why, in words.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Illness => w::illness(),
        Reason::Infection => w::infection(),
        Reason::Mourning => w::mourning(),
        Reason::Private => w::private(),
    }
}

/// All of it on a line for staff, with what can be done at its end.
#[must_use]
pub fn line(report: &Report, act: AnyView) -> AnyView {
    view! {
        <li>
            <p>
                <strong>{what(report)}</strong>
                <small>{from(report)}</small>
                {more(report)}
            </p>
            {act}
        </li>
    }
    .into_any()
}

/// From whom, and when it came.
fn from(report: &Report) -> String {
    let sent = dates::day_and_time(report.sent_at);
    let from = match report.by.as_str() {
        "" => sent,
        by if report.at_nursery => w::told_to(by, sent),
        by => w::from(by, sent),
    };
    if report.after_cutoff { [&from, w::after_cutoff()].concat() } else { from }
}

/// The temperature and the words that came with it.
fn more(report: &Report) -> AnyView {
    let temperature =
        report.temperature.map(|tenths| w::temperature((tenths / 10).to_string(), (tenths % 10).to_string()));
    let temperature = temperature.map(|words| view! { <span class="report-temperature">{words}</span> }.into_any());
    let note = (!report.note.is_empty()).then(|| view! { <q class="report-note">{report.note.clone()}</q> }.into_any());
    view! {
        {temperature}
        {note}
    }
    .into_any()
}
