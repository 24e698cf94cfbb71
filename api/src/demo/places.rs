use chrono::{Datelike, Days, NaiveDate};

use super::Calendar;
use super::dice::Dice;
use super::facilities::Facility;

/// A child's place in a class, not yet taken.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Index into the facilities.
    pub facility: usize,
    /// Index into the facility's classes.
    pub class: usize,
    /// Age class, 0 to 5.
    pub age: u8,
}

/// How many of 100 children are of each age.
const OF_HUNDRED: [usize; 6] = [9, 15, 18, 19, 19, 20];

/// The places of a facility in no order, `children` in all.
pub fn places(dice: &mut Dice, index: usize, facility: &Facility, children: usize) -> Vec<Place> {
    let mut places = Vec::with_capacity(children);
    let mut reached = 0;
    for (age, share) in (0..6_u8).zip(OF_HUNDRED) {
        reached += share;
        let fitting: Vec<usize> = facility
            .classes
            .iter()
            .enumerate()
            .filter(|(_, class)| (class.age_from..=class.age_to).contains(&age))
            .map(|(class, _)| class)
            .collect();
        let turns = fitting.iter().copied().cycle();
        let wanted = (children * reached / 100).saturating_sub(places.len());
        places.extend(turns.take(wanted).map(|class| Place { facility: index, class, age }));
    }
    dice.shuffle(&mut places);
    places
}

/// A birthday of the age class. Those of class 0 are old enough to have joined in April.
pub fn birthday(dice: &mut Dice, calendar: &Calendar, age: u8) -> NaiveDate {
    let year = calendar.year.0 - i32::from(age) - 1;
    let first = NaiveDate::from_ymd_opt(year, 4, 2).unwrap_or_default();
    let days = if age == 0 { 290 } else { 364 };
    first + Days::new(u64::try_from(dice.between(0, days)).unwrap_or_default())
}

/// 1 April of a year since the child was two months old: mostly the first or second, else any later one.
pub fn enrolled_on(dice: &mut Dice, calendar: &Calendar, age: u8, birth: NaiveDate) -> NaiveDate {
    let latest = i64::from(age);
    let years_ago = if dice.chance(600) { latest - dice.between(0, latest.min(1)) } else { dice.between(0, latest) };
    let since = calendar.year.first_day();
    let back = |years: i64| since.with_year(since.year() - i32::try_from(years).unwrap_or_default()).unwrap_or(since);
    let day = back(years_ago);
    if day < birth + Days::new(60) { back(years_ago - 1) } else { day }
}
