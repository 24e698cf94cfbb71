use hidamari_domain::attendance::{ReadReports, Report, WithdrawReport};
use hidamari_domain::contract::Nothing;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use super::mine::{Mine, given_name};
use super::sending::sending;
use crate::app::{Fetched, dates, fetch, on_change, send};
use crate::attendance::report;
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind, Icon, Load, Sheet, Toast, glyph};
use crate::words::attendance::reports as w;

/// What is reported of one's children, whether the nursery has taken note of it, and the way to take it back; and the sheet
/// in which more is reported.
#[must_use]
pub fn own_reports(mine: Mine) -> AnyView {
    let reports = fetch::<ReadReports>(|| Some(((), Nothing {})));
    on_change(move |change| match change {
        Change::Report { .. } | Change::Reset => reports.again.run(()),
        _ => {}
    });
    let said = RwSignal::new(None::<String>);
    let lines = move || {
        reports.state.with(|state| match state {
            Load::Ready(all) if !all.is_empty() => list(mine, reports, said, all),
            _ => ().into_any(),
        })
    };
    let sent = Callback::new(move |()| {
        mine.reporting.open.set(false);
        said.set(Some(w::sent().to_owned()));
        reports.again.run(());
        mine.found.again.run(());
    });
    let form = move || match mine.reporting.what.get() {
        Some((child, kind)) => sending(mine, child, kind, sent),
        None => ().into_any(),
    };
    view! {
        {live(lines)}
        <Sheet open=mine.reporting.open title=w::title()>
            {live(form)}
        </Sheet>
        <Toast said />
    }
    .into_any()
}

fn list(mine: Mine, reports: Fetched<Vec<Report>>, said: RwSignal<Option<String>>, all: &[Report]) -> AnyView {
    let children = untrack(|| mine.children());
    let line = |found: &Report| {
        let child = children.iter().find(|child| child.id == found.child);
        let name = child.map(|child| given_name(&child.name).to_owned()).unwrap_or_default();
        let is_today = child.is_some_and(|child| child.day == found.day);
        let day = if is_today { w::for_today().to_owned() } else { dates::day(found.day) };
        let state = match found.accepted_at {
            None => w::waiting().to_owned(),
            Some(at) if found.at_nursery => w::entered_at(dates::time(at)),
            Some(at) => w::accepted_at(dates::time(at)),
        };
        let (path, what) = ((found.child, found.id), report::what(found));
        let withdraw = move || {
            send::<WithdrawReport>(path, Nothing {}, move |answer| {
                said.set(Some(answer.map_or_else(|refusal| refusal.sentence, |_| w::withdrawn().to_owned())));
                reports.again.run(());
                mine.found.again.run(());
            });
        };
        view! {
            <li>
                <Icon glyph=glyph::MAIL />
                <p>
                    <span>{[name.as_str(), "　", &day].concat()}</span>
                    <strong>{what.clone()}</strong>
                    <small>{state}</small>
                </p>
                <Button kind=ButtonKind::Plain on_press=withdraw>
                    {w::withdraw()}
                    <span class="unseen">{w::withdraw_which(what)}</span>
                </Button>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="own-reports">
            <h2 id="own-reports">{w::own()}</h2>
            <ul class="card own-reports">{all.iter().map(line).collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}
