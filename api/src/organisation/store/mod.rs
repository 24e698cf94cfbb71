//! All SQL of this slice.

pub mod devices;
pub mod facilities;
pub mod rollout;
pub mod staff;
