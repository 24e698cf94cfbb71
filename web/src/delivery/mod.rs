//! Delivery: how messages reach oneself, and in the office what became of those that were sent.

mod browser;
mod delivery_page;
mod follow_messages;
mod invitation;
mod messages_page;
mod settings;
mod this_browser;

use hidamari_domain::id::FacilityId;

use crate::ui::{Route, later};

later! {
    delivery: fn delivery_page()
    delivery: fn invitation()
    delivery: fn follow_messages(route: Route)
    roster: fn messages_page(facility: FacilityId)
}
