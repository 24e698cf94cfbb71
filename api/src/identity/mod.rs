//! Identity: accounts, sessions, invitations, password resets, family members.

mod family;
mod handlers;
mod invitations;
mod mails;
mod password;
mod sessions;
mod store;

pub use invitations::{Invited, invite};
pub use sessions::{Owner, open_session};
pub use store::sessions::{end_device_sessions, set_person};

use hidamari_domain::identity as api;

use crate::http::Routes;

/// The routes of this slice.
pub fn routes(routes: &mut Routes<'_>) {
    routes.conversation::<api::SignIn, _>(handlers::sign_in);
    routes.conversation::<api::Refresh, _>(handlers::refresh);
    routes.conversation::<api::SignOut, _>(handlers::sign_out);
    routes.unit::<api::ReadMe>(handlers::me);
    routes.unit::<api::ListSessions>(sessions::list);
    routes.unit::<api::EndSession>(sessions::end);
    routes.conversation::<api::ChangePassword, _>(handlers::change_password);
    routes.conversation::<api::RequestReset, _>(handlers::request_reset);
    routes.conversation::<api::ConfirmReset, _>(handlers::confirm_reset);
    routes.conversation::<api::LookAtInvitation, _>(handlers::look_at_invitation);
    routes.conversation::<api::AcceptInvitation, _>(handlers::accept_invitation);
    routes.unit::<api::ListFamily>(family::list);
    routes.unit::<api::InviteFamily>(family::invite);
    routes.unit::<api::RemoveFamily>(family::remove);
}
