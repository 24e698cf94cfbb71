//! The language of the product: ids, values, rules, permissions, endpoints.
//!
//! Pure: no I/O, no clock, no SQL, no HTTP library. The server and the three faces share it, so that
//! a rule is written once and both sides agree by construction.

pub mod attendance;
pub mod audit;
pub mod contract;
pub mod delivery;
pub mod id;
pub mod identity;
pub mod live;
pub mod organisation;
pub mod policy;
pub mod problem;
pub mod roster;
pub mod time;
pub mod value;

use contract::Spec;

/// The slices of the product with their endpoints, in the order of the OpenAPI document.
pub const SLICES: &[(&str, &[Spec])] = &[
    ("identity", identity::ENDPOINTS),
    ("organisation", organisation::ENDPOINTS),
    ("roster", roster::ENDPOINTS),
    ("attendance", attendance::ENDPOINTS),
    ("delivery", delivery::ENDPOINTS),
    ("audit", audit::ENDPOINTS),
    ("live", live::ENDPOINTS),
];

/// Every endpoint of the product.
pub fn endpoints() -> impl Iterator<Item = &'static Spec> {
    SLICES.iter().flat_map(|(_, specs)| specs.iter())
}
