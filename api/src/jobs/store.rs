use chrono::TimeDelta;
use diesel::prelude::*;
use hidamari_domain::id::JobId;
use hidamari_domain::time::Moment;
use uuid::Uuid;

use super::Job;
use crate::db::schema::job;
use crate::db::types::{At, Key};
use crate::db::{Conn, on_backend};
use crate::failure::Failure;

/// A job that is being run is tried again when its worker has said nothing for this long.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// After so many tries a job is left for a person to look at.
const TRIES: i32 = 12;

/// Puts a job into the queue.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(conn: &mut Conn, work: &Job, now: Moment) -> Result<JobId, Failure> {
    let id = JobId(Uuid::now_v7());
    let payload = serde_json::to_string(work).map_err(|error| Failure::Fault(error.to_string()))?;
    diesel::insert_into(job::table)
        .values((
            job::id.eq(Key(id)),
            job::kind.eq(work.kind()),
            job::payload.eq(payload),
            job::run_at.eq(At(now)),
            job::tries.eq(0),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Takes the next waiting job, so that no other worker does.
pub fn claim(conn: &mut Conn, now: Moment) -> Result<Option<(JobId, String, i32)>, Failure> {
    let next = waiting_now(conn, now)?;
    if let Some((id, _, tries)) = &next {
        diesel::update(job::table.find(Key(*id)))
            .set((job::leased_until.eq(Some(At(now + LEASE))), job::tries.eq(tries + 1)))
            .execute(conn)?;
    }
    Ok(next)
}

fn waiting_now(conn: &mut Conn, now: Moment) -> Result<Option<(JobId, String, i32)>, Failure> {
    macro_rules! waiting {
        () => {
            job::table
                .filter(job::done_at.is_null().and(job::run_at.le(At(now))).and(job::tries.lt(TRIES)))
                .filter(job::leased_until.is_null().or(job::leased_until.lt(At(now))))
                .order(job::run_at)
                .select((job::id, job::payload, job::tries))
        };
    }
    // The one writer of SQLite needs no lock.
    let next: Option<(Key<JobId>, String, i32)> = on_backend!(
        conn,
        sqlite(conn) => waiting!().first(conn).optional()?,
        postgres(conn) => waiting!().for_update().skip_locked().first(conn).optional()?,
    );
    Ok(next.map(|(Key(id), payload, tries)| (id, payload, tries)))
}

/// Marks a job as done. What it said is not needed any more and may be personal.
pub fn finish(conn: &mut Conn, id: JobId, now: Moment) -> Result<(), Failure> {
    diesel::update(job::table.find(Key(id)))
        .set((job::done_at.eq(Some(At(now))), job::payload.eq(""), job::leased_until.eq(None::<At>)))
        .execute(conn)?;
    Ok(())
}

/// Puts a failed job back, to be tried later: after 2, 4, 8 … seconds, an hour at most.
pub fn put_back(conn: &mut Conn, id: JobId, tries: i32, error: &str, now: Moment) -> Result<(), Failure> {
    let wait = TimeDelta::seconds(2_i64.saturating_pow(u32::try_from(tries).unwrap_or(1)).min(3600));
    diesel::update(job::table.find(Key(id)))
        .set((job::run_at.eq(At(now + wait)), job::leased_until.eq(None::<At>), job::last_error.eq(Some(error))))
        .execute(conn)?;
    Ok(())
}
