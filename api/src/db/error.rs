use diesel::result::{DatabaseErrorKind, Error};

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

/// What the databases say when a lock was not to be had: PostgreSQL of its `lock_timeout` and of a deadlock, SQLite of
/// its `busy_timeout`.
const BUSY: [&str; 3] = ["due to lock timeout", "deadlock detected", "database is locked"];

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        match &error {
            Error::NotFound => Self::Missing,
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Duplicate,
            Error::DatabaseError(_, info) if info.message().contains("disk is full") => Self::Full,
            Error::DatabaseError(_, info) if info.message().contains("No space left") => Self::Full,
            Error::DatabaseError(_, info) if BUSY.iter().any(|words| info.message().contains(words)) => Self::Busy,
            _ => Self::Query(error),
        }
    }
}

impl From<Error> for crate::failure::Failure {
    fn from(error: Error) -> Self {
        DbError::from(error).into()
    }
}
