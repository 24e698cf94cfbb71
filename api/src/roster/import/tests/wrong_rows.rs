use super::super::{matching, plan::Plan, snapshot::Snapshot, wrong_rows};
use super::{counts, faults, import, plan_of, tables};

const HEAD: &str = "氏名,フリガナ,生年月日,入園日,住所,保護者1氏名,保護者1携帯,保護者1メール";

fn wrong(row: &str) -> Vec<(String, &'static str)> {
    let plan = import(&[("a.csv", &format!("{HEAD}\n{row}\n"))], &Snapshot::default());
    assert!(plan.writes().is_none());
    plan.wrong.iter().map(|wrong| (wrong.header.clone(), wrong.code)).collect()
}

fn one(header: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(header.to_owned(), code)]
}

#[test]
fn every_kind_of_wrong_value_is_told() {
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2023-02-29,,,,,"), one("生年月日", "not_a_date"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2026-04-11,,,,,"), one("生年月日", "birth_in_future"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2019-04-09,,,,,"), one("生年月日", "birth_too_early"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,2022-04-30,,,,"), one("入園日", "enters_before_birth"));
    assert_eq!(wrong("見本 一郎,,2022-05-01,,,,,"), one("フリガナ", "missing"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,,,,,,"), one("生年月日", "missing"));
    assert_eq!(wrong(",ミホン イチロウ,2022-05-01,,,,,"), one("氏名", "missing"));
    assert_eq!(wrong("見本 一郎,見本 一郎,2022-05-01,,,,,"), one("フリガナ", "not_kana"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,,,見本 花子,12345,"), one("保護者1携帯", "not_a_phone"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,,,見本 花子,,hana"), one("保護者1メール", "not_an_email"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,,,,09000000001,"), one("保護者1氏名", "missing"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,,#REF!,,,"), one("住所", "formula_error"));
    assert_eq!(wrong("見本 \u{E000}郎,ミホン イチロウ,2022-05-01,,,,,"), one("氏名", "unreadable_character"));
    assert_eq!(wrong("見本 \u{FFFD}郎,ミホン イチロウ,2022-05-01,,,,,"), one("氏名", "unreadable_character"));
    let long = "あ".repeat(201);
    assert_eq!(wrong(&format!("見本 一郎,ミホン イチロウ,2022-05-01,,{long},,,")), one("住所", "too_long"));
    assert_eq!(wrong("見本 一郎,ミホン イチロウ,2022-05-01,,見本区,,,,1-2-3"), one("", "extra_cell"));
    assert_eq!(
        wrong("見本 一郎,ミホン イチロウ,2022-13-01,x,,,,"),
        [("生年月日".to_owned(), "not_a_date"), ("入園日".to_owned(), "not_a_date")],
        "each cell of a row"
    );
}

#[test]
fn what_waits_for_wrong_rows_has_a_name_all_the_same() {
    let rows = "見本 一郎,ミホン イチロウ,2022-05-01,,,見本 花子,12345,\n見本 二葉,ミホン フタバ,2023-02-29,,,見本 花子,12345,";
    let plan = import(&[("a.csv", &format!("{HEAD}\n{rows}\n"))], &Snapshot::default());
    assert!(plan.writes().is_none());
    let names: Vec<&str> = plan.touched.iter().map(|touched| touched.name.as_str()).collect();
    assert!(names.contains(&"見本 一郎の世帯"), "{names:?}");
    assert!(names.iter().all(|name| !name.trim().is_empty()), "{names:?}");
}

#[test]
fn choices_tell_what_can_be_chosen() {
    let plan = import(
        &[("a.csv", "氏名,フリガナ,生年月日,性別\n見本 一郎,ミホン イチロウ,2022-05-01,猫\n")],
        &Snapshot::default(),
    );
    assert_eq!(plan.wrong[0].reason, "読み取れない値です。「男」「女」「その他」のいずれかを入力してください。");
    assert_eq!((plan.wrong[0].value.as_str(), plan.wrong[0].sheet.as_str()), ("猫", "a.csv"));
}

#[test]
fn a_sheet_without_what_it_needs() {
    let plan =
        import(&[("a.csv", "クラス,氏名,フリガナ\nひまわり組,見本 一郎,ミホン イチロウ\n")], &Snapshot::default());
    assert_eq!(faults(&plan), [(1, "", "missing_column")]);
    assert_eq!(plan.wrong[0].reason, "「生年月日」の列が見つかりません。列の対応を確認してください。");
    let nothing = import(&[("a.csv", "1,2,3\n4,5,6\n")], &Snapshot::default());
    assert_eq!((faults(&nothing), nothing.counts), (vec![(1, "", "missing_column")], counts(0, 0, 0, 1)));
}

#[test]
fn a_header_alone_imports_nothing() {
    let plan = import(&[("a.csv", &format!("{HEAD}\n"))], &Snapshot::default());
    assert_eq!((plan.counts, plan.wrong.len(), plan.writes().unwrap().is_empty()), (counts(0, 0, 0, 0), 0, true));
}

#[test]
fn a_sheet_without_known_columns_is_passed_over_beside_others() {
    let plan = import(&[("memo.csv", "メモ\nご確認ください\n"), ("a.csv", &format!("{HEAD}\n"))], &Snapshot::default());
    assert_eq!(plan.wrong, []);
}

#[test]
fn right_rows_wait_for_the_wrong_ones() {
    let rows = "見本 一郎,ミホン イチロウ,2022-05-01,,,,,\n見本 二葉,ミホン フタバ,2024-06-31,,,,,\n";
    let plan = import(&[("a.csv", &format!("{HEAD}\n{rows}"))], &Snapshot::default());
    assert_eq!(plan.counts, counts(1, 0, 0, 1));
    assert!(plan.writes().is_none());
}

fn back(text: &str) -> (String, Plan) {
    let tables = tables(&[("a.csv", text)]);
    let plan = plan_of(&tables, &Snapshot::default());
    (String::from_utf8(wrong_rows::csv(&tables, &plan.wrong).unwrap()).unwrap(), plan)
}

#[test]
fn the_wrong_rows_come_back_with_their_reasons() {
    let (csv, _) = back(&format!(
        "{HEAD}\n見本 一郎,ミホン イチロウ,2022-05-01,,,,,\n見本 二葉,ミホン フタバ,2024-06-31,,\"a,\"\"b\",,1,\n"
    ));
    assert_eq!(
        csv,
        format!(
            "\u{FEFF}{HEAD},理由\r\n見本 二葉,ミホン フタバ,2024-06-31,,\"a,\"\"b\",,1,,生年月日: 日付として読み取れないか、暦にない日付です。 \
             保護者1携帯: 電話番号は、0から始まる10桁または11桁の番号を1つだけ入力してください。\r\n"
        )
    );
}

#[test]
fn what_looks_like_a_formula_comes_back_as_text() {
    let (csv, _) = back(&format!("{HEAD}\n=HYPERLINK(1),ミホン イチロウ,2022-13-01,@a,+1,－1,,\n"));
    let row = csv.lines().nth(1).unwrap();
    assert!(row.starts_with("'=HYPERLINK(1),ミホン イチロウ,2022-13-01,'@a,'+1,'－1,"), "{row}");
}

#[test]
fn corrected_rows_can_be_imported_as_they_came_back() {
    let (csv, _) = back(&format!("{HEAD}\n見本 一郎,ミホン イチロウ,2022-13-01,,,見本 花子,+819000000001,\n"));
    let plan = import(&[("直した行.csv", &csv.replace("2022-13-01", "2022-12-01"))], &Snapshot::default());
    assert_eq!((plan.wrong.len(), plan.counts), (0, counts(1, 0, 0, 0)));
}

#[test]
fn rows_of_several_sheets_stand_below_each_other() {
    let tables = tables(&[
        ("a.csv", "氏名,フリガナ,生年月日\n,ミホン,2022-05-01\n"),
        ("b.csv", "クラス名,年齢クラス\nばら組,9\n"),
    ]);
    let plan = plan_of(&tables, &Snapshot::default());
    let csv = String::from_utf8(wrong_rows::csv(&tables, &plan.wrong).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 5, "{csv}");
    assert!(csv.contains("クラス名,年齢クラス,理由\r\nばら組,9,年齢クラス: "));
    assert_eq!(matching::guess(&tables).len(), 2);
}
