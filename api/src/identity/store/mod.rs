//! All SQL of this slice.

pub mod accounts;
pub mod family;
pub mod invitations;
pub mod me;
pub mod sessions;
