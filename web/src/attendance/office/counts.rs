use core::cmp::Ordering;

use hidamari_domain::attendance::{ClassCounts, FacilityCounts};

use crate::words::attendance::office as w;

/// The counts of a class, a facility, or all facilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub enrolled: u32,
    /// Who are to come today, and who have.
    pub due: u32,
    /// Who are still to come.
    pub expected: u32,
    pub here: u32,
    pub left: u32,
    pub absent: u32,
    pub unconfirmed: u32,
}

impl Counts {
    pub fn of_class(class: &ClassCounts) -> Self {
        let ClassCounts { off, expected, unconfirmed, here, left, absent, .. } = *class;
        let due = expected + unconfirmed + here + left;
        Self { enrolled: off + due + absent, due, expected, here, left, absent, unconfirmed }
    }

    pub fn of_facility(facility: &FacilityCounts) -> Self {
        facility.classes.iter().map(Self::of_class).fold(Self::default(), Self::and)
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            enrolled: self.enrolled + other.enrolled,
            due: self.due + other.due,
            expected: self.expected + other.expected,
            here: self.here + other.here,
            left: self.left + other.left,
            absent: self.absent + other.absent,
            unconfirmed: self.unconfirmed + other.unconfirmed,
        }
    }

    /// A column's figure.
    pub fn figure(self, column: Column) -> u32 {
        match column {
            Column::Name => 0,
            Column::Enrolled => self.enrolled,
            Column::Due => self.due,
            Column::Here => self.here,
            Column::Left => self.left,
            Column::Absent => self.absent,
            Column::Unconfirmed => self.unconfirmed,
        }
    }
}

/// The columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Enrolled,
    Due,
    Here,
    Left,
    Absent,
    Unconfirmed,
}

impl Column {
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Enrolled, Self::Due, Self::Here, Self::Left, Self::Absent, Self::Unconfirmed];

    pub fn label(self) -> &'static str {
        match self {
            Self::Name => w::facility(),
            Self::Enrolled => w::enrolled(),
            Self::Due => w::due(),
            Self::Here => w::here(),
            Self::Left => w::left(),
            Self::Absent => w::absent(),
            Self::Unconfirmed => w::unconfirmed(),
        }
    }
}

/// By which column, and whether the largest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub column: Column,
    pub descending: bool,
}

impl Order {
    /// As it is read at first: by name.
    pub const FIRST: Self = Self { column: Column::Name, descending: false };

    /// After pressing a column's head: figures begin with the largest.
    pub fn pressed(self, column: Column) -> Self {
        let descending = if self.column == column { !self.descending } else { column != Column::Name };
        Self { column, descending }
    }

    /// Puts facilities, which come by name, in this order.
    pub fn apply(self, facilities: &mut [FacilityCounts]) {
        if self.column != Column::Name {
            facilities.sort_by(|a, b| self.compare(a, b));
        } else if self.descending {
            facilities.reverse();
        }
    }

    fn compare(self, a: &FacilityCounts, b: &FacilityCounts) -> Ordering {
        let figure = |facility| Counts::of_facility(facility).figure(self.column);
        let ascending = figure(a).cmp(&figure(b));
        if self.descending { ascending.reverse() } else { ascending }
    }
}
