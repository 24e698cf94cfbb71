//! The presses that open the form for a report.

use hidamari_domain::attendance::ReportKind;
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use crate::ui::{Chip, glyph};
use crate::words::attendance::reports as w;

/// Which child's day is being reported, and as what.
#[derive(Clone, Copy, Default)]
pub struct Reporting {
    /// Whether the sheet is open.
    pub open: RwSignal<bool>,
    /// What it is about.
    pub what: RwSignal<Option<(ChildId, ReportKind)>>,
}

/// お休み・遅刻・お迎えの変更: one press opens the sheet.
pub fn report_chips(reporting: Reporting, child: ChildId) -> AnyView {
    let chip = |(kind, icon, word): (ReportKind, _, &'static str)| {
        let press = move || {
            reporting.what.set(Some((child, kind)));
            reporting.open.set(true);
        };
        view! {
            <Chip icon=icon on_press=press>
                {word}
            </Chip>
        }
        .into_any()
    };
    let chips = [
        (ReportKind::Absent, glyph::CALENDAR_DAYS, w::absent()),
        (ReportKind::Late, glyph::CLOCK, w::late()),
        (ReportKind::PickUp, glyph::USERS_ROUND, w::pick_up()),
    ];
    view! {
        <div class="chips report-chips" role="group" aria-label=w::title()>
            {chips.map(chip).into_iter().collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
