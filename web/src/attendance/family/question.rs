use chrono::{NaiveTime, Timelike};
use hidamari_domain::attendance::{NewReport, NewReports, OwnChild, Reason, ReportKind, SendReports};
use hidamari_domain::id::ReportId;
use leptos::prelude::*;
use uuid::Uuid;

use super::mine::Mine;
use crate::app::{dates, send};
use crate::ui::live::live;
use crate::ui::{Button, ButtonKind};
use crate::words::attendance::question as w;

/// An answer in one tap.
#[derive(Clone, Copy)]
enum Answer {
    Absent(Reason),
    Late(NaiveTime),
    Brought,
}

/// Asked where a child is who neither came nor was reported: each answer is one tap.
#[must_use]
pub fn question(mine: Mine, child: OwnChild) -> AnyView {
    if child.brought {
        return view! { <p class="question-answered">{w::brought_told()}</p> }.into_any();
    }
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let day = child.day;
    let id = child.id;
    let answer = move |answer: Answer| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (kind, reason, at) = match answer {
            Answer::Absent(reason) => (ReportKind::Absent, Some(reason), None),
            Answer::Late(at) => (ReportKind::Late, None, Some(at)),
            Answer::Brought => (ReportKind::Brought, None, None),
        };
        let report = NewReport {
            id: ReportId(Uuid::now_v7()),
            child: id,
            day,
            kind,
            reason,
            at,
            person: None,
            temperature: None,
            note: None,
        };
        send::<SendReports>((), NewReports { reports: vec![report] }, move |answer| {
            busy.set(false);
            wrong.set(answer.err().map(|refusal| refusal.sentence));
            mine.found.again.run(());
        });
    };
    let late = soon(dates::local_time(dates::now()).time());
    let press = move |kind: ButtonKind, words: String, to: Answer| {
        view! { <Button kind on_press=move || answer(to)>{words}</Button> }.into_any()
    };
    view! {
        <div class="question" role="group" aria-label=w::asks()>
            <p><strong>{w::asks()}</strong></p>
            <div class="question-answers">
                {press(ButtonKind::Quiet, w::ill().to_owned(), Answer::Absent(Reason::Illness))}
                {press(ButtonKind::Quiet, w::private().to_owned(), Answer::Absent(Reason::Private))}
                {press(ButtonKind::Quiet, w::late(dates::time_of_day(late)), Answer::Late(late))}
                {press(ButtonKind::Quiet, w::brought().to_owned(), Answer::Brought)}
            </div>
            <p role="alert">{live(move || wrong.get().into_any())}</p>
        </div>
    }
    .into_any()
}

/// The next half hour that is at least twenty minutes away.
fn soon(now: NaiveTime) -> NaiveTime {
    let minutes = (now.hour() * 60 + now.minute() + 20).div_ceil(30) * 30;
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(now)
}
