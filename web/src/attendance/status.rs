//! How every face says and draws a status.

use hidamari_domain::attendance::Status;

use crate::ui::Mark;
use crate::words::attendance::state as w;

/// Its word.
#[must_use]
pub fn word(status: Status) -> &'static str {
    match status {
        Status::Off => w::off(),
        Status::Expected => w::expected(),
        Status::Late => w::late(),
        Status::Unconfirmed => w::unconfirmed(),
        Status::Here => w::here(),
        Status::Left => w::left(),
        Status::Absent => w::absent(),
    }
}

/// Its shape.
#[must_use]
pub const fn mark(status: Status) -> Mark {
    match status {
        Status::Expected => Mark::Outline,
        Status::Late => Mark::Part,
        Status::Unconfirmed => Mark::Alert,
        Status::Here => Mark::Filled,
        Status::Left => Mark::Arrow,
        Status::Off | Status::Absent => Mark::Dash,
    }
}
