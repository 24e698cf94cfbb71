use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::command::Hidamari;

const GOAL: Duration = Duration::from_secs(10);

const FAMILIES: [(&str, &str); 6] = [
    ("見本", "ミホン"),
    ("例示", "レイジ"),
    ("試験", "シケン"),
    ("仮名", "カメイ"),
    ("標本", "ヒョウホン"),
    ("模範", "モハン"),
];

/// 10,000 children with their households and two guardians each, without any ids.
fn ward() -> String {
    let year = chrono::Datelike::year(&chrono::Utc::now());
    let mut text = String::from(
        "氏名,フリガナ,生年月日,クラス,郵便番号,住所,保護者1氏名,保護者1続柄,保護者1携帯,保護者1メール,保護者2氏名,保護者2続柄\n",
    );
    for child in 0..10_000_usize {
        let home = child * 2 / 3;
        let (family, reading) = FAMILIES[home % FAMILIES.len()];
        let (age, month, day) = (1 + i32::try_from(child % 5).unwrap(), 1 + child % 12, 1 + child % 28);
        writeln!(
            text,
            "{family} 児{child},{reading} ジ,{}-{month}-{day},{}組,1500002,見本区見本{home}丁目1番,{family} 母{home},母,090{home:08},mother{home}@example.com,{family} 父{home},父",
            year - age,
            child % 100,
        )
        .unwrap();
    }
    text
}

/// The shortest of some tries: other tests run at the same time.
fn shortest(text: &str) -> (Duration, Hidamari) {
    let mut best: Option<(Duration, Hidamari)> = None;
    for _ in 0..3 {
        let hidamari = Hidamari::new();
        let file = hidamari.file("区.csv", text.as_bytes());
        let started = Instant::now();
        let ended = hidamari.import(&[&file]);
        let taken = started.elapsed();
        assert_eq!(ended.last(), "import: 10000 new, 0 changed, 0 unchanged, 0 wrong", "{}", ended.errors);
        if best.as_ref().is_none_or(|(before, _)| taken < *before) {
            best = Some((taken, hidamari));
        }
        if taken < GOAL {
            break;
        }
    }
    best.unwrap()
}

#[test]
fn ten_thousand_children_are_imported_in_ten_seconds() {
    let text = ward();
    let (taken, hidamari) = shortest(&text);
    println!("import of 10,000 children: {taken:?}");
    assert!(taken < GOAL, "{taken:?}");
    let again = hidamari.import(&[&hidamari.file("区.csv", text.as_bytes())]);
    assert_eq!(again.last(), "import: 0 new, 0 changed, 10000 unchanged, 0 wrong");
    let folder = hidamari.export("out");
    let back = hidamari.import(&[&folder.join("名簿.xlsx")]);
    assert!(back.last().starts_with("import: 0 new, 0 changed, "), "{back:?}");
}
