use chrono::{DateTime, NaiveDate, TimeDelta};

use super::{AttendanceRules, DayKind, DayState, MarkKind, Status};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

#[test]
fn nobody_is_expected_at_the_week_end_and_on_holidays() {
    let rules = AttendanceRules::usual();
    assert!(rules.expects_on(day("2026-12-28")));
    for off in ["2026-12-26", "2026-12-27", "2026-12-29", "2027-01-03", "2026-11-23", "2026-05-06", "2026-09-22"] {
        assert!(!rules.expects_on(day(off)), "{off}");
    }
    let always = AttendanceRules { off_on: [].into(), ..rules };
    assert!(always.expects_on(day("2027-01-01")));
}

#[test]
fn a_kind_has_one_name() {
    for kind in DayKind::ALL {
        assert_eq!(DayKind::from_key(kind.key()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).ok(), Some(kind.key().into()));
    }
    assert_eq!(DayKind::from_key("someday"), None);
}

#[test]
fn without_evidence_a_child_is_expected_until_the_cut_off_and_unconfirmed_from_it_on() {
    let cutoff = DateTime::UNIX_EPOCH + TimeDelta::hours(100);
    let moment = TimeDelta::microseconds(1);
    let status = |now| DayState::EXPECTED.status(Some(cutoff), None, now);
    assert_eq!(status(cutoff - moment), Status::Expected);
    assert_eq!(status(cutoff), Status::Unconfirmed);
    assert_eq!(DayState::EXPECTED.status(None, None, cutoff), Status::Off);
    let due = cutoff + TimeDelta::hours(1);
    let late = |now| DayState::EXPECTED.status(Some(cutoff), Some(due), now);
    assert_eq!((late(cutoff), late(due)), (Status::Late, Status::Unconfirmed));
    for (kind, status) in
        [(MarkKind::Arrival, Status::Here), (MarkKind::Departure, Status::Left), (MarkKind::Absence, Status::Absent)]
    {
        let state = DayState::EXPECTED.after(kind, cutoff);
        assert_eq!(
            [None, Some(cutoff)].map(|cutoff| state.status(cutoff, Some(due), DateTime::UNIX_EPOCH)),
            [status; 2]
        );
    }
}
