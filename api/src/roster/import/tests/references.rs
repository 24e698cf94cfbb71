use super::super::snapshot::Snapshot;
use super::{counts, faults, guardians_of, import, imported, named};

const CLASSES: &str = "クラスID,クラス名,年度,年齢クラス\nC1,ひまわり組,2026,3\nC2,つぼみ組,令和8年度,0〜1歳児\n";
const HOUSEHOLDS: &str = "世帯番号,郵便番号,住所,電話番号\nH1,1500002,見本区1-2-3,0300000001\nH2,,例示市4,\n";
const CHILDREN: &str = "\
園児ID,姓,名,セイ,メイ,生年月日,クラス,世帯番号
K1,見本,一郎,ミホン,イチロウ,2022-05-01,ひまわり,H1
K2,見本,二葉,ミホン,フタバ,2024-06-02,つぼみ組,H1
K3,例示,三月,レイジ,ミツキ,2022-08-11,ひまわり組,H2
";
const GUARDIANS: &str = "\
保護者ID,氏名,フリガナ,メール,携帯
G1,見本 花子,ミホン ハナコ,hana@example.com,09000000001
G2,見本 太郎,ミホン タロウ,,
G3,例示 四郎,レイジ シロウ,shiro@example.com,
";
const TIES: &str = "園児ID,保護者ID,続柄,連絡順位\nK1,G1,母,1\nK1,G2,父,2\nK2,G1,母,2\nK2,G2,父,1\nK3,G3,祖父,1\n";

const ALL: [(&str, &str); 5] = [
    ("classes.csv", CLASSES),
    ("households.csv", HOUSEHOLDS),
    ("children.csv", CHILDREN),
    ("guardians.csv", GUARDIANS),
    ("links.csv", TIES),
];

fn with(name: &str, text: &str) -> Vec<(u32, String, &'static str)> {
    let files: Vec<(&str, &str)> =
        ALL.iter().map(|(of, all)| if *of == name { (*of, text) } else { (*of, *all) }).collect();
    let plan = import(&files, &Snapshot::default());
    faults(&plan).into_iter().map(|(line, header, code)| (line, header.to_owned(), code)).collect()
}

#[test]
fn five_sheets_that_refer_to_each_other() {
    let (plan, after) = imported(&ALL, &Snapshot::default());
    assert_eq!(plan.counts, counts(2 + 2 + 3 + 3 + 5, 0, 0, 0));
    assert_eq!((after.classes.len(), after.households.len()), (2, 2));
    assert_eq!(guardians_of(&after, named(&after, "二葉")), ["見本 太郎/父", "見本 花子/母"]);
    assert_eq!(named(&after, "一郎").classes, [after.classes[0].id]);
    let again = import(&ALL, &after);
    assert_eq!((again.counts, again.writes().unwrap().is_empty()), (counts(0, 0, 15, 0), true));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut reversed = ALL;
    reversed.reverse();
    let (plan, after) = imported(&reversed, &Snapshot::default());
    assert_eq!((plan.counts, after.ties.len()), (counts(15, 0, 0, 0), 5));
}

#[test]
fn one_sheet_alone_refers_to_what_is_known() {
    let (_, before) = imported(&ALL, &Snapshot::default());
    let (plan, after) = imported(&[("links.csv", "園児ID,保護者ID,続柄\nK3,G1,叔母\n")], &before);
    assert_eq!(plan.counts, counts(1, 0, 0, 0));
    assert_eq!(guardians_of(&after, named(&after, "三月")), ["例示 四郎/祖父", "見本 花子/叔母"]);
    let by_name = "氏名,生年月日,保護者メール,続柄\n例示三月,R4.8.11,hana@example.com,叔母\n";
    let (plan, _) = imported(&[("links.csv", by_name)], &before);
    assert_eq!(plan.counts, counts(1, 0, 0, 0), "by name and birthday, and by mail");
    let (plan, after) = imported(&[("households.csv", "世帯番号,住所\nH1,見本区8-8\n")], &before);
    assert_eq!((plan.counts, after.households.len()), (counts(0, 1, 0, 0), 2));
    let (plan, _) = imported(&[("classes.csv", "クラスID,クラス名\nC1,ひまわり組\n")], &before);
    assert_eq!(plan.counts, counts(0, 0, 1, 0));
}

#[test]
fn guardians_with_a_household_are_those_of_its_children() {
    let guardians = "保護者ID,世帯番号,氏名,続柄,メール\nG1,H1,見本 花子,母,hana@example.com\nG3,H2,例示 四郎,祖父,\n";
    let files = [ALL[0], ALL[1], ALL[2], ("guardians.csv", guardians)];
    let (plan, after) = imported(&files, &Snapshot::default());
    assert_eq!(plan.counts, counts(9, 0, 0, 0));
    assert_eq!((after.ties.len(), after.households.len()), (3, 2));
    assert!(import(&files, &after).writes().unwrap().is_empty());
    let (_, later) = imported(&[("guardians.csv", "世帯番号,保護者氏名,続柄\nH1,見本 六,祖母\n")], &after);
    assert_eq!(guardians_of(&later, named(&later, "二葉")), ["見本 花子/母", "見本 六/祖母"]);
    let stranger = import(&[("guardians.csv", "保護者ID,氏名,メール\nG9,見本 九,\n")], &after);
    assert_eq!(faults(&stranger), [(2, "氏名", "nobodys_guardian")]);
}

#[test]
fn references_that_lead_nowhere() {
    assert_eq!(
        with("children.csv", &CHILDREN.replace(",つぼみ組,", ",ばら組,")),
        [(3, "クラス".into(), "unknown_class")]
    );
    assert_eq!(with("children.csv", &CHILDREN.replace("H2", "H9")), [(4, "世帯番号".into(), "unknown_household")]);
    assert_eq!(with("links.csv", &TIES.replace("K3", "K9")), [(6, "園児ID".into(), "unknown_child")]);
    assert_eq!(with("links.csv", &TIES.replace("K3,G3,祖父,1\n", "")), [(4, "氏名".into(), "nobodys_guardian")]);
    let unknown = with("links.csv", &format!("{TIES}K3,G9,母,2\n"));
    assert_eq!(unknown, [(7, "保護者ID".into(), "unknown_guardian")]);
    assert_eq!(
        with("links.csv", &format!("{TIES}G1,K1,母,2\n")),
        [(7, "園児ID".into(), "unknown_child")],
        "ids of the other kind"
    );
}

#[test]
fn one_id_with_different_contents() {
    let twice = format!("{CHILDREN}K1,見本,一郎,ミホン,イチロウ,2022-05-02,ひまわり,H1\n");
    assert_eq!(with("children.csv", &twice), [(5, "生年月日".into(), "differs")]);
    let other_home = format!("{CHILDREN}K1,見本,一郎,ミホン,イチロウ,2022-05-01,ひまわり,H2\n");
    assert_eq!(with("children.csv", &other_home), [(5, "世帯番号".into(), "differs")]);
    assert_eq!(with("classes.csv", &format!("{CLASSES}C1,さくら組,2026,3\n")), [(4, "クラス名".into(), "differs")]);
    assert_eq!(with("households.csv", &format!("{HOUSEHOLDS}H1,,別の町1,\n")), [(4, "住所".into(), "differs")]);
    assert_eq!(with("guardians.csv", &format!("{GUARDIANS}G2,見本 次郎,,,\n")), [(5, "氏名".into(), "differs")]);
    assert_eq!(with("links.csv", &format!("{TIES}K1,G1,祖母,1\n")), [(7, "続柄".into(), "differs")]);
    assert_eq!(
        with("children.csv", &format!("{CHILDREN}K1,見本,一郎,ミホン,イチロウ,2022-05-01,ひまわり組,H1\n")),
        [],
        "said twice the same way"
    );
}

#[test]
fn brothers_and_sisters_that_refer_to_each_other_in_a_circle() {
    let file = |refs: [&str; 3]| {
        let row = |id: usize, of: &str| format!("K{id},見本 {id}子,ミホン ナナ,202{id}-05-01,{of}\n");
        format!(
            "園児ID,氏名,フリガナ,生年月日,きょうだいの園児ID\n{}{}{}",
            row(1, refs[0]),
            row(2, refs[1]),
            row(3, refs[2])
        )
    };
    let (_, after) = imported(&[("a.csv", &file(["", "K1", "K2"]))], &Snapshot::default());
    assert_eq!(after.households.len(), 1);
    assert!(import(&[("a.csv", &file(["", "K1", "K2"]))], &after).writes().unwrap().is_empty());

    let circle = import(&[("a.csv", &file(["K3", "K1", "K2"]))], &Snapshot::default());
    assert_eq!(
        faults(&circle).iter().map(|fault| (fault.0, fault.2)).collect::<Vec<_>>(),
        [(2, "cycle"), (3, "cycle"), (4, "cycle")]
    );
    assert!(circle.wrong[0].reason.contains("見本 1子 → 見本 3子 → 見本 2子 → 見本 1子"), "{}", circle.wrong[0].reason);
    assert!(circle.writes().is_none());
    let itself = import(&[("a.csv", &file(["K1", "", ""]))], &Snapshot::default());
    assert_eq!(faults(&itself), [(2, "きょうだいの園児ID", "cycle")]);
    let nobody = import(&[("a.csv", &file(["", "K9", ""]))], &Snapshot::default());
    assert_eq!(faults(&nobody), [(3, "きょうだいの園児ID", "unknown_child")]);
}

#[test]
fn a_wrong_row_does_not_make_those_that_refer_to_it_wrong() {
    assert_eq!(
        with("children.csv", &CHILDREN.replace("2022-08-11", "2022-02-30")),
        [(4, "生年月日".into(), "not_a_date")]
    );
    assert_eq!(
        with("households.csv", &HOUSEHOLDS.replace("1500002", "15")),
        [(2, "郵便番号".into(), "not_a_postal_code")]
    );
    assert_eq!(
        with("guardians.csv", &GUARDIANS.replace("hana@example.com", "hana")),
        [(2, "メール".into(), "not_an_email")]
    );
}

#[test]
fn a_child_in_several_rows_with_an_id() {
    let long = "園児ID,氏名,フリガナ,生年月日,保護者氏名,続柄\n1,見本 一郎,ミホン イチロウ,2022/5/1,見本 花子,母\n1,見本 一郎,ミホン イチロウ,2022/5/1,見本 太郎,父\n";
    let (plan, after) = imported(&[("a.csv", long)], &Snapshot::default());
    assert_eq!(plan.counts, counts(2, 0, 0, 0));
    assert_eq!(guardians_of(&after, &after.children[0]), ["見本 花子/母", "見本 太郎/父"]);
}
