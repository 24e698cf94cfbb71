use diesel::prelude::*;
use hidamari_domain::id::OperationId;
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;

use crate::db::schema::operation;
use crate::db::types::{At, Key};
use crate::db::{Conn, directly, insert_one};
use crate::failure::Failure;

/// The first answer to a write, if it was sent before.
///
/// # Errors
/// `Conflict` when the same id came with other contents or from someone else.
pub fn recall(conn: &mut Conn, id: OperationId, digest: &[u8]) -> Result<Option<String>, Failure> {
    let first = operation::table.find(Key(id)).select((operation::digest, operation::reply));
    let known: Option<(Vec<u8>, String)> = directly!(conn, |conn| first.first(conn)).optional()?;
    match known {
        Some((first, reply)) if first == digest => Ok(Some(reply)),
        Some(_) => Err(Failure::of(Code::Conflict)),
        None => Ok(None),
    }
}

/// Remembers the answer to a write.
///
/// # Errors
/// When the database refuses.
pub fn remember(conn: &mut Conn, id: OperationId, digest: &[u8], reply: &str, now: Moment) -> Result<(), Failure> {
    insert_one!(
        conn,
        operation::table,
        (
            operation::id.eq(Key(id)),
            operation::digest.eq(digest),
            operation::reply.eq(reply),
            operation::recorded_at.eq(At(now)),
        )
    );
    Ok(())
}

/// Forgets the answers to writes that nobody will send again.
///
/// # Errors
/// When the database refuses.
pub fn forget_before(conn: &mut Conn, moment: Moment) -> Result<usize, Failure> {
    Ok(diesel::delete(operation::table.filter(operation::recorded_at.lt(At(moment)))).execute(conn)?)
}
