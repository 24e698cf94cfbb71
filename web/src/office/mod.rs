//! The office face: every facility at a glance, and the roster, staff and switches behind it.
//!
//! Here is what all its screens share: the desk (where one is and what one may do), the header, forms and files. The
//! screens themselves are in the slices; each is a function that takes the [`Desk`].

mod account;
mod acts;
mod app;
mod desk;
mod download;
mod form;
mod header;
mod loaded;
mod pager;
mod pages;
mod parts;
mod search;
mod table;

pub use acts::{act, narrow, tick, way};
pub use app::office;
pub use desk::Desk;
pub use download::{download_csv, download_file, read_file};
pub use form::{Fields, Line, confirm, typed, typed_or_empty, typed_time};
pub use loaded::{kept, loaded};
pub use pager::Pager;
pub use parts::{
    child_link, cross, facility_link, fact, nothing, page, page_head, person, person_link, reading_is_recorded,
    section_head, staff_only, yes_no,
};
pub use table::{acts_cell, cell, cells, row, table, words};
