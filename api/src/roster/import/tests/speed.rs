use std::{fmt::Write, time::Instant};

use super::super::{
    export, matching,
    plan::plan,
    snapshot::Snapshot,
    table::{self, File},
};
use super::{applied, counts, ids, options};

const FAMILIES: [&str; 8] = ["見本", "例示", "試験", "仮名", "標本", "雛形", "模範", "型紙"];
const READINGS: [&str; 8] = ["ミホン", "レイジ", "シケン", "カメイ", "ヒョウホン", "ヒナガタ", "モハン", "カタガミ"];

/// 10,000 children, most with a brother or sister, without any ids.
fn ward() -> String {
    let mut text = String::from(
        "氏名,フリガナ,生年月日,性別,クラス,入園日,郵便番号,住所,保護者1氏名,保護者1フリガナ,保護者1続柄,保護者1携帯,保護者1メール,保護者2氏名,保護者2続柄,保護者2携帯\n",
    );
    for child in 0..10_000_usize {
        let home = child * 2 / 3;
        let (family, reading) = (FAMILIES[home % 8], READINGS[home % 8]);
        writeln!(
            text,
            "{family} 児{child},{reading} ジ,R{}.{}.{},女,{}組,2026/4/1,1500002,見本区見本{home}丁目1番,{family} 母{home},{reading} ハハ,母,090{home:08},mother{home}@example.com,{family} 父{home},父,080{home:08}",
            3 + child % 5,
            1 + child % 12,
            1 + child % 28,
            child % 100,
        )
        .unwrap();
    }
    text
}

#[test]
fn ten_thousand_children_are_planned_in_time() {
    let text = ward();
    let started = Instant::now();
    let run = |bytes: &[u8], snapshot: &Snapshot, first: u128| {
        let started = Instant::now();
        let tables = table::read(&[File { name: "名簿.csv", bytes }]).unwrap();
        let read = started.elapsed();
        let made = plan(&tables, &matching::guess(&tables), snapshot, &options(), &mut ids(first));
        println!("read {read:?}, with plan {:?}: {:?}", started.elapsed(), made.counts);
        made
    };
    let new = run(text.as_bytes(), &Snapshot::default(), 0);
    assert_eq!(new.counts, counts(10_000, 0, 0, 0));
    assert_eq!(new.kinds.len(), 5);
    let after = applied_fast(&new);
    let again = run(text.as_bytes(), &after, 1_000_000_000);
    assert_eq!(again.counts, counts(0, 0, 10_000, 0));

    let exporting = Instant::now();
    let workbook = export::workbook(&export::sheets(&after, options().year)).unwrap();
    println!("export {:?}", exporting.elapsed());
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
    run(&bytes, &after, 2_000_000_000);
    let back = Instant::now();
    let tables = table::read(&[File { name: "名簿.xlsx", bytes: &workbook }]).unwrap();
    let read = back.elapsed();
    let made = plan(&tables, &matching::guess(&tables), &after, &options(), &mut ids(3_000_000_000));
    println!("workbook: read {read:?}, with plan {:?}: {:?}", back.elapsed(), made.counts);
    assert!(made.writes().unwrap().is_empty());
    assert!(started.elapsed().as_secs() < 90, "all five together, unoptimised and beside other tests");
}

/// As [`applied`] to an empty roster, but by index: that one looks through lists.
fn applied_fast(made: &super::Plan) -> Snapshot {
    let writes = made.writes().unwrap();
    let mut ordered =
        super::super::plan::Writes { placements: Vec::new(), children: Vec::new(), ties: Vec::new(), ..writes.clone() };
    ordered.guardians.clear();
    let mut after = applied(&Snapshot::default(), &super::super::plan::Writes { households: Vec::new(), ..ordered });
    after.households = writes.households.iter().map(known).collect();
    after.guardians = writes.guardians.iter().map(known).collect();
    let classes: std::collections::HashMap<_, _> =
        writes.placements.iter().map(|placed| (placed.child, placed.class)).collect();
    after.children = writes
        .children
        .iter()
        .map(|child| super::KnownChild {
            id: child.write.id,
            household: child.household,
            classes: classes.get(&child.write.id).copied().into_iter().collect(),
            values: child.write.values.clone(),
        })
        .collect();
    after.ties = writes
        .ties
        .iter()
        .map(|tie| super::KnownTie {
            id: tie.write.id,
            child: tie.child,
            guardian: tie.guardian,
            ended: false,
            values: tie.write.values.clone(),
        })
        .collect();
    after
}

fn known<I: Copy, V: Clone>(write: &super::super::plan::Write<I, V>) -> super::Known<I, V> {
    super::Known { id: write.id, values: write.values.clone() }
}
