//! SQLite's one writer: a thread that drains waiting units of work into one transaction, a savepoint each,
//! and answers after COMMIT. Many clients share one fsync.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use secrecy::SecretString;
use tokio::sync::oneshot;

use super::{Conn, DbError, Plain, Statements, directly, pool};

/// Units of work in one transaction, at the most. Few enough that the next ones come in while these are written: were
/// all who wait answered at once, all would ask again at once, and the writer would have nothing to do meanwhile.
const BATCH: usize = 32;

/// Told whether the transaction was committed.
type Settle = Box<dyn FnOnce(Result<(), DbError>) + Send>;
/// Runs inside the transaction; false when the unit failed and its savepoint must be undone.
type Unit = Box<dyn FnOnce(&mut Conn) -> (bool, Settle) + Send>;

/// The way to the writing thread. It ends when the last sender is dropped.
pub struct Writer {
    units: Sender<Unit>,
}

impl Writer {
    /// Opens the file and starts the thread.
    pub fn start(url: &SecretString, statements: &Statements) -> Result<Self, DbError> {
        let (url, statements) = (url.clone(), statements.clone());
        let open = move || pool::counted(&url, pool::Mode::ReadWrite, &statements);
        let conn = open()?;
        let (units, waiting) = channel();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || drain(conn, &open, &waiting))
            .map_err(|error| DbError::Connect(error.to_string()))?;
        Ok(Self { units })
    }

    /// Runs a unit of work and waits until it is on the disk.
    pub async fn run<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (answer, settled) = oneshot::channel::<Result<T, E>>();
        let unit: Unit = Box::new(move |conn| {
            let result = catch_unwind(AssertUnwindSafe(|| work(conn)));
            let keep = matches!(result, Ok(Ok(_)));
            let settle: Settle = Box::new(move |committed| {
                let result = match (result, committed) {
                    (Ok(Ok(value)), Ok(())) => Ok(value),
                    (Ok(Ok(_)), Err(error)) => Err(error.into()),
                    (Ok(Err(error)), _) => Err(error),
                    (Err(_), _) => Err(DbError::Stopped.into()),
                };
                // The asker may have gone; what was committed stays.
                drop(answer.send(result));
            });
            (keep, settle)
        });
        self.units.send(unit).map_err(|_| E::from(DbError::Stopped))?;
        settled.await.unwrap_or_else(|_| Err(DbError::Stopped.into()))
    }
}

fn drain(mut conn: Conn, open: &impl Fn() -> Result<Conn, DbError>, waiting: &Receiver<Unit>) {
    while let Ok(first) = waiting.recv() {
        let mut settles = Vec::with_capacity(16);
        let committed = commit_batch(&mut conn, first, waiting, &mut settles);
        if let Err(error) = &committed {
            undo(&mut conn, error, open);
        }
        for settle in settles {
            settle(match &committed {
                Ok(()) => Ok(()),
                Err(DbError::Full) => Err(DbError::Full),
                Err(other) => Err(DbError::Connect(other.to_string())),
            });
        }
    }
}

/// Undoes what was not committed. A connection that could not be undone, or whose disk failed, is exchanged for a new
/// one: what it still believes of the file may not be what the disk has.
fn undo(conn: &mut Conn, error: &DbError, open: &impl Fn() -> Result<Conn, DbError>) {
    let is_undone = conn.batch_execute("ROLLBACK").is_ok();
    let is_sound = matches!((error, is_undone), (DbError::Busy, _) | (DbError::Full, true));
    if !is_sound && let Ok(fresh) = open() {
        *conn = fresh;
    }
}

fn commit_batch(
    conn: &mut Conn,
    first: Unit,
    waiting: &Receiver<Unit>,
    settles: &mut Vec<Settle>,
) -> Result<(), DbError> {
    // A unit that is dropped unrun answers that we are stopping; nothing of it has happened.
    conn.batch_execute("BEGIN IMMEDIATE")?;
    let mut next = Some(first);
    while let Some(unit) = next {
        directly!(conn, |conn| Plain("SAVEPOINT unit").execute(conn))?;
        let (keep, settle) = unit(conn);
        settles.push(settle);
        if !keep {
            conn.batch_execute("ROLLBACK TO unit")?;
        }
        directly!(conn, |conn| Plain("RELEASE unit").execute(conn))?;
        next = if settles.len() < BATCH { waiting.try_recv().ok() } else { None };
    }
    conn.batch_execute("COMMIT")?;
    Ok(())
}
