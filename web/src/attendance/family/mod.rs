//! A family's own children: today's card of each, and the days before.

mod calendar;
mod child_card;
mod day_table;
mod days_page;
mod mine;
mod today;

pub use child_card::child_cards;
pub use days_page::days_page;
pub use mine::{Mine, given_name};
