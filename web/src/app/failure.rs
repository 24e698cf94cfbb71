use hidamari_client::CallError;
use hidamari_domain::problem::Code;

use crate::words::ui as w;

/// What a failed call says to the person: one sentence, and one for each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What happened and what to do next.
    pub sentence: String,
    /// The sentence for each field at fault, by its path.
    pub fields: Vec<(String, String)>,
    /// Why, for a screen that acts on it; `None` when the server was not reached.
    pub code: Option<Code>,
}

impl Said {
    /// The sentence for a field, if it is at fault.
    pub fn field(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, sentence)| sentence.clone())
    }
}

/// Puts a failed call into words.
pub fn said(error: CallError) -> Said {
    match error {
        CallError::Problem(problem) => Said {
            code: Some(problem.code),
            fields: problem.fields.into_iter().map(|field| (field.field, field.title)).collect(),
            sentence: problem.title,
        },
        CallError::Unreachable | CallError::Foreign => {
            Said { sentence: w::failed_hint().to_owned(), ..Said::default() }
        }
    }
}
