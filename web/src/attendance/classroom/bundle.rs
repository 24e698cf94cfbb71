//! Which acts go next, and which of them together.

use hidamari_client::new_operation;
use hidamari_domain::attendance::NewMarks;
use hidamari_domain::id::OperationId;
use hidamari_domain::problem::Code;

use super::act::{Act, Form, Safe};

/// The acts that go next, in one request: as many as fit, if none of them was ever sent. What is stored goes from the
/// tab that `leads`, what could not be stored from its own.
pub fn next(acts: &[Act], leads: bool) -> Vec<Act> {
    let may_go = |act: &&Act| match act.safe {
        Safe::Coming => false,
        Safe::At(_) => leads,
        Safe::Nowhere => true,
    };
    let mut ready = acts.iter().filter(may_go);
    let Some(first) = ready.next() else { return Vec::new() };
    let mut count = first.steps.len();
    let goes_along = |act: &&Act| {
        count += act.steps.len();
        let is_open = first.form == Form::Open && act.form == Form::Open;
        is_open && act.place().is_some() == first.place().is_some() && count <= NewMarks::MOST
    };
    core::iter::once(first).chain(ready.take_while(goes_along)).cloned().collect()
}

/// Several acts as one in the place of the first, and the operations it stands for.
pub fn sealed(acts: &[Act]) -> (Act, Vec<OperationId>) {
    let steps = acts.iter().flat_map(|act| act.steps.iter().copied()).collect();
    let (first, gone) = (acts.first(), acts.iter().map(|act| act.operation).collect());
    let operation = match acts {
        [alone] => alone.operation,
        _ => new_operation(),
    };
    let safe = first.map_or(Safe::Nowhere, |first| first.safe);
    let late = acts.iter().any(|act| act.late);
    (Act { operation, steps, form: Form::Sealed, safe, late }, gone)
}

/// Whether a refused act is tried again mark by mark: because one of several may be at fault, or because the first
/// try was made under another enrolment of this tablet, where the server still knows each mark.
pub fn may_be_split(act: &Act, code: Code) -> bool {
    act.form != Form::Alone && (act.steps.len() > 1 || code == Code::Conflict)
}
