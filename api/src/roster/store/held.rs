//! What guardians hold already when they are tied to one more child.

use std::collections::HashMap;

use diesel::prelude::*;
use hidamari_domain::id::{AccountId, GuardianId, HouseholdId};
use hidamari_domain::policy::Rights;

use crate::db::schema::{child, tie};
use crate::db::types::{Key, keys};
use crate::db::{Conn, bulk};
use crate::failure::Failure;

/// What guardians hold by their ties.
#[derive(Default)]
pub struct Held {
    accounts: HashMap<GuardianId, AccountId>,
    limits: HashMap<(GuardianId, HouseholdId), Rights>,
}

type Row = (Option<Key<GuardianId>>, Option<Key<AccountId>>, Key<HouseholdId>, (bool, bool, bool));

impl Held {
    /// What these guardians hold.
    pub fn by(conn: &mut Conn, guardians: &[GuardianId]) -> Result<Self, Failure> {
        let mut held = Self::default();
        for some in guardians.chunks(bulk::ROWS) {
            let rows: Vec<Row> = tie::table
                .inner_join(child::table)
                .filter(tie::guardian_id.eq_any(keys(some)).and(tie::ended_at.is_null()))
                .select((
                    tie::guardian_id,
                    tie::account_id,
                    child::household_id,
                    (tie::see_day, tie::see_record, tie::invite_family),
                ))
                .load(conn)?;
            rows.into_iter().for_each(|row| held.add(row));
        }
        Ok(held)
    }

    fn add(&mut self, (guardian, account, Key(home), (see_day, see_record, invite_family)): Row) {
        let Some(Key(guardian)) = guardian else { return };
        self.accounts.extend(account.map(|Key(account)| (guardian, account)));
        let limit = self.limits.entry((guardian, home)).or_insert(Rights::FULL);
        *limit = limit.within(Rights { see_day, see_record, invite_family });
    }

    /// A guardian's account, whichever child they joined for.
    pub fn account(&self, guardian: GuardianId) -> Option<AccountId> {
        self.accounts.get(&guardian).copied()
    }

    /// How far a guardian is limited for the children of a home: a custody order holds for the siblings too.
    pub fn limit(&self, guardian: GuardianId, home: HouseholdId) -> Rights {
        self.limits.get(&(guardian, home)).copied().unwrap_or(Rights::FULL)
    }
}
