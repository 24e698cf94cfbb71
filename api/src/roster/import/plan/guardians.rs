//! Guardians: the same person in several rows, and in the roster.

use std::collections::{HashMap, HashSet};

use hidamari_domain::id::GuardianId;
use uuid::Uuid;

use super::{
    book::{Book, Draft},
    fault::Fault,
    held::Held,
    rows::{GuardianIn, RowIn, guardian_column},
};
use crate::roster::import::{
    columns::Field,
    normal,
    values::{GuardianValues, PersonName},
};

pub(super) type GuardianDraft = Draft<GuardianId, GuardianValues>;

/// The guardians that the rows tell.
#[derive(Default)]
pub(super) struct Guardians {
    pub(super) drafts: Vec<GuardianDraft>,
    /// The number under which the first row tells each.
    numbers: Vec<u8>,
    /// The households of their children.
    homes: Vec<Vec<usize>>,
    by_id: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
    by_home: HashMap<(usize, String), usize>,
    by_name: HashMap<String, Vec<usize>>,
    of_known: HashMap<usize, usize>,
}

impl Guardians {
    /// Takes what a row tells of a guardian of a household: the same person as before by id, by e-mail address,
    /// or by name within the household.
    pub(super) fn tell(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        (at, guardian): (usize, &GuardianIn),
        home: Option<usize>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> usize {
        let draft = self.find(&guardian.values, home).unwrap_or_else(|| {
            self.drafts.push(Draft::new(new_id().into(), None));
            self.numbers.push(guardian.number);
            self.homes.push(Vec::new());
            self.drafts.len() - 1
        });
        self.drafts[draft].tell(book, rows, at, &guardian.values, Some(guardian.number));
        self.register(draft, &guardian.values, home);
        draft
    }

    fn find(&self, values: &GuardianValues, home: Option<usize>) -> Option<usize> {
        let by_id = || self.by_id.get(values.external_id.as_ref()?.as_ref());
        let by_email = || self.by_email.get(values.email.as_ref()?.as_ref());
        let by_home = || {
            let key = (home?, name_key(values.name.as_ref()?));
            // Two of one name in one household are two when each has an id of their own.
            self.by_home
                .get(&key)
                .filter(|draft| values.external_id.is_none() || self.drafts[**draft].told.external_id.is_none())
        };
        by_id().or_else(by_email).or_else(by_home).copied()
    }

    fn register(&mut self, draft: usize, values: &GuardianValues, home: Option<usize>) {
        if let Some(id) = &values.external_id {
            self.by_id.entry(id.as_ref().to_owned()).or_insert(draft);
        }
        if let Some(email) = &values.email {
            self.by_email.entry(email.as_ref().to_owned()).or_insert(draft);
        }
        if let Some(name) = &values.name {
            let key = name_key(name);
            if let Some(home) = home {
                self.by_home.entry((home, key.clone())).or_insert(draft);
            }
            let namesakes = self.by_name.entry(key).or_default();
            if namesakes.last() != Some(&draft) {
                namesakes.push(draft);
            }
        }
        let homes = &mut self.homes[draft];
        homes.extend(home.filter(|home| !homes.contains(home)));
    }

    /// Which guardian of the roster each is: by id or e-mail address, else by name within the household.
    pub(super) fn recognise(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        held: &Held<'_>,
        known_homes: &[Option<usize>],
    ) {
        let in_file: HashSet<usize> =
            self.by_id.keys().filter_map(|id| held.guardians.get(id.as_str())).copied().collect();
        for draft in 0..self.drafts.len() {
            let known = self.known_by_mark(draft, held, &in_file).unwrap_or_else(|fault| {
                self.fault(book, rows, draft, Field::Id, &fault);
                None
            });
            if let Some(known) = known {
                self.settle(book, rows, draft, known, held);
            }
        }
        for draft in 0..self.drafts.len() {
            if self.drafts[draft].known.is_some() {
                continue;
            }
            match self.known_by_name(draft, held, known_homes) {
                Ok(Some(known)) => self.settle(book, rows, draft, known, held),
                Ok(None) if self.drafts[draft].told.name.is_none() => {
                    let number = self.numbers[draft];
                    let label = guardian_column(number, Field::Name).label();
                    self.fault(book, rows, draft, Field::Name, &Fault::Missing(label));
                }
                Ok(None) => {}
                Err(fault) => self.fault(book, rows, draft, Field::Name, &fault),
            }
        }
    }

    fn known_by_mark(&self, draft: usize, held: &Held<'_>, in_file: &HashSet<usize>) -> Result<Option<usize>, Fault> {
        let told = &self.drafts[draft].told;
        let id = told.external_id.as_ref();
        if let Some(known) = id.and_then(|id| held.guardians.get(id.as_ref())) {
            return Ok(Some(*known));
        }
        let Some(known) = told.email.as_ref().and_then(|email| held.guardians_by_email.get(email.as_ref())) else {
            return Ok(None);
        };
        let other = held.snapshot.guardians.get(*known).and_then(|guardian| guardian.values.external_id.as_ref());
        match other {
            Some(other) if id.is_some() || in_file.contains(known) => Err(Fault::OtherId(other.as_ref().to_owned())),
            _ => Ok(Some(*known)),
        }
    }

    fn known_by_name(
        &self,
        draft: usize,
        held: &Held<'_>,
        known_homes: &[Option<usize>],
    ) -> Result<Option<usize>, Fault> {
        let told = &self.drafts[draft].told;
        let Some(key) = told.name.as_ref().map(name_key) else { return Ok(None) };
        let homes = self.homes[draft].iter().filter_map(|home| known_homes.get(*home).copied().flatten());
        let mut found: Vec<(usize, bool)> = Vec::new();
        for known in homes.filter_map(|home| held.guardians_of.get(&home)).flatten() {
            let Some(values) = held.snapshot.guardians.get(*known).map(|guardian| &guardian.values) else { continue };
            let same_name = values.name.as_ref().is_some_and(|name| name_key(name) == key);
            let other_id = told.external_id.is_some() && values.external_id.is_some();
            if same_name && !other_id && !self.of_known.contains_key(known) && found.iter().all(|(at, _)| at != known) {
                let phones = values.phones.as_ref().zip(told.phones.as_ref());
                found.push((*known, phones.is_some_and(|(held, told)| held.overlap(told))));
            }
        }
        let by_phone: Vec<usize> = found.iter().filter(|(_, overlap)| *overlap).map(|(known, _)| *known).collect();
        match (found.as_slice(), by_phone.as_slice()) {
            ([], _) => Ok(None),
            ([(known, _)], _) | (_, [known]) => Ok(Some(*known)),
            _ => Err(Fault::SeveralGuardians),
        }
    }

    fn settle(&mut self, book: &mut Book<'_>, rows: &[RowIn], at: usize, known: usize, held: &Held<'_>) {
        let Some(guardian) = held.snapshot.guardians.get(known) else { return };
        if let Some(other) = self.of_known.get(&known) {
            let first = self.drafts[*other].rows.first().copied().unwrap_or_default();
            let fault = Fault::SameWithOtherId(book.called(rows, first));
            self.fault(book, rows, at, Field::Name, &fault);
            return;
        }
        self.of_known.insert(known, at);
        let draft = &mut self.drafts[at];
        draft.known = Some(known);
        draft.id = guardian.id;
        let own_id = guardian.id.to_string();
        draft.told.external_id.take_if(|id| id.as_ref() == own_id);
    }

    fn fault(&self, book: &mut Book<'_>, rows: &[RowIn], draft: usize, field: Field, fault: &Fault) {
        if let Some(row) = self.drafts[draft].rows.first().copied().filter(|row| !book.is_bad(*row)) {
            book.fault(rows, row, Some(guardian_column(self.numbers[draft], field)), fault);
        }
    }

    /// The draft of a guardian of the roster, one without changes if no row tells it.
    fn of_known(&mut self, known: usize, held: &Held<'_>) -> Option<usize> {
        if let Some(draft) = self.of_known.get(&known) {
            return Some(*draft);
        }
        let draft = self.drafts.len();
        self.drafts.push(Draft::new(held.snapshot.guardians.get(known)?.id, Some(known)));
        self.numbers.push(1);
        self.homes.push(Vec::new());
        self.of_known.insert(known, draft);
        Some(draft)
    }

    /// The guardian that a row refers to: by id, by e-mail address, or by a name in the child's household
    /// or, failing that, anywhere.
    pub(super) fn referred(
        &mut self,
        values: &GuardianValues,
        home: Option<usize>,
        known_home: Option<usize>,
        held: &Held<'_>,
    ) -> Result<usize, Fault> {
        if let Some(id) = values.external_id.as_ref().map(AsRef::as_ref) {
            let found = self.by_id.get(id).copied();
            let found = found.or_else(|| held.guardians.get(id).copied().and_then(|known| self.of_known(known, held)));
            return found.ok_or_else(|| Fault::UnknownGuardian(id.to_owned()));
        }
        if let Some(email) = values.email.as_ref().map(AsRef::as_ref) {
            let found = self.by_email.get(email).copied();
            let known = held.guardians_by_email.get(email).copied();
            let found = found.or_else(|| known.and_then(|known| self.of_known(known, held)));
            return found.ok_or_else(|| Fault::UnknownGuardian(email.to_owned()));
        }
        let Some(name) = &values.name else { return Err(Fault::UnknownGuardian(String::new())) };
        let key = name_key(name);
        if let Some(draft) = home.and_then(|home| self.by_home.get(&(home, key.clone()))) {
            return Ok(*draft);
        }
        let same_name = |known: &&usize| {
            let guardian = held.snapshot.guardians.get(**known);
            guardian.and_then(|guardian| guardian.values.name.as_ref()).is_some_and(|name| name_key(name) == key)
        };
        let of_home = known_home.and_then(|home| held.guardians_of.get(&home)).into_iter().flatten();
        let in_home: Vec<usize> = of_home.filter(same_name).copied().collect();
        match (in_home.as_slice(), self.by_name.get(&key).map(Vec::as_slice).unwrap_or_default()) {
            ([known], _) => self.of_known(*known, held).ok_or(Fault::SeveralGuardians),
            ([], [draft]) => Ok(*draft),
            ([], []) => Err(Fault::UnknownGuardian(name.0.as_ref().to_owned())),
            _ => Err(Fault::SeveralGuardians),
        }
    }
}

fn name_key(name: &PersonName) -> String {
    normal::name_key(name.0.as_ref())
}
