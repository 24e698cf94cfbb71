use hidamari_domain::attendance::{OwnChild, ReadOwnChildren, Status};
use hidamari_domain::contract::Nothing;
use hidamari_domain::live::Change;
use leptos::prelude::*;

use crate::app::{Clock, Fetched, fetch, on_change};
use crate::attendance::reporting::Reporting;
use crate::ui::Load;

/// One's own children with today's state, as it is now.
#[derive(Clone, Copy)]
pub struct Mine {
    /// The children.
    pub found: Fetched<Vec<OwnChild>>,
    /// What time it is.
    pub clock: Clock,
    /// What is being reported.
    pub reporting: Reporting,
}

impl Mine {
    /// Reads them, and follows what happens.
    #[must_use]
    pub fn follow() -> Self {
        let found = fetch::<ReadOwnChildren>(|| Some(((), Nothing {})));
        on_change(move |change| match change {
            Change::Attendance { child, day, state, .. } => {
                found.state.update(|known| {
                    let Load::Ready(children) = known else { return };
                    if let Some(known) = children.iter_mut().find(|known| known.id == *child && known.day == *day) {
                        known.state = *state;
                    }
                });
                found.overtaken();
            }
            Change::Report { .. } | Change::Roster { .. } | Change::Reset => found.again.run(()),
            Change::Counts { .. } => {}
        });
        Self { found, clock: Clock::start(), reporting: Reporting::default() }
    }

    /// What is known of them now.
    #[must_use]
    pub fn children(self) -> Vec<OwnChild> {
        self.found.state.with(|state| match state {
            Load::Ready(children) => children.clone(),
            _ => Vec::new(),
        })
    }
}

/// The given name alone.
#[must_use]
pub fn given_name(name: &str) -> &str {
    name.rsplit([' ', '\u{3000}']).next().unwrap_or(name)
}

/// How a child stands by now.
pub(super) fn status(child: &OwnChild, clock: Clock) -> Status {
    child.status(clock.minute())
}

/// Who needs a look first.
pub(super) const BY_NEED: [Status; 7] =
    [Status::Unconfirmed, Status::Late, Status::Expected, Status::Here, Status::Left, Status::Absent, Status::Off];
