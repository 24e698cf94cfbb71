//! The family face: the day of one's child, on a phone.

mod app;
mod home_page;
mod inside;
mod settings_page;

pub use app::app;
