use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::{DayState, Mark, MarkKind, Standing, day_state, deciding_mark};
use crate::id::MarkId;
use crate::time::Moment;

fn at(minute: i64) -> Moment {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn mark(id: u128, kind: MarkKind, minute: i64) -> Mark {
    Mark { id: MarkId(Uuid::from_u128(id)), kind, happened_at: at(minute), recorded_at: at(minute), takes_back: None }
}

fn correction(id: u128, of: &Mark) -> Mark {
    Mark { takes_back: Some(of.id), ..mark(id, MarkKind::Correction, 600) }
}

/// Few minutes, so that marks often fall on the same one.
fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let kind = prop_oneof![Just(MarkKind::Arrival), Just(MarkKind::Departure), Just(MarkKind::Absence)];
    prop::collection::vec((kind, 0_i64..8), 0..12)
        .prop_map(|all| (1..).zip(all).map(|(id, (kind, minute))| mark(id, kind, minute)).collect())
}

/// Marks, and which of them were taken back.
fn corrected() -> impl Strategy<Value = (Vec<Mark>, Vec<bool>)> {
    marks().prop_flat_map(|marks| {
        let count = marks.len();
        (Just(marks), prop::collection::vec(any::<bool>(), count))
    })
}

fn with_corrections(marks: &[Mark], taken_back: &[bool]) -> Vec<Mark> {
    let corrections = (1_000..).zip(marks.iter().zip(taken_back).filter(|(_, taken_back)| **taken_back));
    let corrections: Vec<Mark> = corrections.map(|(id, (mark, _))| correction(id, mark)).collect();
    marks.iter().copied().chain(corrections).collect()
}

proptest! {
    #[test]
    fn the_order_in_which_marks_come_in_does_not_matter(
        (day, shuffled) in corrected().prop_flat_map(|(marks, taken_back)| {
            let day = with_corrections(&marks, &taken_back);
            (Just(day.clone()), Just(day).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(day_state(&shuffled), day_state(&day));
        prop_assert_eq!(deciding_mark(&shuffled), deciding_mark(&day));
    }

    #[test]
    fn what_was_taken_back_counts_for_nothing((marks, taken_back) in corrected()) {
        let left: Vec<Mark> =
            marks.iter().zip(&taken_back).filter(|(_, taken_back)| !**taken_back).map(|(mark, _)| *mark).collect();
        let day = with_corrections(&marks, &taken_back);
        prop_assert_eq!(day_state(&day), day_state(&left));
        prop_assert_eq!(deciding_mark(&day), deciding_mark(&left));
    }

    #[test]
    fn what_came_in_twice_counts_once((marks, taken_back) in corrected()) {
        let day = with_corrections(&marks, &taken_back);
        let twice: Vec<Mark> = day.iter().chain(&day).copied().collect();
        prop_assert_eq!(day_state(&twice), day_state(&day));
        prop_assert_eq!(deciding_mark(&twice), deciding_mark(&day));
    }

    #[test]
    fn saying_again_what_is_already_so_changes_nothing(marks in marks(), minute in 8_i64..20) {
        let state = day_state(&marks);
        let kind = match state.standing {
            Standing::Here => MarkKind::Arrival,
            Standing::Left => MarkKind::Departure,
            Standing::Absent => MarkKind::Absence,
            Standing::Expected => return Ok(()),
        };
        let again: Vec<Mark> = marks.iter().copied().chain([mark(500, kind, minute)]).collect();
        prop_assert_eq!(day_state(&again), state);
        prop_assert_eq!(deciding_mark(&again), deciding_mark(&marks));
    }

    #[test]
    fn the_state_holds_together(marks in marks()) {
        let state = day_state(&marks);
        prop_assert_eq!(state.since.is_none(), state.standing == Standing::Expected);
        prop_assert_eq!(deciding_mark(&marks).is_none(), state == DayState::EXPECTED);
        prop_assert!(state.arrived_at <= state.since);
        if state.standing == Standing::Here {
            prop_assert!(state.arrived_at.is_some());
        }
        if let Some(decider) = deciding_mark(&marks) {
            let time = marks.iter().find(|mark| mark.id == decider).map(|mark| mark.happened_at);
            prop_assert_eq!(time, state.since);
        }
    }
}

#[test]
fn a_morning_and_an_evening() {
    let day = [mark(1, MarkKind::Arrival, 480), mark(2, MarkKind::Arrival, 481), mark(3, MarkKind::Departure, 990)];
    let left = DayState { standing: Standing::Left, since: Some(at(990)), arrived_at: Some(at(480)) };
    assert_eq!(day_state(&day), left);
    let undone = [day.as_slice(), &[correction(4, &day[2])]].concat();
    let here = DayState { standing: Standing::Here, since: Some(at(480)), arrived_at: Some(at(480)) };
    assert_eq!((day_state(&undone), deciding_mark(&undone)), (here, Some(day[0].id)));
}
