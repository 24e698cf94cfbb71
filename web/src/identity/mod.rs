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

pub use entrance::{entrance, is_entrance};
pub use people_page::Ward;

use crate::ui::later;

later! {
    entrance: fn sign_in_page()
    account: fn invitation_page()
    account: fn reset_page(token: String)
    account: fn reset_request_page()
    account: fn account_page()
    account: fn people_page(children_of_mine: Vec<Ward>)
}
