use chrono::Timelike;
use hidamari_domain::attendance::{OwnChild, ReportKind, SendReports, Standing};
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::mine::{Mine, given_name};
use crate::app::{Asking, dates, send};
use crate::attendance::report_form::{Reportable, refused, report_form};

/// From this hour on, what is reported is about tomorrow.
const EVENING: u32 = 17;

/// The form with which a guardian reports of one of their children, and of others along with it.
#[must_use]
pub fn sending(mine: Mine, child: ChildId, kind: ReportKind, sent: Callback<()>) -> AnyView {
    let mut children: Vec<OwnChild> =
        untrack(|| mine.children()).into_iter().filter(|child| child.may_report).collect();
    children.sort_by_key(|each| each.id != child);
    let Some(about) = children.first() else { return ().into_any() };
    let is_over = match kind {
        ReportKind::Absent | ReportKind::Late | ReportKind::Brought => about.state.standing != Standing::Expected,
        ReportKind::PickUp => about.state.standing == Standing::Left,
    };
    let is_evening = dates::local_time(dates::now()).hour() >= EVENING;
    report_form(Reportable {
        kind,
        today: about.day,
        is_for_today: !is_over && !is_evening,
        at_nursery: false,
        children: children.iter().map(|each| (each.id, given_name(&each.name).to_owned())).collect(),
        deliver: Callback::new(move |(reports, asking): (_, Asking)| {
            send::<SendReports>((), reports, move |answer| match answer {
                Ok(_) => {
                    asking.done();
                    sent.run(());
                }
                Err(refusal) => asking.refuse(refused(refusal)),
            });
        }),
    })
}
