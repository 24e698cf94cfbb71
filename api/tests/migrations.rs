//! The schema: both databases have the same one, and a database of any earlier version becomes it with all its rows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "migrations/catalogue.rs"]
mod catalogue;
#[path = "migrations/rows.rs"]
mod rows;
#[path = "migrations/schema.rs"]
mod schema;
#[path = "migrations/sources.rs"]
mod sources;
#[path = "migrations/upgrade.rs"]
mod upgrade;
