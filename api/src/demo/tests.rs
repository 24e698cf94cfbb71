#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveTime, Utc};
use hidamari_domain::attendance::Standing;
use hidamari_domain::policy::Rights;
use hidamari_domain::time::age_class;
use hidamari_domain::value::{Email, Kana, Name, OneTimeCode, Password, Phone, Pin, Text};

use super::ward::Ward;
use super::{Calendar, PASSWORD, PIN, Size};
use crate::clock::Clock;

fn at(year: i32, month: u32, day: u32) -> Calendar {
    let clock = Clock::new(chrono_tz::Asia::Tokyo);
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let noon = clock.moment(day, NaiveTime::from_hms_opt(12, 0, 0).unwrap());
    clock.shift((noon - Utc::now()).num_seconds());
    Calendar::new(&clock)
}

fn days() -> [Calendar; 4] {
    [at(2026, 4, 1), at(2026, 6, 10), at(2027, 1, 4), at(2028, 3, 31)]
}

const SIZES: [Size; 4] = [
    Size { facilities: 1, children: 1, seed: 0 },
    Size { facilities: 1, children: 40, seed: 1 },
    Size { facilities: 3, children: 100, seed: 1 },
    Size { facilities: 64, children: 180, seed: 2 },
];

#[test]
fn every_place_is_taken_by_a_child_of_the_right_age() {
    for calendar in days() {
        for size in SIZES {
            let ward = Ward::new(&calendar, size);
            let mut counts = vec![0; size.facilities];
            for child in ward.households.iter().flat_map(|household| &household.children) {
                let place = child.place;
                counts[place.facility] += 1;
                let class = &ward.facilities[place.facility].classes[place.class];
                assert!((class.age_from..=class.age_to).contains(&place.age));
                assert_eq!(age_class(child.birth_date, calendar.year), Some(place.age), "{}", child.birth_date);
                assert!(child.birth_date < child.enrolled_on && child.enrolled_on <= calendar.today);
            }
            assert_eq!(counts, vec![size.children; size.facilities]);
        }
    }
}

#[test]
fn everything_is_what_the_product_would_take() {
    let ward = Ward::new(&at(2026, 6, 10), SIZES[3]);
    assert!(Password::parse(PASSWORD).is_ok() && Pin::parse(PIN).is_ok());
    let unique: HashSet<&str> = ward.people.accounts.iter().map(|account| account.email.as_str()).collect();
    assert_eq!(unique.len(), ward.people.accounts.len());
    assert!(unique.iter().all(|email| Email::parse(email).is_ok()));
    let facilities: HashSet<&str> = ward.facilities.iter().map(|facility| facility.name.as_str()).collect();
    assert_eq!(facilities.len(), ward.facilities.len());
    for household in &ward.households {
        for guardian in &household.guardians {
            assert!(Name::parse(&guardian.name).is_ok() && Kana::parse(&guardian.kana).is_ok());
            assert!(guardian.phones.split(' ').all(|phone| Phone::parse(phone).is_ok()));
        }
        for child in &household.children {
            assert!(Kana::parse(child.called.family.1).is_ok() && Kana::parse(child.called.given.1).is_ok());
            assert!(child.caution.is_none_or(|caution| Text::<40>::parse(caution).is_ok()));
        }
    }
    assert!(OneTimeCode::parse(&OneTimeCode::from_random([7; 12]).printed()).is_ok());
}

#[test]
fn there_are_households_of_every_kind() {
    let ward = Ward::new(&at(2026, 6, 10), SIZES[2]);
    let any = |fits: &dyn Fn(&super::families::Household) -> bool| ward.households.iter().any(fits);
    for guardians in 1..=3 {
        assert!(any(&|household| household.guardians.len() == guardians), "{guardians} guardians");
    }
    assert!(any(&|household| household.children.len() == 3));
    assert!(any(&|household| household.guardians.iter().any(|guardian| guardian.rights == Rights::NONE)));
    assert!(
        any(&|household| household.guardians.iter().all(|guardian| guardian.account.is_none())),
        "letters to print"
    );
    assert!(any(&|household| {
        let twins = |pair: &[super::families::Child]| pair[0].birth_date == pair[1].birth_date;
        household.children.windows(2).any(twins)
    }));
}

#[test]
fn the_past_is_whole_and_the_day_itself_empty() {
    let calendar = at(2026, 6, 10);
    let ward = Ward::new(&calendar, SIZES[1]);
    let days: Vec<_> = ward.history(&calendar).collect();
    assert!((20..=23).contains(&days.len()));
    for child_day in days.iter().flatten() {
        assert!(child_day.day < calendar.today && child_day.habit.enrolled_on <= child_day.day);
        assert!(matches!(child_day.state.standing, Standing::Left | Standing::Absent));
        assert!(child_day.marks.iter().all(|mark| mark.recorded_at >= mark.happened_at));
        assert!(child_day.marks.is_sorted_by_key(|mark| mark.happened_at));
    }
}
