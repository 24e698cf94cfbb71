//! The policy: the whole table role × action × relation, as pure functions.
//!
//! The server enforces it, lists are filtered by it, the screens hide by it. A store function that touches
//! a child's data takes a [`Permit`], which only [`permit`] can make, so forgetting the check does not compile.

pub mod action;
mod actor;
mod permit;
mod place;
mod rule;

pub use action::{Action, ActionKey};
pub use actor::{Actor, Grant, Rights, StaffRole, Tie, TieKind, Who};
pub use permit::{Permit, permit};
pub use place::{Capabilities, Capability, Place, Reach, Subject, Target, World};
pub use rule::{Rule, allows};
