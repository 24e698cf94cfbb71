use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use super::{NewReport, Reason, ReportKind};
use crate::id::{ChildId, ReportId};
use crate::value::Name;

fn report(kind: ReportKind) -> NewReport {
    let day = NaiveDate::from_ymd_opt(2026, 6, 10).unwrap_or_default();
    NewReport {
        id: ReportId(Uuid::nil()),
        child: ChildId(Uuid::nil()),
        day,
        kind,
        reason: (kind == ReportKind::Absent).then_some(Reason::Illness),
        at: matches!(kind, ReportKind::Late | ReportKind::PickUp).then_some(NaiveTime::MIN),
        person: None,
        temperature: None,
        note: None,
    }
}

#[test]
fn each_kind_says_what_it_needs_and_nothing_else() {
    for kind in ReportKind::ALL.iter().copied() {
        assert_eq!(report(kind).fault(), None, "{kind:?}");
        assert_eq!(ReportKind::from_key(kind.key()), Some(kind));
    }
    let person = Name::parse("架空 祖母").ok();
    let by_somebody = NewReport { at: None, person: person.clone(), ..report(ReportKind::PickUp) };
    assert_eq!(by_somebody.fault(), None);
    let wrong = [
        (NewReport { reason: None, ..report(ReportKind::Absent) }, ("reason", "empty")),
        (NewReport { reason: Some(Reason::Private), ..report(ReportKind::Late) }, ("reason", "shape")),
        (NewReport { at: Some(NaiveTime::MIN), ..report(ReportKind::Absent) }, ("at", "shape")),
        (NewReport { at: Some(NaiveTime::MIN), ..report(ReportKind::Brought) }, ("at", "shape")),
        (NewReport { at: None, ..report(ReportKind::Late) }, ("at", "empty")),
        (NewReport { at: None, ..report(ReportKind::PickUp) }, ("at", "empty")),
        (NewReport { person, ..report(ReportKind::Late) }, ("person", "shape")),
        (NewReport { temperature: Some(431), ..report(ReportKind::Absent) }, ("temperature", "shape")),
    ];
    for (wrong, fault) in wrong {
        assert_eq!(wrong.fault(), Some(fault), "{wrong:?}");
    }
}

#[test]
fn a_report_takes_the_place_of_what_it_contradicts() {
    use ReportKind::{Absent, Brought, Late, PickUp};
    let replaced = |kind: ReportKind| ReportKind::ALL.iter().copied().filter(move |other| kind.replaces(*other));
    assert_eq!(replaced(Absent).collect::<Vec<_>>(), [Absent, Late, PickUp, Brought]);
    assert_eq!(replaced(Late).collect::<Vec<_>>(), [Absent, Late, Brought]);
    assert_eq!(replaced(Brought).collect::<Vec<_>>(), [Absent, Late, Brought]);
    assert_eq!(replaced(PickUp).collect::<Vec<_>>(), [PickUp]);
}
