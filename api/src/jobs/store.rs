use chrono::TimeDelta;
use diesel::prelude::*;
use hidamari_domain::id::JobId;
use hidamari_domain::time::Moment;
use uuid::Uuid;

use super::Job;
use crate::db::schema::job;
use crate::db::types::{At, Key, keys};
use crate::db::{Conn, insert_few, on_backend};
use crate::failure::Failure;

/// A job that is being run is tried again when its worker has said nothing for this long.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// After so many tries a job is left for a person to look at.
const TRIES: i32 = 12;

/// A job that nobody else runs now.
pub struct Claimed {
    /// The job.
    pub id: JobId,
    /// What is to be done, as JSON.
    pub payload: String,
    /// How often it has been tried, with this time.
    pub tries: i32,
}

/// Puts jobs into the queue, to be run from a moment on.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(conn: &mut Conn, work: &[Job], run_at: Moment) -> Result<(), Failure> {
    let row = |work: &Job| {
        let payload = serde_json::to_string(work).map_err(|error| Failure::Fault(error.to_string()))?;
        Ok((
            job::id.eq(Key(JobId(Uuid::now_v7()))),
            job::kind.eq(work.kind()),
            job::payload.eq(payload),
            job::run_at.eq(At(run_at)),
            job::tries.eq(0),
            job::leased_until.eq(None::<At>),
            job::last_error.eq(None::<String>),
        ))
    };
    let rows: Vec<_> = work.iter().map(row).collect::<Result<_, Failure>>()?;
    insert_few!(conn, job::table, rows);
    Ok(())
}

/// Takes waiting jobs, so that no other worker does.
pub fn claim(conn: &mut Conn, most: usize, now: Moment) -> Result<Vec<Claimed>, Failure> {
    let waiting = waiting_now(conn, most, now)?;
    let ids: Vec<JobId> = waiting.iter().map(|claimed| claimed.id).collect();
    if !ids.is_empty() {
        diesel::update(job::table.filter(job::id.eq_any(keys(&ids))))
            .set((job::leased_until.eq(Some(At(now + LEASE))), job::tries.eq(job::tries + 1)))
            .execute(conn)?;
    }
    Ok(waiting)
}

fn waiting_now(conn: &mut Conn, most: usize, now: Moment) -> Result<Vec<Claimed>, Failure> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    macro_rules! waiting {
        () => {
            job::table
                .filter(job::run_at.le(At(now)).and(job::tries.lt(TRIES)))
                .filter(job::leased_until.is_null().or(job::leased_until.lt(At(now))))
                .order(job::run_at)
                .limit(most)
                .select((job::id, job::payload, job::tries))
        };
    }
    // The one writer of SQLite needs no lock.
    let waiting: Vec<(Key<JobId>, String, i32)> = on_backend!(
        conn,
        sqlite(conn) => waiting!().load(conn)?,
        postgres(conn) => waiting!().for_update().skip_locked().load(conn)?,
    );
    Ok(waiting.into_iter().map(|(Key(id), payload, tries)| Claimed { id, payload, tries: tries + 1 }).collect())
}

/// Takes jobs that are done out of the queue.
///
/// # Errors
/// When the database refuses.
pub fn finish(conn: &mut Conn, ids: &[JobId]) -> Result<(), Failure> {
    diesel::delete(job::table.filter(job::id.eq_any(keys(ids)))).execute(conn)?;
    Ok(())
}

/// Puts failed jobs back, to be tried later: after 2, 4, 8 … seconds, an hour at most.
pub fn put_back(conn: &mut Conn, ids: &[JobId], tries: i32, error: &str, now: Moment) -> Result<(), Failure> {
    let wait = TimeDelta::seconds(2_i64.saturating_pow(u32::try_from(tries).unwrap_or(1)).min(3600));
    diesel::update(job::table.filter(job::id.eq_any(keys(ids))))
        .set((job::run_at.eq(At(now + wait)), job::leased_until.eq(None::<At>), job::last_error.eq(Some(error))))
        .execute(conn)?;
    Ok(())
}
