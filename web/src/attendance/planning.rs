//! Planning a child's days: the week, and the days that differ from it. The same for guardians and the nursery.

use hidamari_domain::attendance::{Hours, NewDay, NewDays, Plan, Planned, PlannedDay, ReadPlan, SetDays};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ChildId;
use leptos::prelude::*;

use super::plan_week::week_form;
use super::report_form::refused;
use crate::app::{Asking, Fetched, dates, fetch, send};
use crate::ui::live::live;
use crate::ui::{AsyncView, Button, ButtonKind, Choice, ChoiceChips, Form, Load, Sheet, TextField, Toast};
use crate::words::attendance::plan as w;

/// As in the week; not at all; from when to when.
const USUAL: &str = "usual";
const OFF: &str = "off";
const TIMES: &str = "times";

/// What a screen about a child's plan shares.
#[derive(Clone, Copy)]
pub struct Planning {
    pub child: ChildId,
    pub found: Fetched<Plan>,
    pub said: RwSignal<Option<String>>,
}

impl Planning {
    /// What is planned is another now.
    pub fn done(self, plan: Plan) {
        self.found.state.set(Load::Ready(plan));
        self.said.set(Some(w::done().to_owned()));
    }
}

/// The week and the days of a child.
#[must_use]
pub fn planning(child: ChildId) -> AnyView {
    let found = fetch::<ReadPlan>(move || Some((child, Nothing {})));
    let planning = Planning { child, found, said: RwSignal::new(None) };
    let chosen = RwSignal::new(None::<PlannedDay>);
    let open = RwSignal::new(false);
    let day = move |plan: Memo<Plan>| {
        move || match chosen.get() {
            Some(day) => day_form(planning, day, &plan.get_untracked(), open),
            None => ().into_any(),
        }
    };
    let inside = move |plan: Memo<Plan>| {
        view! {
            <h1>{w::of(&plan.get_untracked().name)}</h1>
            {week_form(planning, &plan.get_untracked())}
            <section class="section" aria-labelledby="plan-days">
                <h2 id="plan-days">{w::days()}</h2>
                {live(move || plan.with(|plan| days(plan, chosen, open)))}
            </section>
            <Sheet open title=w::day_title()>{live(day(plan))}</Sheet>
            <Toast said=planning.said />
        }
        .into_any()
    };
    view! {
        {found.heading(w::title())}
        <AsyncView state=found.state retry=found.again let:plan>{inside(plan)}</AsyncView>
    }
    .into_any()
}

fn days(plan: &Plan, chosen: RwSignal<Option<PlannedDay>>, open: RwSignal<bool>) -> AnyView {
    let line = |day: &PlannedDay| {
        let day = *day;
        let press = move || {
            chosen.set(Some(day));
            open.set(true);
        };
        let act = if day.day < plan.open_from {
            view! { <small class="muted">{w::locked()}</small> }.into_any()
        } else {
            let which = w::which(dates::day(day.day));
            view! { <Button on_press=press>{w::change()} <span class="unseen">{which}</span></Button> }.into_any()
        };
        let own = day.is_own.then(|| view! { <small>{w::own()}</small> });
        view! {
            <li>
                <span class="plan-date">{dates::day(day.day)}</span>
                <span class="plan-what"><strong>{words(day.planned)}</strong> {own}</span>
                {act}
            </li>
        }
        .into_any()
    };
    let coming = plan.days.iter().filter(|day| !day.is_closed);
    view! { <ul class="card plan-days">{coming.map(line).collect::<Vec<_>>()}</ul> }.into_any()
}

/// What is planned, in words: 8:30 – 17:30.
#[must_use]
pub fn words(planned: Planned) -> String {
    match planned {
        Planned::Unknown => w::unknown().to_owned(),
        Planned::Off => w::off().to_owned(),
        Planned::Times(hours) => w::times(dates::time_of_day(hours.from()), dates::time_of_day(hours.until())),
    }
}

fn day_form(planning: Planning, day: PlannedDay, plan: &Plan, open: RwSignal<bool>) -> AnyView {
    let asking = Asking::new();
    let chosen = match (day.is_own, day.planned) {
        (false, _) | (_, Planned::Unknown) => USUAL,
        (true, Planned::Off) => OFF,
        (true, Planned::Times(_)) => TIMES,
    };
    let hours = day.planned.hours().unwrap_or(plan.opening);
    let (kind, from) = (RwSignal::new(chosen.to_owned()), RwSignal::new(hours.from().to_string()));
    let until = RwSignal::new(hours.until().to_string());
    let choices = vec![Choice::new(USUAL, w::usual()), Choice::new(OFF, w::off()), Choice::new(TIMES, w::own_times())];
    let times = move || {
        kind.with(|kind| kind == TIMES)
            .then(|| {
                view! {
                    <TextField label=w::from() value=from kind="time" error=asking.error("planned") />
                    <TextField label=w::until() value=until kind="time" />
                }
            })
            .into_any()
    };
    let submit = move |()| {
        let planned = kind.with_untracked(|kind| match kind.as_str() {
            USUAL => Some(Planned::Unknown),
            OFF => Some(Planned::Off),
            _ => read_hours(&from.get_untracked(), &until.get_untracked()).map(Planned::Times),
        });
        if !asking.allows([("planned", planned.is_none().then_some(w::wrong_times()))]) {
            return;
        }
        let Some(planned) = planned else { return };
        asking.begin();
        let body = NewDays { days: vec![NewDay { day: day.day, planned }] };
        send::<SetDays>(planning.child, body, move |answer| match answer {
            Ok(plan) => {
                asking.done();
                open.set(false);
                planning.done(plan);
            }
            Err(refusal) => asking.refuse(refused(refusal)),
        });
    };
    view! {
        <h3 class="report-about">{dates::day(day.day)}</h3>
        <Form on_submit=Callback::new(submit)>
            <ChoiceChips label=w::that_day() value=kind choices />
            {live(times)}
            {asking.note()}
            <footer>
                <Button kind=ButtonKind::Primary submit=true busy=asking.busy>{w::set_day()}</Button>
            </footer>
        </Form>
    }
    .into_any()
}

/// Two times of day as hours; nothing when they are not in order.
#[must_use]
pub fn read_hours(from: &str, until: &str) -> Option<Hours> {
    Hours::new(from.parse().ok()?, until.parse().ok()?)
}
