//! What other slices have told, and what a message says.

use std::collections::HashMap;

use chrono::TimeDelta;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::{AccountId, CauseId, ChildId};
use hidamari_domain::policy::{ActionKey, Actor, Place, Tie, Who, allows};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::Failure;
use crate::jobs::Job;
use crate::work::Work;

/// Something that happened about one child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What happened: the id of a mark, a report, a question.
    pub cause: CauseId,
    /// The child.
    pub child: ChildId,
}

/// Something to be told to everyone whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    /// What is said.
    pub says: MessageKind,
    /// About what.
    pub about: Vec<About>,
    /// To this person only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AccountId>,
}

/// What a message says, as it stands on a locked phone: nothing in it that others must not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The first line, and a mail's subject.
    pub title: String,
    /// The rest.
    pub body: String,
}

/// Has something told when some time has passed; it exists exactly if this unit of work commits.
///
/// # Errors
/// When the database refuses.
pub fn tell(work: &mut Work<'_>, tell: Tell, after: TimeDelta) -> Result<(), Failure> {
    work.job_after(Job::Tell(tell), after)
}

/// Whether a message of a kind may be told to someone with this tie.
pub fn may_know(kind: MessageKind, account: AccountId, tie: Tie, place: &Place) -> bool {
    let action = match kind {
        MessageKind::Arrived | MessageKind::Left | MessageKind::Absent => ActionKey::ReadOwnChildDay,
        MessageKind::Question | MessageKind::Accepted => ActionKey::ReportDay,
        MessageKind::Trial => ActionKey::ManageDelivery,
    };
    let session = Uuid::nil().into();
    let actor = Actor { who: Who::Account { account, session }, grants: Vec::new(), ties: vec![tie] };
    allows(&actor, action, Some(place))
}

/// What a trial says.
pub fn trial_words(causes: &[CauseId]) -> HashMap<CauseId, Words> {
    let words = Words {
        title: "通知の試し送り".to_owned(),
        body: "この通知が届いていれば、園からのお知らせも届きます。".to_owned(),
    };
    causes.iter().map(|cause| (*cause, words.clone())).collect()
}
