//! What the screens ask in the morning, by the handbook's section on scale, in the shares in which they ask it.
//!
//! A phone that is opened asks who it is and how the children are; some look at what they have reported. A tablet comes
//! back from its sleep with a board for each class, and marks children. An office has the overview open.

use std::cell::Cell;

use super::ward::{Screen, Ward};

/// How many of a thousand requests are of each kind.
pub struct Mix {
    marks: u32,
    boards: u32,
    me: u32,
    children: u32,
    reports: u32,
}

/// 6 check-ins among 50 requests.
pub const WARD: Mix = Mix { marks: 120, boards: 140, me: 320, children: 320, reports: 60 };
/// 790 check-ins among 8,300 requests.
pub const COUNTRY: Mix = Mix { marks: 95, boards: 145, me: 330, children: 330, reports: 60 };

thread_local! {
    static MARKED: Cell<u32> = const { Cell::new(0) };
}

impl Mix {
    /// The bytes of a request. Kinds and people come in an order without a pattern that is the same in each run.
    pub fn request(&self, ward: &Ward, number: u32) -> Vec<u8> {
        let dice = number.wrapping_mul(2_654_435_761) >> 8;
        let (kind, who) = (dice % 1_000, dice / 1_000);
        let mut bound = 0;
        let mut is_under = |share: u32| {
            bound += share;
            kind < bound
        };
        if is_under(self.marks) {
            let next = MARKED.with(|marked| marked.replace(marked.get() + 1));
            return ward.mark(next);
        }
        if is_under(self.boards) {
            return ward.board(who);
        }
        if is_under(self.me) {
            return ward.read(Screen::Family, who, "/api/me");
        }
        if is_under(self.children) {
            return ward.read(Screen::Family, who, "/api/me/children");
        }
        if is_under(self.reports) {
            return ward.read(Screen::Family, who, "/api/me/reports");
        }
        ward.read(Screen::Office, who, "/api/overview")
    }
}
