//! Entering what a guardian has said on the telephone or at the door.

use chrono::NaiveDate;
use hidamari_domain::attendance::NewReports;
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::report_form::{Reportable, report_form};
use super::reporting::{Reporting, report_chips};
use crate::app::Asking;
use crate::ui::live::live;
use crate::words::attendance::reports as w;

/// お休み・遅刻・お迎えの変更: one press opens the form below; whoever sends it closes it.
#[must_use]
pub fn entering(
    reporting: Reporting,
    today: NaiveDate,
    child: ChildId,
    name: String,
    deliver: Callback<(NewReports, Asking)>,
) -> AnyView {
    let form = move || match reporting.what.get() {
        Some((child, kind)) => report_form(Reportable {
            kind,
            today,
            is_for_today: true,
            at_nursery: true,
            children: vec![(child, name.clone())],
            deliver,
        }),
        None => ().into_any(),
    };
    view! {
        <section class="entering" aria-labelledby="entering">
            <h3 id="entering">{w::enter()}</h3>
            {report_chips(reporting, child)}
            {live(form)}
        </section>
    }
    .into_any()
}
