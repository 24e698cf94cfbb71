//! Audit: who did and who read what, in a chain of hashes.

use serde::{Deserialize, Serialize};

use crate::contract::endpoints;
use crate::id::{AuditId, ChildId, FacilityId};
use crate::time::Moment;

/// One line of the audit as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditLine {
    /// The line.
    pub id: AuditId,
    /// When, by the server's clock.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
    /// The person's or tablet's name.
    pub by: String,
    /// What was done: an endpoint's name.
    pub did: String,
    /// The child's name, if it was about one.
    pub child: String,
}

/// One reading of a child's record, as a guardian sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reading {
    /// When.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub at: Moment,
    /// As what the reader works.
    pub by: String,
    /// What was read: an endpoint's name.
    pub what: String,
}

/// Up to which moment; now without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BeforeQuery {
    /// Lines older than this.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::time::some_moment")]
    pub before: Option<Moment>,
}

/// Up to which line; the newest without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditQuery {
    /// Lines older than this one. One act writes many lines at one moment, so a moment would pass over some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<AuditId>,
}

endpoints! {
    /// Who has read a child's record in the last year, newest first, 100 at most.
    ListReadings: Get "/api/children/{child}/readings" (ChildId) ? BeforeQuery => Vec<Reading>,
        may ReadReads on |input| input.path;
    /// The audit of a facility, newest first, 100 at most.
    ListAudit: Get "/api/facilities/{facility}/audit" (FacilityId) ? AuditQuery => Vec<AuditLine>,
        may ReadAudit on |input| input.path;
}
