use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The URL's scheme is neither `sqlite:` nor `postgres:`.
    #[error("the database URL must start with sqlite: or postgres://")]
    Url,
    /// It cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Connect(String),
    /// A row of that kind exists already.
    #[error("exists already")]
    Duplicate,
    /// There is no such row.
    #[error("missing")]
    Missing,
    /// There is no room left.
    #[error("the disk is full")]
    Full,
    /// Somebody else holds what is needed, for longer than we wait.
    #[error("busy")]
    Busy,
    /// The server is stopping.
    #[error("stopping")]
    Stopped,
    /// A migration failed.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(String),
    /// Anything else.
    #[error(transparent)]
    Query(Error),
}

/// What SQLite and PostgreSQL say when there is no room.
const FULL: [&str; 2] = ["disk is full", "No space left"];
/// What the databases say when a lock was not to be had: PostgreSQL of its `lock_timeout` and of a deadlock, SQLite of
/// its `busy_timeout`.
const BUSY: [&str; 3] = ["due to lock timeout", "deadlock detected", "database is locked"];

/// What they say when they cannot be used at all for now: SQLite of a disk that fails, PostgreSQL while it stops, starts
/// or recovers.
const GONE: [&str; 4] =
    ["disk I/O error", "terminating connection", "server closed the connection", "the database system is"];

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        let says = |info: &dyn DatabaseErrorInformation, words: &[&str]| {
            words.iter().any(|words| info.message().contains(words))
        };
        match &error {
            Error::NotFound => Self::Missing,
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Duplicate,
            Error::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                info,
            ) => Self::Connect(info.message().to_owned()),
            Error::DatabaseError(_, info) if says(info.as_ref(), &FULL) => Self::Full,
            Error::DatabaseError(_, info) if says(info.as_ref(), &BUSY) => Self::Busy,
            Error::DatabaseError(_, info) if says(info.as_ref(), &GONE) => Self::Connect(info.message().to_owned()),
            _ => Self::Query(error),
        }
    }
}

impl From<Error> for crate::failure::Failure {
    fn from(error: Error) -> Self {
        DbError::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use diesel::result::{DatabaseErrorKind, Error};

    use super::DbError;

    fn said(kind: DatabaseErrorKind, words: &str) -> DbError {
        Error::DatabaseError(kind, Box::new(words.to_owned())).into()
    }

    #[test]
    fn what_passes_by_itself_is_told_apart_from_a_fault_of_ours() {
        for gone in [
            said(DatabaseErrorKind::ClosedConnection, "no connection to the server"),
            said(DatabaseErrorKind::Unknown, "disk I/O error"),
            said(DatabaseErrorKind::Unknown, "terminating connection because of crash of another server process"),
            said(DatabaseErrorKind::Unknown, "the database system is starting up"),
        ] {
            assert!(matches!(gone, DbError::Connect(_)), "{gone}");
        }
        assert!(matches!(said(DatabaseErrorKind::Unknown, "database or disk is full"), DbError::Full));
        assert!(matches!(said(DatabaseErrorKind::Unknown, "database is locked"), DbError::Busy));
        assert!(matches!(said(DatabaseErrorKind::Unknown, "no such table: mark"), DbError::Query(_)));
    }
}
