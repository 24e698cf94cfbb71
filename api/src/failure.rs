//! Why a request was refused or failed. Handlers and stores answer with it; `http` turns it into a problem document.

use hidamari_domain::problem::{Code, FieldProblem, Problem};
use hidamari_domain::value::Refused;

use crate::db::DbError;

/// A refusal (4xx, with everything the person needs) or a fault of ours (5xx, which tells nothing and logs everything).
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What the person is told.
    #[error("{}", .0.code.text())]
    Refused(Box<Problem>),
    /// What only the log is told.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// The plain refusal of a code.
    pub fn of(code: Code) -> Self {
        Self::Refused(Box::new(Problem::of(code)))
    }

    /// Missing, or not for this person: the two look the same.
    pub fn not_found() -> Self {
        Self::of(Code::NotFound)
    }

    /// A field at fault.
    pub fn field(field: &str, code: &str) -> Self {
        Self::Refused(Box::new(Problem::field(field, code)))
    }

    /// A field at fault, by the value's own reason.
    pub fn refused(field: &str, refused: Refused) -> Self {
        Self::field(field, refused.code())
    }

    /// A field at fault with a sentence of its own.
    pub fn told(field: &str, code: &str, title: &str) -> Self {
        let fields = vec![FieldProblem { field: field.to_owned(), code: code.to_owned(), title: title.to_owned() }];
        Self::Refused(Box::new(Problem { fields, ..Problem::of(Code::Invalid) }))
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Duplicate => Self::of(Code::Conflict),
            DbError::Full => Self::of(Code::StorageFull),
            DbError::Busy | DbError::Stopped | DbError::Connect(_) => {
                tracing::error!(%error, "the database is not available");
                Self::of(Code::Unavailable)
            }
            DbError::Missing => Self::not_found(),
            other => Self::Fault(other.to_string()),
        }
    }
}
