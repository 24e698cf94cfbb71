//! A family's own children: today's card of each, and the days before.

mod calendar;
mod child_card;
mod day_table;
mod days_page;
mod mine;
mod own_reports;
mod plan_page;
mod question;
mod sending;
mod today;

pub use child_card::child_cards;
pub use mine::{Mine, given_name};

use hidamari_domain::attendance::OwnChild;
use hidamari_domain::id::ChildId;
use leptos::prelude::Memo;

use crate::app::Clock;
use crate::ui::later;

later! {
    reports: fn own_reports(mine: Mine)
    reports: fn question(mine: Mine, child: OwnChild)
    plan: fn plan_page(child: ChildId)
    days: fn days_page(children_of_mine: Memo<Vec<OwnChild>>, child: ChildId, clock: Clock)
}
