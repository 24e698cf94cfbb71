//! The office face: every facility at a glance, and the roster, staff and switches behind it.
//!
//! Here is what all its screens share: the desk (where one is and what one may do), the header, forms and files. The
//! screens themselves are in the slices; each is a function that takes the [`Desk`].

mod account;
mod app;
mod desk;
mod download;
mod form;
mod header;
mod pages;
mod parts;
mod search;

pub use app::office;
pub use desk::Desk;
pub use download::{download_csv, download_file, read_file};
pub use form::{Fields, confirm, typed, typed_or_empty};
pub use parts::{
    cells, child_link, cross, facility_link, fact, loaded, narrow, nothing, page, page_head, person, person_link,
    phone, reading_is_recorded, staff_only, table, yes_no,
};
