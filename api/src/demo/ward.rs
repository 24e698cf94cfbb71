use hidamari_domain::id::{DeviceId, MunicipalityId, StaffId};
use hidamari_domain::policy::StaffRole;

use super::dice::Dice;
use super::facilities::{Facility, facilities};
use super::families::{Counted, Families, Household};
use super::history::{ChildDay, Habit, child_day};
use super::people::People;
use super::places::{Place, places};
use super::ties::{Tie, ties};
use super::{Calendar, Size};

/// The whole ward but for what happened in it, which comes a day at a time.
pub struct Ward {
    pub id: MunicipalityId,
    pub facilities: Vec<Facility>,
    /// The tablet of each facility on which the past was recorded; it has been handed back since.
    pub tablets: Vec<DeviceId>,
    pub people: People,
    pub households: Vec<Household>,
    seed: u64,
}

impl Ward {
    pub fn new(calendar: &Calendar, size: Size) -> Self {
        let mut dice = Dice::new(size.seed);
        let id = dice.id(calendar.founded, MunicipalityId);
        let facilities = facilities(&mut dice, calendar, size.facilities, size.children);
        let tablets = facilities.iter().map(|_| dice.id(calendar.founded, DeviceId)).collect();
        let mut people = People::default();
        people.ward_office(&mut dice, calendar);
        for facility in &facilities {
            people.staff_of(&mut dice, calendar, facility);
        }
        let free: Vec<Vec<Place>> = facilities
            .iter()
            .enumerate()
            .map(|(index, facility)| places(&mut dice, index, facility, size.children))
            .collect();
        let families = Families {
            dice: &mut dice,
            calendar,
            facilities: &facilities,
            people: &mut people,
            free,
            counted: Counted::default(),
        };
        let households = families.households();
        Self { id, facilities, tablets, people, households, seed: size.seed }
    }

    /// Every tie, household by household.
    pub fn ties(&self, calendar: &Calendar) -> Vec<Tie<'_>> {
        let mut dice = Dice::new(self.seed ^ 1);
        self.households.iter().flat_map(|household| ties(&mut dice, calendar, household, &self.facilities)).collect()
    }

    /// What happened, a day at a time.
    pub fn history<'a>(&'a self, calendar: &'a Calendar) -> impl Iterator<Item = Vec<ChildDay>> + 'a {
        let mut dice = Dice::new(self.seed ^ 2);
        let habits = self.habits(&mut dice);
        calendar.school_days().map(move |day| {
            let enrolled = habits.iter().filter(|habit| habit.enrolled_on <= day);
            enrolled.map(|habit| child_day(&mut dice, calendar, *habit, day)).collect()
        })
    }

    fn habits(&self, dice: &mut Dice) -> Vec<Habit> {
        let teachers = self.teachers();
        let children = self.households.iter().flat_map(|household| &household.children);
        children
            .filter_map(|child| {
                let Place { facility, class, .. } = child.place;
                let teacher = teachers.get(facility).and_then(|classes| classes.get(class)).copied().flatten();
                let device = self.tablets.get(facility).copied()?;
                Some(Habit::new(dice, child.id, child.enrolled_on, device, teacher))
            })
            .collect()
    }

    /// The first teacher of each class of each facility.
    fn teachers(&self) -> Vec<Vec<Option<StaffId>>> {
        let of = |facility: &Facility, class: usize| {
            let mut teachers = self.people.staff.iter().filter(|staff| {
                staff.role == StaffRole::Teacher && staff.facility == Some(facility.id) && staff.classes == [class]
            });
            teachers.next().map(|staff| staff.id)
        };
        self.facilities
            .iter()
            .map(|facility| (0..facility.classes.len()).map(|class| of(facility, class)).collect())
            .collect()
    }
}
