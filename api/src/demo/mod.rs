//! The demonstration ward, made by chance from a seed: the same seed and day give the same ward.
//!
//! Nobody in it exists. The day it is made on stays empty: the morning is for the person who looks at it.

mod dice;
mod facilities;
mod families;
mod history;
mod names;
mod people;
mod places;
mod script;
mod store;
#[cfg(test)]
mod tests;
mod ties;
mod ward;

use chrono::{Days, Months, NaiveDate, NaiveTime, TimeDelta};
use hidamari_domain::attendance::AttendanceRules;
use hidamari_domain::time::{FiscalYear, Moment};

use crate::app::App;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::hasher::hash_now;
use crate::secrets;

pub use store::{SignIn, TabletCode};
use ward::Ward;

/// The demonstration ward's name.
pub const WARD: &str = "ひだまり区";
/// The password of everyone in the demonstration.
pub const PASSWORD: &str = "hidamari-demo";
/// The PIN of all its staff.
pub const PIN: &str = "2468";
/// Facilities at the most: more than any ward has.
pub const MOST_FACILITIES: usize = 300;
/// Children in each facility at the most.
pub const MOST_CHILDREN: usize = 400;

/// How large the ward shall be, and which of all possible ones.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Facilities.
    pub facilities: usize,
    /// Children in each.
    pub children: usize,
    /// Another seed gives other people.
    pub seed: u64,
}

/// What became of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// The ward is there now.
    New,
    /// It was there before and was left as it is.
    Before,
}

/// The days that the ward is made for.
#[derive(Clone, Debug)]
struct Calendar {
    clock: Clock,
    today: NaiveDate,
    year: FiscalYear,
    /// When everything was set up: before the first mark.
    founded: Moment,
}

impl Calendar {
    fn new(clock: &Clock) -> Self {
        let today = clock.day(clock.now());
        let first = today - Months::new(1) - Days::new(7);
        let founded = clock.moment(first, NaiveTime::MIN) + TimeDelta::hours(10);
        Self { clock: clock.clone(), today, year: FiscalYear::of(today), founded }
    }

    /// The days of the month before today on which children come.
    fn school_days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, today) = (self.today - Months::new(1), self.today);
        let rules = AttendanceRules::usual();
        first.iter_days().take_while(move |day| *day < today).filter(move |day| rules.expects_on(*day))
    }

    /// The first day from which everything is switched on.
    fn switched_on(&self) -> NaiveDate {
        self.clock.day(self.founded)
    }
}

/// Makes the ward, unless it is there: all of it or nothing.
///
/// # Errors
/// When the database refuses, or holds another municipality: people with a known password have no place beside real ones.
pub async fn make(app: &App, size: Size) -> Result<Made, Failure> {
    let calendar = Calendar::new(&app.clock);
    let hashes = store::Hashes { password: hash_now(PASSWORD)?, pin: hash_now(PIN)? };
    app.db
        .write(move |conn| {
            if store::is_there(conn)? {
                return Ok(Made::Before);
            }
            store::insert(conn, &Ward::new(&calendar, size), &calendar, &hashes)?;
            Ok(Made::New)
        })
        .await
}

/// Some who can sign in: one of each kind.
///
/// # Errors
/// When the database refuses.
pub async fn people(app: &App) -> Result<Vec<SignIn>, Failure> {
    app.db.read(store::people).await
}

/// A fresh one-time code with which a tablet of the first facility is enrolled, good for a day.
///
/// # Errors
/// When the database refuses.
pub async fn tablet_code(app: &App) -> Result<TabletCode, Failure> {
    let code = app.secrets.code("device", uuid::Uuid::now_v7());
    let (hash, good_until) = (secrets::hash(code.as_ref()), app.clock.now() + TimeDelta::days(1));
    let facility = app.db.write(move |conn| store::add_tablet_code(conn, &hash, good_until)).await?;
    Ok(TabletCode { facility, code: code.printed() })
}
