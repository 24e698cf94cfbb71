//! Audit in the office: who did and who read what in a facility, and who has read a child's record.

mod audit_page;
mod labels;
mod readings;

pub use audit_page::audit_page;
pub use readings::readings;
