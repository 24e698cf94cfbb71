//! The three faces: family, classroom, office. Each is one of `bin/`, built from the same slices.

pub mod app;
pub mod attendance;
pub mod audit;
pub mod classroom;
pub mod delivery;
pub mod family;
pub mod identity;
pub mod office;
pub mod offline;
pub mod organisation;
pub mod roster;
pub mod ui;
pub mod words;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
