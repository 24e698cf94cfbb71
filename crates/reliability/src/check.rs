//! Holds the database against what the tablets know.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;

use chrono::NaiveDate;
use hidamari_domain::attendance::{Mark, MarkKind, day_state};
use hidamari_domain::id::{ChildId, MarkId, OperationId};

use crate::database::Conn;
use crate::invariants;
use crate::ledger::{Ledger, Operation};
use crate::program::log_of;
use crate::rig::Rig;
use crate::site::{OURS, Site};
use crate::tally::Outcome;

/// Everything that is kept about attendance.
struct Kept {
    marks: Vec<(ChildId, NaiveDate, Mark)>,
    operations: HashSet<OperationId>,
    audited: HashMap<ChildId, usize>,
    standings: BTreeMap<(ChildId, NaiveDate), String>,
}

/// Checks a database whose server has ended, after its last write was answered.
pub fn check(rig: &Rig, site: &Site, ledger: &Ledger) -> Outcome {
    let mut conn = site.database.open();
    let kept = match Kept::read(&mut conn) {
        Ok(kept) => kept,
        Err(broken) => return Outcome { broken: vec![broken], ..Outcome::default() },
    };
    let (acknowledged, given_up) = ledger.close();
    let mut outcome = Outcome::default();
    kept.compare(&acknowledged, &given_up, &mut outcome);
    outcome.broken.extend(ledger.surprises());
    outcome.broken.extend(invariants::broken(&mut conn));
    drop(conn);
    match invariants::seals(&rig.program, site) {
        Ok(seals) => {
            outcome.notes.push(format!("{seals}; refusals that promised to take it later: {:?}", ledger.refusals()))
        }
        Err(broken) => outcome.broken.push(broken),
    }
    if outcome.is_sound() {
        // What the server said is kept for whoever looks for the cause of something broken; a log may be missing.
        drop(std::fs::remove_file(log_of(site)));
    }
    outcome
}

impl Kept {
    fn read(conn: &mut Conn) -> Result<Self, String> {
        let moment = |column: &str, conn: &Conn| match conn {
            Conn::Sqlite(_) => column.to_owned(),
            Conn::Postgres(_) => format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"),
        };
        let (happened, recorded) = (moment("happened_at", conn), moment("recorded_at", conn));
        let ours = format!("CAST(child_id AS TEXT) LIKE '{OURS}%'");
        let marks = conn.lines(&format!(
            "SELECT id || ' ' || child_id || ' ' || day || ' ' || kind || ' ' || {happened} || ' ' || {recorded} AS line \
             FROM mark WHERE {ours}"
        ))?;
        let operations = conn.lines("SELECT CAST(id AS TEXT) AS line FROM operation")?;
        let audited = conn.lines(&format!(
            "SELECT child_id || ' ' || count(*) AS line FROM audit WHERE did = 'RecordMarks' AND {ours} GROUP BY child_id"
        ))?;
        let standings = conn
            .lines(&format!("SELECT child_id || ' ' || day || ' ' || standing AS line FROM child_day WHERE {ours}"))?;
        Ok(Self {
            marks: marks.iter().map(|line| marked(line)).collect(),
            operations: operations.iter().map(|id| OperationId(read(id))).collect(),
            audited: audited
                .iter()
                .map(|line| columns(line))
                .map(|[child, count]| (ChildId(read(child)), read(count)))
                .collect(),
            standings: standings
                .iter()
                .map(|line| columns(line))
                .map(|[child, day, standing]| ((ChildId(read(child)), read(day)), standing.to_owned()))
                .collect(),
        })
    }

    fn compare(&self, acknowledged: &[Operation], given_up: &[Operation], outcome: &mut Outcome) {
        self.find_lost(acknowledged, outcome);
        self.find_doubled(acknowledged, given_up, outcome);
        self.add_up(outcome);
    }

    fn find_lost(&self, acknowledged: &[Operation], outcome: &mut Outcome) {
        let known: HashMap<MarkId, (ChildId, &Mark)> =
            self.marks.iter().map(|(child, _, mark)| (mark.id, (*child, mark))).collect();
        let mut forgotten = 0;
        for sent in acknowledged {
            outcome.acknowledged += sent.marks.len();
            forgotten += usize::from(!self.operations.contains(&sent.id));
            for new in &sent.marks {
                let is_there = known.get(&new.id).is_some_and(|(child, mark)| {
                    *child == new.child && mark.kind == new.kind && mark.happened_at == new.happened_at
                });
                outcome.lost += usize::from(!is_there);
            }
        }
        if forgotten > 0 {
            outcome.broken.push(format!("{forgotten} operations were acknowledged and are not remembered"));
        }
    }

    /// Marks that were never sent, marks of the same moment twice, and writes that were done twice: each leaves a line
    /// in the audit for each child.
    fn find_doubled(&self, acknowledged: &[Operation], given_up: &[Operation], outcome: &mut Outcome) {
        let sent: HashSet<MarkId> =
            acknowledged.iter().chain(given_up).flat_map(|sent| sent.marks.iter().map(|mark| mark.id)).collect();
        let strangers = self.marks.iter().filter(|(_, _, mark)| !sent.contains(&mark.id)).count();
        let mut moments = HashSet::new();
        let repeated = self.marks.iter().filter(|(child, _, mark)| !moments.insert((*child, mark.happened_at))).count();
        outcome.doubled += strangers + repeated;
        outcome.doubled += self.operations.len().saturating_sub(acknowledged.len() + given_up.len());

        let (done, perhaps) = (writes_by_child(acknowledged), writes_by_child(given_up));
        let mut missing = 0;
        for (child, times) in &done {
            let lines = self.audited.get(child).copied().unwrap_or_default();
            outcome.doubled += lines.saturating_sub(times + perhaps.get(child).copied().unwrap_or_default());
            missing += times.saturating_sub(lines);
        }
        if missing > 0 {
            outcome.broken.push(format!("{missing} lines are missing in the audit"));
        }
    }

    /// The state that is kept of each day is what its marks come to.
    fn add_up(&self, outcome: &mut Outcome) {
        let mut days: BTreeMap<(ChildId, NaiveDate), Vec<Mark>> = BTreeMap::new();
        for (child, day, mark) in &self.marks {
            days.entry((*child, *day)).or_default().push(*mark);
        }
        let wrong = days.iter().filter(|(day, marks)| {
            let state = serde_json::to_value(day_state(marks).standing).expect("json");
            self.standings.get(day).map(String::as_str) != state.as_str()
        });
        match wrong.count() {
            0 => {}
            wrong => outcome.broken.push(format!("the state of {wrong} days is not what their marks come to")),
        }
    }
}

fn marked(line: &str) -> (ChildId, NaiveDate, Mark) {
    let [id, child, day, kind, happened_at, recorded_at] = columns(line);
    let kind = MarkKind::from_key(kind).expect("a kind of mark");
    let mark = Mark {
        id: MarkId(read(id)),
        kind,
        happened_at: read(happened_at),
        recorded_at: read(recorded_at),
        takes_back: None,
    };
    (ChildId(read(child)), read(day), mark)
}

fn columns<const N: usize>(line: &str) -> [&str; N] {
    line.split(' ').collect::<Vec<_>>().try_into().expect("so many columns")
}

fn read<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a value")
}

fn writes_by_child(operations: &[Operation]) -> HashMap<ChildId, usize> {
    let mut writes = HashMap::new();
    for new in operations.iter().flat_map(|sent| &sent.marks) {
        *writes.entry(new.child).or_default() += 1;
    }
    writes
}

#[cfg(test)]
mod tests {
    use hidamari_domain::attendance::NewMark;

    use super::*;
    use crate::site::child;

    fn recorded() -> (Kept, Vec<Operation>) {
        let at = read("2026-06-10T00:00:00.000001Z");
        let id = MarkId(read("00000000-0000-7000-8000-000000000001"));
        let new = NewMark { id, child: child(1), kind: MarkKind::Arrival, happened_at: at, takes_back: None };
        let operation = Operation { id: OperationId(read("00000000-0000-7000-8000-000000000002")), marks: vec![new] };
        let mark = Mark { id, kind: new.kind, happened_at: at, recorded_at: at, takes_back: None };
        let day = read("2026-06-10");
        let kept = Kept {
            marks: vec![(child(1), day, mark)],
            operations: HashSet::from([operation.id]),
            audited: HashMap::from([(child(1), 1)]),
            standings: BTreeMap::from([((child(1), day), "here".to_owned())]),
        };
        (kept, vec![operation])
    }

    fn found(spoil: impl FnOnce(&mut Kept)) -> (usize, usize, usize) {
        let (mut kept, acknowledged) = recorded();
        spoil(&mut kept);
        let mut outcome = Outcome::default();
        kept.compare(&acknowledged, &[], &mut outcome);
        (outcome.lost, outcome.doubled, outcome.broken.len())
    }

    #[test]
    fn what_is_as_it_was_sent_is_sound() {
        assert_eq!(found(|_| {}), (0, 0, 0));
    }

    #[test]
    fn what_is_lost_or_changed_is_found() {
        assert_eq!(found(|kept| kept.marks.clear()), (1, 0, 0));
        assert_eq!(found(|kept| kept.marks[0].0 = child(2)), (1, 0, 1));
        assert_eq!(found(|kept| kept.operations.clear()), (0, 0, 1));
        assert_eq!(found(|kept| kept.audited.clear()), (0, 0, 1));
        assert_eq!(found(|kept| kept.standings.clear()), (0, 0, 1));
    }

    #[test]
    fn what_is_there_twice_is_found() {
        let again = |kept: &mut Kept| {
            let (child, day, mark) = kept.marks[0];
            kept.marks.push((child, day, Mark { id: MarkId(read("00000000-0000-7000-8000-000000000009")), ..mark }));
        };
        // A stranger, and the same moment again.
        assert_eq!(found(again), (0, 2, 0));
        assert_eq!(found(|kept| kept.audited.extend([(child(1), 2)])), (0, 1, 0));
        let other = OperationId(read("00000000-0000-7000-8000-000000000003"));
        assert_eq!(found(|kept| kept.operations.extend([other])), (0, 1, 0));
    }
}
