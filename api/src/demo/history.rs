use chrono::{NaiveDate, NaiveTime, TimeDelta};
use hidamari_domain::attendance::{DayState, Mark, MarkKind, day_state, deciding_mark};
use hidamari_domain::id::{ChildId, DeviceId, MarkId, StaffId};
use hidamari_domain::time::Moment;

use super::Calendar;
use super::dice::Dice;

/// When a child usually comes and goes, in minutes after midnight, and where that is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    pub child: ChildId,
    pub enrolled_on: NaiveDate,
    pub device: DeviceId,
    /// Who takes the call when the child stays at home.
    pub teacher: Option<StaffId>,
    comes: i64,
    goes: i64,
}

impl Habit {
    pub fn new(
        dice: &mut Dice,
        child: ChildId,
        enrolled_on: NaiveDate,
        device: DeviceId,
        teacher: Option<StaffId>,
    ) -> Self {
        // With a quarter of an hour to and fro: 7:20 to 9:20, and 16:00 to 18:20.
        Self { child, enrolled_on, device, teacher, comes: dice.between(455, 545), goes: dice.between(975, 1085) }
    }
}

/// One child's day as it was recorded.
#[derive(Debug)]
pub struct ChildDay {
    pub habit: Habit,
    pub day: NaiveDate,
    /// In the order in which they were recorded.
    pub marks: Vec<Mark>,
    pub state: DayState,
    pub decided_by: Option<MarkId>,
}

/// One child's day by chance.
pub fn child_day(dice: &mut Dice, calendar: &Calendar, habit: Habit, day: NaiveDate) -> ChildDay {
    let mut at = |minute: i64| {
        let exact =
            TimeDelta::seconds(minute * 60 + dice.between(0, 59)) + TimeDelta::milliseconds(dice.between(0, 999));
        calendar.clock.moment(day, NaiveTime::MIN) + exact
    };
    let (called, came, went) = (at(465), at(habit.comes), at(habit.goes));
    let wobble = [TimeDelta::minutes(dice.between(-15, 14)), TimeDelta::minutes(dice.between(-15, 14))];
    let mut marks = Vec::with_capacity(2);
    if dice.chance(50) {
        marks.push(mark(dice, MarkKind::Absence, called, None));
    } else {
        if dice.chance(8) {
            // A wrong tap, taken back at once.
            let wrong = mark(dice, MarkKind::Arrival, called - TimeDelta::minutes(20), None);
            let taken_back =
                mark(dice, MarkKind::Correction, wrong.happened_at + TimeDelta::seconds(6), Some(wrong.id));
            marks.extend([wrong, taken_back]);
        }
        marks.push(mark(dice, MarkKind::Arrival, came + wobble[0], None));
        marks.push(mark(dice, MarkKind::Departure, went + wobble[1], None));
    }
    let (state, decided_by) = (day_state(&marks), deciding_mark(&marks));
    ChildDay { habit, day, marks, state, decided_by }
}

fn mark(dice: &mut Dice, kind: MarkKind, happened_at: Moment, takes_back: Option<MarkId>) -> Mark {
    let recorded_at = happened_at + TimeDelta::milliseconds(dice.between(40, 900));
    Mark { id: dice.id(happened_at, MarkId), kind, happened_at, recorded_at, takes_back }
}
