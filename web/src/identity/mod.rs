//! Identity (アカウント): signing in, invitations, sessions, passwords, and a child's family members. The family and
//! the office share these pages.

mod account_page;
mod asking;
mod entrance;
mod invitation_form;
mod invitation_page;
mod password_dialog;
mod people_invite;
mod people_page;
mod reset_page;
mod reset_request_page;
mod session_list;
mod sign_in_page;

pub use account_page::AccountPage;
pub use entrance::{Entrance, is_entrance};
pub use people_page::{Ward, people_page};
