//! Parts that know nothing of nurseries: the vocabulary every face is written in.
//!
//! Each is a native element with its manners settled: 48 px targets, a visible focus, words beside every icon, an
//! error that is read out. Texts come in as arguments; the few words the parts say themselves are in
//! `locales/*/ui.json`. Looks are in `styles/parts/`.

mod async_view;
mod avatar;
mod bar;
mod button;
mod check_field;
mod chip;
mod choice;
mod connection;
mod dialog;
mod empty;
mod error_note;
mod field;
mod focus;
pub mod glyph;
mod icon;
mod later;
pub mod live;
mod mount;
mod password_field;
mod places;
pub mod route;
mod select_field;
mod skeleton;
mod state_mark;
mod table_wrap;
mod tabs;
mod text_field;
mod toast;
mod undo_bar;
mod update_banner;

pub use async_view::{AsyncView, Load};
pub use avatar::Avatar;
pub use bar::Bar;
pub use button::{Button, ButtonKind, LinkButton};
pub use check_field::CheckField;
pub use chip::{Badge, Chip};
pub use choice::ChoiceChips;
pub use connection::{ConnectionBanner, online};
pub use dialog::{Dialog, Sheet};
pub use empty::Empty;
pub use error_note::{ErrorNote, Note};
pub use field::{Choice, Form};
pub use focus::focus_on;
pub use glyph::Glyph;
pub use icon::Icon;
pub(crate) use later::later;
pub use later::{Coming, after_a_while, shown_later};
pub use mount::mount_face;
pub use password_field::PasswordField;
pub use places::{Place, Places};
pub use route::Route;
pub use select_field::SelectField;
pub use skeleton::Skeleton;
pub use state_mark::{Mark, StateMark};
pub use table_wrap::TableWrap;
pub use tabs::Tabs;
pub use text_field::TextField;
pub use toast::Toast;
pub use undo_bar::{UndoBar, UndoOffer};
pub use update_banner::UpdateBanner;
