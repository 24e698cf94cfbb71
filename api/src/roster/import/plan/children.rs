//! Children: which rows tell the same child, and which child of the roster that is.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use hidamari_domain::id::ChildId;
use uuid::Uuid;

use super::{
    Options,
    book::{Book, Draft},
    fault::Fault,
    held::Held,
    rows::{ChildIn, RowIn},
};
use crate::roster::import::{
    columns::{Column, Field, Of},
    matching::Kind,
    normal,
    values::{ChildValues, birth_range},
};

pub(super) type ChildDraft = Draft<ChildId, ChildIn>;

/// The children that the rows tell.
#[derive(Default)]
pub(super) struct Children {
    pub(super) drafts: Vec<ChildDraft>,
    /// The draft of each row that tells a child.
    pub(super) of_row: BTreeMap<usize, usize>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// The first child of a name and birthday, and the first without an id.
    namesakes: HashMap<(String, NaiveDate), [Option<usize>; 2]>,
    of_known: HashMap<usize, usize>,
}

impl Children {
    /// The rows of the children's sheets.
    pub(super) fn declared(
        book: &mut Book<'_>,
        rows: &[RowIn],
        held: &Held<'_>,
        options: &Options,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Self {
        let mut children = Self::default();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == Kind::Children) {
            if let Some(draft) = children.draft_of(book, rows, at, new_id) {
                children.drafts[draft].tell(book, rows, at, &row.child, None);
                children.of_row.insert(at, draft);
            }
        }
        children.recognise(book, rows, held);
        for draft in &children.drafts {
            let known = draft.known.and_then(|known| held.snapshot.children.get(known));
            for at in &draft.rows {
                check_days(book, rows, *at, known.map(|child| &child.values), options);
            }
        }
        children
    }

    fn draft_of(
        &mut self,
        book: &mut Book<'_>,
        rows: &[RowIn],
        at: usize,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Option<usize> {
        let child = &rows.get(at)?.child;
        let key = child.name_key();
        let id = child.values.external_id.as_ref().map(|id| id.as_ref().to_owned());
        if id.is_none() && !book.is_bad(at) {
            let lacking = if key.is_none() { Some(Field::Name) } else { None };
            let lacking = lacking.or_else(|| child.values.birth_date.is_none().then_some(Field::BirthDate));
            if let Some(field) = lacking {
                missing(book, rows, at, field);
            }
        }
        if id.is_none() && key.is_none() {
            return None;
        }
        if let Some(draft) = id.as_ref().and_then(|id| self.by_id.get(id)) {
            return Some(*draft);
        }
        let draft = self.drafts.len();
        if let (Some(key), Some(birth)) = (&key, child.values.birth_date) {
            let [first, without_id] = self.namesakes.entry((key.clone(), birth)).or_default();
            let same = if id.is_some() { *without_id } else { *first };
            first.get_or_insert(draft);
            if id.is_none() {
                without_id.get_or_insert(draft);
            }
            if let Some(same) = same.and_then(|same| self.drafts.get(same)) {
                refuse_namesake(book, rows, at, same);
            }
        }
        self.drafts.push(Draft::new(new_id().into(), None));
        if let Some(id) = id {
            self.by_id.insert(id, draft);
        }
        if let Some(key) = key {
            self.by_name.entry(key).or_default().push(draft);
        }
        Some(draft)
    }

    /// Which child of the roster each draft is: by id, else by name and birthday.
    fn recognise(&mut self, book: &mut Book<'_>, rows: &[RowIn], held: &Held<'_>) {
        let in_file: HashSet<usize> =
            self.by_id.keys().filter_map(|id| held.children.get(id.as_str())).copied().collect();
        for draft in 0..self.drafts.len() {
            let row = self.drafts[draft].rows.first().copied().unwrap_or_default();
            let known = match self.recognised(draft, held, &in_file) {
                Ok(known) => known,
                Err(fault) => {
                    let field = if matches!(fault, Fault::OtherId(_)) { Field::Id } else { Field::Name };
                    book.fault(rows, row, Some(Column::of_known(Of::Child, field)), &fault);
                    None
                }
            };
            match known.and_then(|known| Some((known, held.snapshot.children.get(known)?))) {
                Some((known, child)) => {
                    if let Some(other) = self.of_known.insert(known, draft) {
                        let first = self.drafts[other].rows.first().copied().unwrap_or_default();
                        let fault = Fault::ChildTwice(book.called(rows, first));
                        book.fault(rows, row, Some(Column::of_known(Of::Child, Field::Name)), &fault);
                    }
                    let draft = &mut self.drafts[draft];
                    draft.known = Some(known);
                    draft.id = child.id;
                    let own_id = child.id.to_string();
                    draft.told.values.external_id.take_if(|id| id.as_ref() == own_id);
                }
                None => self.require_all(book, rows, draft),
            }
            self.settle_names(book, rows, draft, held);
        }
    }

    fn recognised(&self, draft: usize, held: &Held<'_>, in_file: &HashSet<usize>) -> Result<Option<usize>, Fault> {
        let told = &self.drafts[draft].told;
        let id = told.values.external_id.as_ref();
        if let Some(known) = id.and_then(|id| held.children.get(id.as_ref())) {
            return Ok(Some(*known));
        }
        let (Some(key), Some(birth)) = (told.name_key(), told.values.birth_date) else { return Ok(None) };
        let namesakes: Vec<usize> =
            held.namesakes(&key, Some(birth)).filter(|known| !in_file.contains(known)).take(2).collect();
        match (namesakes.as_slice(), id) {
            ([], _) => Ok(None),
            ([known], None) => Ok(Some(*known)),
            ([known], Some(_)) => {
                let other = held.snapshot.children.get(*known).and_then(|child| child.values.external_id.as_ref());
                other.map_or(Ok(Some(*known)), |other| Err(Fault::OtherId(other.as_ref().to_owned())))
            }
            (_, _) => Err(Fault::SeveralChildren),
        }
    }

    /// A new child needs a name, a reading and a birthday.
    fn require_all(&self, book: &mut Book<'_>, rows: &[RowIn], draft: usize) {
        let ChildDraft { told, rows: of, .. } = &self.drafts[draft];
        let row = of.first().copied().unwrap_or_default();
        let values = &told.values;
        let lacking = [
            (Field::Name, told.name_key().is_none()),
            (Field::Kana, values.family_kana.is_none() && told.unsplit_kana.is_none()),
            (Field::BirthDate, values.birth_date.is_none()),
        ];
        for (field, _) in lacking.into_iter().filter(|(_, lacking)| *lacking) {
            if !book.is_bad(row) {
                missing(book, rows, row, field);
            }
        }
    }

    /// A name whose parts cannot be told apart is good only where it says what is known already.
    fn settle_names(&mut self, book: &mut Book<'_>, rows: &[RowIn], draft: usize, held: &Held<'_>) {
        let ChildDraft { told, rows: of, known, .. } = &mut self.drafts[draft];
        let row = of.first().copied().unwrap_or_default();
        let child = known.and_then(|known| held.snapshot.children.get(known));
        let known_name = child.map(super::held::child_name_key);
        let known_kana = child.map(|child| {
            let part = |kana: &Option<hidamari_domain::value::Kana>| {
                kana.as_ref().map(|kana| kana.as_ref().to_owned()).unwrap_or_default()
            };
            normal::name_key(&(part(&child.values.family_kana) + &part(&child.values.given_kana)))
        });
        let name = told.unsplit_name.take().map(|name| normal::name_key(name.as_ref()));
        let kana = told.unsplit_kana.take().map(|kana| normal::name_key(kana.as_ref()));
        for (field, told, known) in [(Field::Name, name, known_name), (Field::Kana, kana, known_kana)] {
            if told.is_some() && told != known && !book.is_bad(row) {
                book.fault(rows, row, Some(Column::of_known(Of::Child, field)), &Fault::NotSplit);
            }
        }
    }

    /// The draft of a child of the roster, one without changes if no row tells it.
    pub(super) fn of_known(&mut self, known: usize, held: &Held<'_>) -> Option<usize> {
        if let Some(draft) = self.of_known.get(&known) {
            return Some(*draft);
        }
        let draft = self.drafts.len();
        self.drafts.push(Draft::new(held.snapshot.children.get(known)?.id, Some(known)));
        self.of_known.insert(known, draft);
        Some(draft)
    }

    /// The draft that tells a child of the roster, if there is one.
    pub(super) fn draft_of_known(&self, known: usize) -> Option<usize> {
        self.of_known.get(&known).copied()
    }

    /// The child with that id in other products, or with ours.
    pub(super) fn by_id(&mut self, id: &str, held: &Held<'_>) -> Option<usize> {
        match self.by_id.get(id) {
            Some(draft) => Some(*draft),
            None => held.children.get(id).copied().and_then(|known| self.of_known(known, held)),
        }
    }

    /// The child that a row refers to by id, or by name and birthday.
    pub(super) fn referred(&mut self, child: &ChildIn, held: &Held<'_>) -> Result<usize, Fault> {
        if let Some(id) = &child.values.external_id {
            return self.by_id(id.as_ref(), held).ok_or_else(|| Fault::UnknownChild(id.as_ref().to_owned()));
        }
        let unknown = || Fault::UnknownChild(child.shown());
        let key = child.name_key().ok_or_else(unknown)?;
        let birth = child.values.birth_date;
        let told = self.by_name.get(&key).into_iter().flatten().copied();
        let drafts = &self.drafts;
        let of_birth = |draft: &usize| birth.is_none() || drafts[*draft].told.values.birth_date == birth;
        let mut found: Vec<usize> = told.filter(of_birth).take(2).collect();
        let of_roster: Vec<usize> = held.namesakes(&key, birth).take(2).collect();
        for known in of_roster {
            found.extend(self.of_known(known, held).filter(|draft| !found.contains(draft)));
        }
        match found.as_slice() {
            [] => Err(unknown()),
            [draft] => Ok(*draft),
            _ => Err(Fault::SeveralChildren),
        }
    }
}

/// Two children of one name and birthday are told apart by their ids only.
fn refuse_namesake(book: &mut Book<'_>, rows: &[RowIn], at: usize, other: &ChildDraft) {
    let column = Some(Column::of_known(Of::Child, Field::Name));
    let Some(first) = other.rows.first().copied() else { return };
    let (this, that) = (book.called(rows, at), book.called(rows, first));
    book.fault(rows, at, column, &Fault::SameChild(that));
    if !book.is_bad(first) {
        book.fault(rows, first, column, &Fault::SameChild(this));
    }
}

fn check_days(book: &mut Book<'_>, rows: &[RowIn], at: usize, known: Option<&ChildValues>, options: &Options) {
    let Some(values) = rows.get(at).map(|row| &row.child.values) else { return };
    let column = |field| Some(Column::of_known(Of::Child, field));
    let range = birth_range(options.today);
    let known_birth = known.and_then(|known| known.birth_date);
    let entered = values.enrolled_on.or_else(|| known?.enrolled_on);
    if let Some(birth) = values.birth_date {
        if birth > *range.end() {
            book.fault(rows, at, column(Field::BirthDate), &Fault::BirthInFuture);
        } else if birth < *range.start() && values.left_on.is_none() && known_birth != Some(birth) {
            book.fault(rows, at, column(Field::BirthDate), &Fault::BirthTooEarly);
        }
        if values.enrolled_on.is_some_and(|entered| entered < birth) {
            book.fault(rows, at, column(Field::EnteredOn), &Fault::EntersBeforeBirth);
        }
    }
    if entered.zip(values.left_on).is_some_and(|(entered, left)| left < entered) {
        book.fault(rows, at, column(Field::LeftOn), &Fault::LeavesBeforeEntering);
    }
}

fn missing(book: &mut Book<'_>, rows: &[RowIn], at: usize, field: Field) {
    let column = Column::of_known(Of::Child, field);
    book.fault(rows, at, Some(column), &Fault::Missing(column.label()));
}
