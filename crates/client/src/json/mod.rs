//! JSON as the contract uses it: objects, lists, texts, whole numbers, true, false and null. No fractions,
//! no tuples.
//!
//! A general JSON library tells where and why a text is wrong, and reads a struct from a list too; in the browser
//! that is a fifth of a face's bytes. This one says only that a text is not what was agreed.

mod cursor;
mod query;
mod read;
mod write;

pub use query::query;
pub use read::read;
pub use write::write;

use core::fmt;

/// The text is not what was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amiss;

impl fmt::Display for Amiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not as agreed")
    }
}

impl std::error::Error for Amiss {}

#[cfg(test)]
mod tests;
