//! What is planned of children's days, and how many a facility expects.

use chrono::{Days, NaiveDate};
use hidamari_domain::attendance::{
    AttendanceRules, Expected, ExpectedClass, ExpectedDay, Hours, Meal, NewDay, NewDays, Plan, Planned, PlannedDay,
    ReadExpected, ReadPlan, SetDays, SetWeek,
};
use hidamari_domain::policy::action::PlanDays;
use hidamari_domain::policy::{ActionKey, Actor, Capability, Permit, allows};

use super::reports::tell;
use super::store::{self, Frame};
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Days after today in one answer.
const AHEAD: u64 = 31;
/// Days of expected children in one answer.
const DAYS: u64 = 7;

/// What is planned of a child.
pub fn read(work: &mut Work<'_>, ask: Ask<ReadPlan>) -> Result<Plan, Failure> {
    let settled = Settled::read(work, &ask.permit)?;
    plan(work, &ask.permit, settled)
}

/// A new weekly pattern.
pub fn set_week(work: &mut Work<'_>, ask: Ask<SetWeek>) -> Result<Plan, Failure> {
    let settled = Settled::read(work, &ask.permit)?;
    settled.check_day("valid_from", ask.body.valid_from)?;
    if ask.body.week.0.iter().flatten().any(|hours| !settled.is_open(*hours)) {
        return Err(Failure::told("week", "order", OPENING));
    }
    store::lock_children(work.conn, &ask.permit, &[ask.path])?;
    store::add_week(work.conn, &ask.permit, &ask.body)?;
    tell(work, ask.permit.places());
    plan(work, &ask.permit, settled)
}

/// Days that differ from the week.
pub fn set_days(work: &mut Work<'_>, ask: Ask<SetDays>) -> Result<Plan, Failure> {
    let settled = Settled::read(work, &ask.permit)?;
    for (place, new) in ask.body.days.iter().enumerate() {
        settled.check(place, new)?;
        if ask.body.days.iter().take(place).any(|other| other.day == new.day) {
            return Err(Failure::field(&format!("days[{place}].day"), "taken"));
        }
    }
    store::lock_children(work.conn, &ask.permit, &[ask.path])?;
    store::set_days(work.conn, &ask.permit, &ask.body.days)?;
    tell(work, ask.permit.places());
    plan(work, &ask.permit, settled)
}

const OPENING: &str = "開所時間のあいだの時刻にしてください。";

/// What a child's days are planned within.
struct Settled {
    name: String,
    opening: Hours,
    rules: AttendanceRules,
    today: NaiveDate,
    open_from: NaiveDate,
}

impl Settled {
    fn read(work: &mut Work<'_>, permit: &Permit<PlanDays>) -> Result<Self, Failure> {
        let place = permit.places().first().ok_or_else(Failure::not_found)?;
        // Whoever may also without being a guardian. A cook whose child is there plans as a guardian.
        let at_work = Actor { ties: Vec::new(), ..permit.actor().clone() };
        let is_staff = allows(&at_work, ActionKey::PlanDays, Some(place));
        if !is_staff && !place.capabilities.has(Capability::FamilyApp) {
            return Err(Failure::not_found());
        }
        let Frame { name, hours: (opens, closes), rules } = store::frame(work.conn, permit)?;
        let opening =
            Hours::new(opens, closes).ok_or_else(|| Failure::Fault("a facility closes before it opens".into()))?;
        let today = work.app.clock.day(work.now);
        let open_from = if is_staff { today } else { rules.open_from(today, work.app.clock.time(work.now)) };
        Ok(Self { name, opening, rules, today, open_from })
    }

    fn is_open(&self, hours: Hours) -> bool {
        self.opening.from() <= hours.from() && hours.until() <= self.opening.until()
    }

    fn check_day(&self, field: &str, day: NaiveDate) -> Result<(), Failure> {
        match day {
            day if day < self.today => Err(Failure::told(field, "order", "過ぎた日の予定は変えられません。")),
            day if day < self.open_from => {
                Err(Failure::told(field, "order", "この日の締め切りを過ぎています。園に直接お知らせください。"))
            }
            _ => Ok(()),
        }
    }

    fn check(&self, place: usize, new: &NewDay) -> Result<(), Failure> {
        let field = |name: &str| format!("days[{place}].{name}");
        self.check_day(&field("day"), new.day)?;
        if self.today.checked_add_days(Days::new(NewDays::DAYS_AHEAD)).is_none_or(|last| new.day > last) {
            return Err(Failure::told(&field("day"), "order", "2か月より先の日は、まだ決められません。"));
        }
        match new.planned.hours() {
            Some(_) if !self.rules.expects_on(new.day) => {
                Err(Failure::told(&field("day"), "order", "園がお休みの日です。"))
            }
            Some(hours) if !self.is_open(hours) => Err(Failure::told(&field("planned"), "order", OPENING)),
            _ => Ok(()),
        }
    }
}

fn plan(work: &mut Work<'_>, permit: &Permit<PlanDays>, settled: Settled) -> Result<Plan, Failure> {
    let Settled { name, opening, rules, today, open_from } = settled;
    let days: Vec<NaiveDate> = today.iter_days().zip(0..=AHEAD).map(|(day, _)| day).collect();
    let last = days.last().copied().unwrap_or(today);
    let weeks = store::weeks(work.conn, permit, today)?;
    let own = store::own_plans(work.conn, permit, (today, last))?;
    let planned = |day: NaiveDate| PlannedDay {
        day,
        planned: Planned::of(own.get(&day).copied(), weeks.on(day), day),
        is_own: own.contains_key(&day),
        is_closed: !rules.expects_on(day),
    };
    let days = days.into_iter().map(planned).collect();
    Ok(Plan { child: *permit.subject(), name, opening, open_from, week: weeks.newest().copied(), days })
}

/// How many children and meals are expected.
pub fn expected(work: &mut Work<'_>, ask: Ask<ReadExpected>) -> Result<Expected, Failure> {
    let first = ask.query.day.unwrap_or_else(|| work.app.clock.day(work.now));
    let days: Vec<NaiveDate> = first.iter_days().zip(0..DAYS).map(|(day, _)| day).collect();
    let rules = store::facility_rules(work.conn, &ask.permit)?;
    let classes = store::classes_of(work.conn, &ask.permit, first)?;
    let children = store::enrolled(work.conn, &ask.permit, (first, days.last().copied().unwrap_or(first)))?;
    let of_day = |day: NaiveDate| {
        let mut expected = ExpectedDay {
            day,
            is_closed: !rules.expects_on(day),
            children: vec![0; classes.len()],
            lunches: 0,
            snacks: 0,
            suppers: 0,
        };
        for child in &children {
            let planned = child.planned(day);
            let class = classes.iter().position(|(class, _)| Some(*class) == child.class);
            let place = class.and_then(|class| expected.children.get_mut(class));
            let (Some(_), Some(place)) = (planned.cutoff(&rules, day), place) else { continue };
            *place += 1;
            let eats = |meal: Meal| u32::from(planned.hours().map_or(meal != Meal::Supper, |hours| meal.is_for(hours)));
            expected.lunches += eats(Meal::Lunch);
            expected.snacks += eats(Meal::Snack);
            expected.suppers += eats(Meal::Supper);
        }
        expected
    };
    let days = days.into_iter().map(of_day).collect();
    let classes = classes.iter().map(|(id, name)| ExpectedClass { id: *id, name: name.clone() }).collect();
    Ok(Expected { classes, days })
}
