//! The import from bytes to plan and back. Every person in it is invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod columns;
mod export;
mod hostile;
mod reading;
mod references;
mod speed;
mod values;
mod wide;
mod wrong_rows;

use chrono::NaiveDate;
use hidamari_domain::id::{ChildId, ClassId};
use uuid::Uuid;

use super::{
    matching::{self, Match},
    plan::{Counts, Options, Plan, Writes, plan},
    snapshot::{Known, KnownChild, KnownTie, Snapshot},
    table::{self, File, Table},
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn options() -> Options {
    Options::of_day(day(2026, 4, 10))
}

fn tables(files: &[(&str, &str)]) -> Vec<Table> {
    let files: Vec<File<'_>> = files.iter().map(|(name, text)| File { name, bytes: text.as_bytes() }).collect();
    table::read(&files).unwrap()
}

/// Ids that count up from `start`.
fn ids(start: u128) -> impl FnMut() -> Uuid {
    let mut next = start;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

fn plan_of(tables: &[Table], snapshot: &Snapshot) -> Plan {
    plan_with(tables, &matching::guess(tables), snapshot)
}

fn plan_with(tables: &[Table], matches: &[Match], snapshot: &Snapshot) -> Plan {
    let taken = snapshot.children.len() + snapshot.guardians.len() + snapshot.ties.len() + snapshot.households.len();
    plan(tables, matches, snapshot, &options(), &mut ids(0x1_0000 * (1 + taken as u128)))
}

/// Plans the files beside the snapshot.
fn import(files: &[(&str, &str)], snapshot: &Snapshot) -> Plan {
    plan_of(&tables(files), snapshot)
}

/// Plans the files beside the snapshot, and writes them.
fn imported(files: &[(&str, &str)], snapshot: &Snapshot) -> (Plan, Snapshot) {
    let plan = import(files, snapshot);
    assert_eq!(plan.wrong, [], "nothing wrong");
    let after = applied(snapshot, plan.writes().unwrap());
    (plan, after)
}

fn counts(new: usize, changed: usize, unchanged: usize, wrong: usize) -> Counts {
    Counts { new, changed, unchanged, wrong }
}

/// Line, column's header and code of what is wrong.
fn faults(plan: &Plan) -> Vec<(u32, &str, &'static str)> {
    plan.wrong.iter().map(|wrong| (wrong.line, wrong.header.as_str(), wrong.code)).collect()
}

/// What the database does with the writes.
fn applied(snapshot: &Snapshot, writes: &Writes) -> Snapshot {
    let mut after = snapshot.clone();
    for write in &writes.classes {
        put(&mut after.classes, write.id, &write.values, write.new);
    }
    for write in &writes.households {
        put(&mut after.households, write.id, &write.values, write.new);
    }
    for child in &writes.children {
        let (id, values, household) = (child.write.id, child.write.values.clone(), child.household);
        assert!(after.households.iter().any(|known| known.id == household), "the household is there");
        if child.write.new {
            after.children.push(KnownChild { id, household, classes: Vec::new(), values });
        } else {
            let known = after.children.iter_mut().find(|known| known.id == id).unwrap();
            *known = KnownChild { household, values, ..known.clone() };
        }
    }
    for write in &writes.guardians {
        put(&mut after.guardians, write.id, &write.values, write.new);
    }
    for tie in &writes.ties {
        assert!(after.children.iter().any(|known| known.id == tie.child), "the child is there");
        assert!(after.guardians.iter().any(|known| known.id == tie.guardian), "the guardian is there");
        let values = tie.write.values.clone();
        if tie.write.new {
            after.ties.push(KnownTie {
                id: tie.write.id,
                child: tie.child,
                guardian: tie.guardian,
                ended: false,
                values,
            });
        } else {
            after.ties.iter_mut().find(|known| known.id == tie.write.id).unwrap().values = values;
        }
    }
    for placement in &writes.placements {
        let year = |id: &ClassId| after.classes.iter().find(|class| class.id == *id).unwrap().values.fiscal_year;
        let of_year = year(&placement.class);
        let classes: Vec<ClassId> = child(&after, placement.child)
            .classes
            .iter()
            .copied()
            .filter(|class| year(class) != of_year)
            .chain([placement.class])
            .collect();
        after.children.iter_mut().find(|known| known.id == placement.child).unwrap().classes = classes;
    }
    after
}

fn put<I: Copy + PartialEq, V: Clone>(known: &mut Vec<Known<I, V>>, id: I, values: &V, new: bool) {
    let values = values.clone();
    if new {
        assert!(known.iter().all(|known| known.id != id), "the id is new");
        known.push(Known { id, values });
    } else {
        known.iter_mut().find(|known| known.id == id).unwrap().values = values;
    }
}

fn child(snapshot: &Snapshot, id: ChildId) -> &KnownChild {
    snapshot.children.iter().find(|child| child.id == id).unwrap()
}

/// The child of that given name.
fn named<'a>(snapshot: &'a Snapshot, given: &str) -> &'a KnownChild {
    let is_named = |child: &&KnownChild| child.values.given_name.as_ref().is_some_and(|name| name.as_ref() == given);
    snapshot.children.iter().find(is_named).unwrap()
}

/// Guardians' names with relation, in calling order.
fn guardians_of(snapshot: &Snapshot, child: &KnownChild) -> Vec<String> {
    let mut ties: Vec<_> = snapshot.ties.iter().filter(|tie| tie.child == child.id && !tie.ended).collect();
    ties.sort_by_key(|tie| tie.values.calling_order);
    let name = |tie: &&KnownTie| {
        let guardian = snapshot.guardians.iter().find(|guardian| guardian.id == tie.guardian).unwrap();
        let name = guardian.values.name.as_ref().map(|name| name.0.as_ref().to_owned()).unwrap_or_default();
        format!("{name}/{}", tie.values.relation.as_ref().map(AsRef::as_ref).unwrap_or_default())
    };
    ties.iter().map(name).collect()
}

const WIDE: &str = "\
園児番号,氏名,フリガナ,生年月日,性別,クラス,入園日,住所,保護者1氏名,保護者1続柄,保護者1携帯,保護者1メール,保護者2氏名,保護者2続柄
A1,見本 一郎,ミホン イチロウ,R4.5.1,男,ひまわり組,2024/4/1,見本区見本1-2-3,見本 花子,母,090-0000-0001,hana@example.com,見本 太郎,父
A2,見本 二葉,ミホン フタバ,2024年6月2日,女,つぼみ組,2025/4/1,見本区見本1-2-3,見本 花子,母,090-0000-0001,hana@example.com,見本 太郎,父
A3,例示 三月,レイジ ミツキ,20220811,女,ひまわり組,45383,例示市例示町4,例示 四郎,祖父,090-0000-0002,,,
";
