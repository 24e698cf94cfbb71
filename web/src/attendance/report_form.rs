//! The form in which a report is typed, by a guardian or by whoever was told at the nursery.

use chrono::{Days, NaiveDate, NaiveTime};
use hidamari_domain::attendance::{NewReport, NewReports, Reason, ReportKind};
use hidamari_domain::id::{ChildId, ReportId};
use hidamari_domain::value::{Name, Text};
use leptos::prelude::*;
use uuid::Uuid;

use crate::app::{Asking, Said, dates};
use crate::ui::live::when;
use crate::ui::{Button, ButtonKind, CheckField, Choice, ChoiceChips, Form, TextField};
use crate::words::attendance::reports as w;

/// Most children who come later come at ten.
const LATE: &str = "10:00";
/// The chip for days other than today and tomorrow.
const OTHER: &str = "";

/// Whom and what a report may be about, and where it goes.
#[derive(Clone)]
pub struct Reportable {
    /// What is reported.
    pub kind: ReportKind,
    /// The facility's local day.
    pub today: NaiveDate,
    /// Whether today's is chosen at first, or tomorrow's.
    pub is_for_today: bool,
    /// Whether somebody of the nursery enters it.
    pub at_nursery: bool,
    /// The children, the first of them chosen.
    pub children: Vec<(ChildId, String)>,
    /// Sends what was typed.
    pub deliver: Callback<(NewReports, Asking)>,
}

/// What is typed of a report.
#[derive(Clone, Copy)]
struct Draft {
    kind: ReportKind,
    deliver: Callback<(NewReports, Asking)>,
    asking: Asking,
    /// A day, or [`OTHER`].
    day: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    at: RwSignal<String>,
    person: RwSignal<String>,
    temperature: RwSignal<String>,
    note: RwSignal<String>,
}

/// One report, for one or several children and days: what is usual is chosen already, so that one more press sends it.
#[must_use]
pub fn report_form(about: Reportable) -> AnyView {
    let Reportable { kind, today, is_for_today, at_nursery, children, deliver } = about;
    let tomorrow = today + Days::new(1);
    let empty = || RwSignal::new(String::new());
    let draft = Draft {
        kind,
        deliver,
        asking: Asking::new(),
        day: RwSignal::new(if is_for_today { today } else { tomorrow }.to_string()),
        from: RwSignal::new(tomorrow.to_string()),
        until: empty(),
        at: RwSignal::new(if kind == ReportKind::Late { LATE.to_owned() } else { String::new() }),
        person: empty(),
        temperature: empty(),
        note: empty(),
    };
    let days = vec![
        Choice::new(today.to_string(), w::today(dates::short_day(today))),
        Choice::new(tomorrow.to_string(), w::tomorrow(dates::short_day(tomorrow))),
        Choice::new(OTHER, w::other_days()),
    ];
    let title = children.first().map(|(_, name)| about_words(kind, name));
    let with: Vec<(ChildId, RwSignal<bool>)> =
        children.iter().enumerate().map(|(place, (child, _))| (*child, RwSignal::new(place == 0))).collect();
    let whom = (children.len() > 1).then(|| whom(&children, &with));
    let acts = acts(draft, at_nursery, with);
    view! {
        <h3 class="report-about">{title}</h3>
        <Form on_submit=Callback::new(|()| ())>
            <ChoiceChips label=w::day() value=draft.day choices=days />
            {when(move || draft.day.with(|day| day == OTHER), move || draft.other_days())}
            {whom}
            {draft.fields()}
            {draft.asking.note()}
            {acts}
        </Form>
    }
    .into_any()
}

fn about_words(kind: ReportKind, name: &str) -> String {
    match kind {
        ReportKind::Absent => w::absent_of(name),
        ReportKind::Late => w::late_of(name),
        ReportKind::PickUp => w::pick_up_of(name),
        ReportKind::Brought => w::brought_of(name),
    }
}

fn whom(children: &[(ChildId, String)], with: &[(ChildId, RwSignal<bool>)]) -> AnyView {
    let check = |((_, name), (_, checked)): (&(ChildId, String), &(ChildId, RwSignal<bool>))| {
        view! { <CheckField label=name.clone() checked=*checked /> }
    };
    view! {
        <fieldset class="choice">
            <legend>{w::whom()}</legend>
            <div class="report-whom">{children.iter().zip(with).map(check).collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}

/// The presses that send. An absence asks why, so each answer is one.
fn acts(draft: Draft, at_nursery: bool, with: Vec<(ChildId, RwSignal<bool>)>) -> AnyView {
    let with = StoredValue::new(with);
    let act = |kind: ButtonKind, words: &'static str, reason: Option<Reason>| {
        let press = move || draft.send(&with.get_value(), reason);
        view! { <Button kind busy=draft.asking.busy on_press=press>{words}</Button> }.into_any()
    };
    let one = |own, entered| vec![act(ButtonKind::Primary, if at_nursery { entered } else { own }, None)];
    let buttons = match draft.kind {
        ReportKind::Absent => vec![
            act(ButtonKind::Primary, w::absent_illness(), Some(Reason::Illness)),
            act(ButtonKind::Primary, w::absent_private(), Some(Reason::Private)),
            act(ButtonKind::Quiet, w::absent_infection(), Some(Reason::Infection)),
            act(ButtonKind::Quiet, w::absent_mourning(), Some(Reason::Mourning)),
        ],
        ReportKind::Late => one(w::send_late(), w::enter_late()),
        ReportKind::PickUp => one(w::send_pick_up(), w::enter_pick_up()),
        ReportKind::Brought => one(w::send_brought(), w::enter_brought()),
    };
    view! { <footer class="report-acts">{buttons}</footer> }.into_any()
}

impl Draft {
    fn other_days(self) -> AnyView {
        view! {
            <TextField label=w::from_day() value=self.from kind="date" error=self.asking.error("day") />
            <TextField label=w::until_day() value=self.until kind="date" hint=w::until_hint() />
        }
        .into_any()
    }

    fn fields(self) -> AnyView {
        let Self { asking, at, person, temperature, note, .. } = self;
        let time =
            |label, hint| view! { <TextField label hint value=at kind="time" error=asking.error("at") /> }.into_any();
        let own = match self.kind {
            ReportKind::Absent | ReportKind::Brought => ().into_any(),
            ReportKind::Late => time(w::late_when(), ""),
            ReportKind::PickUp => view! {
                {time(w::pick_up_when(), w::pick_up_when_hint())}
                <TextField label=w::pick_up_who() hint=w::pick_up_who_hint() value=person maxlength=60 error=asking.error("person") />
            }
            .into_any(),
        };
        let degrees = (self.kind != ReportKind::PickUp).then(|| {
            view! {
                <TextField
                    label=w::degrees()
                    hint=w::degrees_hint()
                    value=temperature
                    inputmode="decimal"
                    maxlength=5
                    error=asking.error("temperature")
                />
            }
        });
        view! {
            {own}
            <details class="report-more">
                <summary>{w::add_more()}</summary>
                <div class="form">
                    {degrees}
                    <TextField label=w::note() value=note maxlength=200 error=asking.error("note") />
                </div>
            </details>
        }
        .into_any()
    }

    fn send(self, with: &[(ChildId, RwSignal<bool>)], reason: Option<Reason>) {
        let Some(reports) = self.read(with, reason) else { return };
        self.asking.begin();
        self.deliver.run((reports, self.asking));
    }

    /// What was typed, or nothing and a note of what is wrong.
    fn read(self, with: &[(ChildId, RwSignal<bool>)], reason: Option<Reason>) -> Option<NewReports> {
        let at = time(&self.at.get_untracked());
        let person = optional(&self.person.get_untracked(), |text| Name::parse(text).ok());
        let note = optional(&self.note.get_untracked(), |text| Text::parse(text).ok());
        let temperature = optional(&self.temperature.get_untracked(), tenths);
        let days = self.days();
        let children: Vec<ChildId> =
            with.iter().filter(|(_, checked)| checked.get_untracked()).map(|(child, _)| *child).collect();
        let wrong = |is_wrong: bool, words: &'static str| is_wrong.then_some(words);
        let needs_time = match self.kind {
            ReportKind::Absent | ReportKind::Brought => false,
            ReportKind::Late => at.is_none(),
            ReportKind::PickUp => at.is_none() && person == Some(None),
        };
        let is_right = self.asking.allows([
            ("day", wrong(days.is_empty(), w::wrong_days())),
            ("at", wrong(needs_time, w::wrong_time())),
            ("person", wrong(person.is_none(), w::wrong_person())),
            ("temperature", wrong(temperature.is_none(), w::wrong_temperature())),
            ("note", wrong(note.is_none(), w::wrong_note())),
        ]);
        let one = |child: ChildId, day: NaiveDate| {
            Some(NewReport {
                id: ReportId(Uuid::now_v7()),
                child,
                day,
                kind: self.kind,
                reason,
                at,
                person: person.clone()?,
                temperature: temperature?,
                note: note.clone()?,
            })
        };
        let reports: Option<Vec<NewReport>> =
            days.iter().flat_map(|day| children.iter().map(|child| one(*child, *day))).collect();
        let reports = reports.filter(|_| is_right)?;
        let words = match reports.len() {
            0 => w::nobody(),
            1..=NewReports::MOST => return Some(NewReports { reports }),
            _ => w::too_many(),
        };
        self.asking.refuse(Said { sentence: words.to_owned(), ..Said::default() });
        None
    }

    /// The days chosen; none when they make no sense.
    fn days(self) -> Vec<NaiveDate> {
        let parse = |text: RwSignal<String>| text.get_untracked().parse::<NaiveDate>().ok();
        if self.day.get_untracked() != OTHER {
            return parse(self.day).into_iter().collect();
        }
        let Some(from) = parse(self.from) else { return Vec::new() };
        let until = if self.until.read_untracked().is_empty() { Some(from) } else { parse(self.until) };
        from.iter_days().take_while(|day| until.is_some_and(|until| *day <= until)).take(NewReports::MOST + 1).collect()
    }
}

/// What the server refused. It names a field by its path; here the last name counts. What is about no field of the form
/// is said above the button.
#[must_use]
pub fn refused(refusal: Said) -> Said {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    let fields: Vec<(String, String)> =
        refusal.fields.iter().map(|(path, words)| (last(path), words.clone())).collect();
    let known = ["at", "person", "temperature", "note"];
    match fields.iter().find(|(field, _)| !known.contains(&field.as_str())) {
        Some((_, sentence)) => Said { sentence: sentence.clone(), fields: Vec::new(), ..refusal },
        None => Said { fields, ..refusal },
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    text.parse().ok()
}

/// Nothing typed is nothing said; `None` when what was typed makes no sense.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.trim().is_empty() { Some(None) } else { read(text).map(Some) }
}

/// 38.2 or 38 as tenths; full-width digits too.
fn tenths(text: &str) -> Option<u16> {
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '．' => '.',
        other => other,
    };
    let text: String = text.trim().chars().map(half).collect();
    let (degrees, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    let tenths =
        degrees.parse::<u16>().ok()?.checked_mul(10)?.checked_add(tenth.parse::<u16>().ok().filter(|t| *t < 10)?)?;
    (340..=430).contains(&tenths).then_some(tenths)
}
