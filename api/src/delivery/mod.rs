//! Delivery (配信): a message to a person goes out by push and by mail, as they have chosen, one job a way. What it says
//! is put together when it is sent: if it is not so any more, or they may not know any more, it is not sent.

mod handlers;
mod messages;
mod sending;
mod store;
mod tell;

pub use messages::write_messages;
pub use sending::deliver;
pub use store::{Told, told};
pub use tell::{About, Tell, Words, tell, trial_words};

use hidamari_domain::delivery as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.unit::<api::ReadDelivery>(handlers::read);
    routes.unit::<api::SetChoices>(handlers::choose);
    routes.unit::<api::AddPushDevice>(handlers::add_device);
    routes.unit::<api::RemovePushDevice>(handlers::remove_device);
    routes.unit::<api::TryDelivery>(handlers::try_out);
    routes.unit::<api::OpenMessage>(handlers::open);
    routes.unit::<api::ListMessages>(handlers::list);
}
