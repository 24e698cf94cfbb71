use hidamari_domain::audit::{AuditLine, ListAudit, ListReadings, Reading};

use super::store;
use crate::failure::Failure;
use crate::http::Ask;
use crate::work::Work;

/// Who has read a child's record.
pub fn readings(work: &mut Work<'_>, ask: Ask<ListReadings>) -> Result<Vec<Reading>, Failure> {
    store::readings(work.conn, &ask.permit, ask.query.before.unwrap_or(work.now))
}

/// The audit of a facility.
pub fn lines(work: &mut Work<'_>, ask: Ask<ListAudit>) -> Result<Vec<AuditLine>, Failure> {
    store::lines(work.conn, &ask.permit, ask.query.before)
}
