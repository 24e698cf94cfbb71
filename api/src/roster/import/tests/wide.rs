use super::super::{
    columns::Column,
    matching,
    plan::{Options, plan},
    snapshot::Snapshot,
    values::Value,
};
use super::{WIDE, counts, day, faults, guardians_of, ids, import, imported, named, options, plan_with, tables};

const HEAD: &str = "氏名,フリガナ,生年月日,クラス,入園日,住所,保護者1氏名,保護者1続柄,保護者1携帯,保護者1メール";

fn rows(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

const ICHIRO: &str =
    "見本 一郎,ミホン イチロウ,2022/5/1,ひまわり組,2024/4/1,見本区1-2-3,見本 花子,母,090-0000-0001,hana@example.com";

#[test]
fn a_new_roster_from_one_wide_sheet() {
    let (plan, after) = imported(&[("名簿.csv", WIDE)], &Snapshot::default());
    assert_eq!(plan.counts, counts(3, 0, 0, 0));
    assert_eq!(after.children.len(), 3);
    assert_eq!(after.households.len(), 2, "brother and sister share one");
    assert_eq!(after.guardians.len(), 3);
    let touched =
        |kind| -> Vec<String> { plan.touched.iter().filter(|it| it.kind == kind).map(|it| it.name.clone()).collect() };
    assert_eq!(touched(matching::Kind::Ties)[..2], ["見本 一郎 ― 見本 花子（母）", "見本 一郎 ― 見本 太郎（父）"]);
    let classes = touched(matching::Kind::Classes);
    assert_eq!(classes, ["ひまわり組", "つぼみ組"], "classes that only the children name are new, and shown");
    let ages: Vec<String> = after.classes.iter().map(|class| class.values.ages.unwrap().shown()).collect();
    assert_eq!(ages, ["3歳児", "1歳児"], "their ages are the children's");

    let (ichiro, futaba) = (named(&after, "一郎"), named(&after, "二葉"));
    assert_eq!(ichiro.household, futaba.household);
    assert_eq!(ichiro.values.family_kana.as_ref().unwrap().as_ref(), "ミホン");
    assert_eq!(ichiro.values.birth_date, Some(day(2022, 5, 1)));
    assert_eq!(named(&after, "三月").values.enrolled_on, Some(day(2024, 4, 1)), "a serial number");
    assert_eq!(guardians_of(&after, futaba), ["見本 花子/母", "見本 太郎/父"]);
    assert_eq!(after.guardians[0].values.phones.as_ref().unwrap().shown(), "09000000001");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let (_, after) = imported(&[("名簿.csv", WIDE)], &Snapshot::default());
    let again = import(&[("名簿.csv", WIDE)], &after);
    assert_eq!(again.counts, counts(0, 0, 3, 0));
    assert_eq!((again.touched, again.wrong), (vec![], vec![]));
    assert!(import(&[("名簿.csv", WIDE)], &after).writes().unwrap().is_empty());
}

#[test]
fn without_ids_too_the_same_file_changes_nothing() {
    let file = rows(&[ICHIRO, "例示 三月,レイジ ミツキ,2022/8/11,,,例示市4,例示 四郎,祖父,,"]);
    let (_, after) = imported(&[("a.csv", &file)], &Snapshot::default());
    assert_eq!(named(&after, "三月").values.enrolled_on, Some(day(2026, 4, 1)), "the fiscal year's first day");
    let again = import(&[("a.csv", &file)], &after);
    assert_eq!((again.counts, again.writes().unwrap().is_empty()), (counts(0, 0, 2, 0), true));
}

#[test]
fn the_plan_is_the_same_each_time() {
    let tables = tables(&[("名簿.csv", WIDE)]);
    let matches = matching::guess(&tables);
    let make = || plan(&tables, &matches, &Snapshot::default(), &options(), &mut ids(0));
    assert_eq!(make().writes(), make().writes());
    assert_eq!(make().touched, make().touched);
}

#[test]
fn changes_are_told_and_empty_cells_take_nothing_away() {
    let (_, before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    let moved = "見本 一郎,ミホン イチロウ,2022/5/1,すみれ組,,見本区9-9,見本 花子,,090-0000-0009,";
    let (plan, after) = imported(&[("a.csv", &rows(&[moved]))], &before);
    assert_eq!(plan.counts, counts(0, 1, 0, 0));
    let told: Vec<String> = plan.touched.iter().map(|it| format!("{} {}", it.name, it.changes_text())).collect();
    assert_eq!(
        told,
        [
            "すみれ組 ",
            "見本区9-9 住所: 見本区1-2-3 → 見本区9-9",
            "見本 一郎 クラス: ひまわり組 → すみれ組",
            "見本 花子 電話番号: 09000000001 → 09000000009、09000000001",
        ]
    );
    assert_eq!((after.children.len(), after.guardians.len(), after.ties.len()), (1, 1, 1));
    assert_eq!(after.children[0].classes.len(), 1);
    assert_eq!(after.children[0].values.enrolled_on, Some(day(2024, 4, 1)));
    assert!(after.guardians[0].values.email.is_some());
    assert_eq!(guardians_of(&after, &after.children[0]), ["見本 花子/母"]);
}

#[test]
fn children_who_are_missing_in_a_file_stay() {
    let (_, before) = imported(&[("名簿.csv", WIDE)], &Snapshot::default());
    let (_, after) = imported(&[("a.csv", &rows(&[ICHIRO.replace("1-2-3", "見本1-2-3").as_str()]))], &before);
    assert_eq!(after.children.len(), 3);
    assert!(after.children.iter().all(|child| child.values.left_on.is_none()));
}

#[test]
fn leaving_is_explicit() {
    let (_, before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    let file = "氏名,生年月日,退園日\n見本一郎,R4.5.1,令和8年9月30日\n";
    let (plan, after) = imported(&[("a.csv", file)], &before);
    assert_eq!(plan.touched[0].changes_text(), "退園日: 2026-09-30");
    assert_eq!(after.children[0].values.left_on, Some(day(2026, 9, 30)));
    let again = import(&[("a.csv", &rows(&[ICHIRO]))], &after);
    assert_eq!(again.counts, counts(0, 0, 1, 0), "an empty 退園日 does not bring back");
    let wrong = import(&[("a.csv", "氏名,生年月日,入園日,退園日\n見本 一郎,R4.5.1,2024/4/1,2024/3/31\n")], &before);
    assert_eq!(faults(&wrong), [(2, "退園日", "leaves_before_entering")]);
}

#[test]
fn siblings_share_a_household_by_mail_or_by_address_and_telephone() {
    let by_mail = rows(&[ICHIRO, "例示 二葉,レイジ フタバ,2024/6/2,,,,例示 花子,母,,"]);
    let (_, after) = imported(&[("a.csv", &by_mail)], &Snapshot::default());
    assert_eq!(after.households.len(), 2);

    let chain = "氏名,フリガナ,生年月日,住所,保護者1氏名,保護者1携帯,保護者1メール,保護者2氏名,保護者2メール\n\
        見本 一,ミホン イチ,2021/5/1,見本1丁目2番3号,見本 花子,090-0000-0001,hana@example.com,,\n\
        見本 二,ミホン ニ,2022/5/1,,見本 花子,,hana@example.com,見本 太郎,taro@example.com\n\
        見本 三,ミホン サン,2023/5/1,,見本 太郎,,taro@example.com,,\n\
        見本 四,ミホン ヨン,2024/5/1,見本1-2-3,見本 五郎,090-0000-0001,,,\n\
        例示 一,レイジ イチ,2021/5/1,見本1-2-3,例示 花,090-0000-0001,,,\n";
    let (_, after) = imported(&[("a.csv", chain)], &Snapshot::default());
    let homes: Vec<_> = ["一", "二", "三", "四"].map(|name| named(&after, name).household).to_vec();
    assert_eq!(homes, vec![homes[0]; 4]);
    assert_eq!(after.households.len(), 2, "another family at the same address and telephone is another household");
    assert!(import(&[("a.csv", chain)], &after).writes().unwrap().is_empty());
}

#[test]
fn a_new_sibling_joins_the_household_that_is_known() {
    let (_, before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    let sibling = "見本 二葉,ミホン フタバ,2024/6/2,つぼみ組,2026/4/1,,見本 花子,母,,HANA@example.com";
    let (plan, after) = imported(&[("a.csv", &rows(&[sibling]))], &before);
    assert_eq!(plan.counts, counts(1, 0, 0, 0));
    assert_eq!((after.households.len(), after.guardians.len(), after.ties.len()), (1, 1, 2));
}

#[test]
fn ids_of_other_products_can_come_later() {
    let (_, before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    let with_ids = "園児ID,世帯ID,氏名,生年月日\nA-1,H-1,見本 一郎,2022/5/1\n";
    let (plan, after) = imported(&[("a.csv", with_ids)], &before);
    assert_eq!(plan.counts, counts(0, 1, 0, 0));
    assert_eq!((after.children.len(), after.households.len()), (1, 1));
    assert_eq!(after.households[0].values.external_id.as_ref().unwrap().as_ref(), "H-1");
    let other = import(&[("a.csv", "園児ID,氏名,フリガナ,生年月日\nB-7,見本 一郎,ミホン イチロウ,2022/5/1\n")], &after);
    assert_eq!(faults(&other), [(2, "園児ID", "other_id")]);
    let both = "園児ID,氏名,フリガナ,生年月日\nA-1,見本 一郎,ミホン イチロウ,2022/5/1\nB-7,見本 一郎,ミホン イチロウ,2022/5/1\n";
    let (plan, _) = imported(&[("a.csv", both)], &after);
    assert_eq!(plan.counts, counts(1, 0, 1, 0), "both rows given, they are two children");
}

#[test]
fn two_children_of_one_name_and_birthday() {
    let twins = rows(&[ICHIRO, &ICHIRO.replace("花子", "星子").replace("hana", "hoshi")]);
    assert_eq!(
        faults(&import(&[("a.csv", &twins)], &Snapshot::default())),
        [(2, "氏名", "same_child"), (3, "氏名", "same_child")]
    );
    let with_ids =
        "園児ID,氏名,フリガナ,生年月日\n1,見本 一郎,ミホン イチロウ,2022/5/1\n2,見本 一郎,ミホン イチロウ,2022/5/1\n";
    let (plan, after) = imported(&[("a.csv", with_ids)], &Snapshot::default());
    assert_eq!(plan.counts, counts(2, 0, 0, 0));
    let again = import(&[("a.csv", with_ids)], &after);
    assert_eq!((again.counts, again.writes().unwrap().is_empty()), (counts(0, 0, 2, 0), true));
    let without = import(&[("a.csv", &rows(&[ICHIRO]))], &after);
    assert_eq!(faults(&without), [(2, "氏名", "several_children")]);
    let one_without =
        "園児ID,氏名,フリガナ,生年月日\n1,見本 一郎,ミホン イチロウ,2022/5/1\n,見本 一郎,ミホン イチロウ,2022/5/1\n";
    assert_eq!(
        faults(&import(&[("a.csv", one_without)], &Snapshot::default())),
        [(2, "氏名", "same_child"), (3, "氏名", "same_child")]
    );
}

#[test]
fn names_whose_parts_cannot_be_told_apart() {
    let head = "氏名,フリガナ,生年月日,保護者1氏名,保護者1フリガナ";
    let unsplit = format!("{head}\n見本一郎,ミホンイチロウ,2022/5/1,見本 花子,ミホン ハナコ\n");
    let (_, after) = imported(&[("a.csv", &unsplit)], &Snapshot::default());
    assert_eq!(
        named(&after, "一郎").values.given_kana.as_ref().unwrap().as_ref(),
        "イチロウ",
        "told by the guardian's"
    );
    let alone = "氏名,フリガナ,生年月日\n見本一郎,ミホンイチロウ,2022/5/1\n";
    assert_eq!(import(&[("a.csv", alone)], &after).counts, counts(0, 0, 1, 0), "known already");
    assert_eq!(faults(&import(&[("a.csv", alone)], &Snapshot::default())), [(2, "氏名", "not_split")]);
}

#[test]
fn guardians_without_ids_are_known_by_name_in_their_household() {
    let file = |phone: &str, mail: &str| {
        format!(
            "氏名,フリガナ,生年月日,保護者1氏名,保護者1続柄,保護者1携帯,保護者1メール\n見本 一郎,ミホン イチロウ,2022/5/1,見本花子,母,{phone},{mail}\n"
        )
    };
    let (_, before) = imported(&[("a.csv", &file("", ""))], &Snapshot::default());
    let (_, after) = imported(&[("a.csv", &file("09000000001", "hana@example.com"))], &before);
    assert_eq!(after.guardians.len(), 1);
    let (_, after) = imported(&[("a.csv", &file("09000000002", "new@example.com"))], &after);
    assert_eq!((after.guardians.len(), after.ties.len()), (1, 1));
    let spaced = file("", "").replace("見本花子", "見本 花子");
    let (plan, after) = imported(&[("a.csv", &spaced)], &after);
    assert_eq!(plan.touched[0].changes_text(), "保護者氏名: 見本花子 → 見本 花子");
    assert_eq!(import(&[("a.csv", &file("", ""))], &after).counts, counts(0, 0, 1, 0), "a space is not lost again");
}

#[test]
fn one_mail_address_for_two_guardians_is_refused() {
    let file = "氏名,フリガナ,生年月日,保護者1氏名,保護者1メール,保護者2氏名,保護者2メール\n\
        見本 一郎,ミホン イチロウ,2022/5/1,見本 花子,both@example.com,見本 太郎,both@example.com\n";
    assert_eq!(faults(&import(&[("a.csv", file)], &Snapshot::default())), [(2, "保護者2氏名", "differs")]);
}

#[test]
fn a_tie_that_has_ended_is_not_brought_back() {
    let (_, mut before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    before.ties[0].ended = true;
    let plan = import(&[("a.csv", &rows(&[ICHIRO]))], &before);
    assert_eq!((plan.counts, plan.writes().unwrap().is_empty()), (counts(0, 0, 1, 0), true));
    assert_eq!(plan.notices.iter().map(|notice| notice.line).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_class_of_the_next_fiscal_year_is_another_class() {
    let (_, before) = imported(&[("a.csv", &rows(&[ICHIRO]))], &Snapshot::default());
    let promoted = "氏名,生年月日,クラス,年度\n見本 一郎,2022/5/1,ひまわり組,R9\n";
    let (plan, after) = imported(&[("a.csv", promoted)], &before);
    assert_eq!(plan.counts, counts(0, 1, 0, 0));
    assert_eq!((after.classes.len(), after.children[0].classes.len()), (2, 2));
    assert_eq!(after.classes[1].values.ages.unwrap().shown(), "4歳児");
}

#[test]
fn the_match_can_be_changed() {
    let tables = tables(&[("a.csv", "なまえ,よみ,たんじょう,なぞ\n見本 一郎,ミホン イチロウ,2022/5/1,ひまわり組\n")]);
    let mut matches = matching::guess(&tables);
    matches[0].columns[2] = Some("child_birth_date".parse::<Column>().unwrap());
    let plan = plan_with(&tables, &matches, &Snapshot::default());
    assert_eq!(plan.counts, counts(1, 0, 0, 0));
    matches[0].columns[3] = matches[0].columns[2];
    assert_eq!(faults(&plan_with(&tables, &matches, &Snapshot::default())), [(1, "たんじょう", "column_twice")]);
}

#[test]
fn a_father_and_a_mother_by_their_headers() {
    let file = "氏名,フリガナ,生年月日,父氏名,父携帯,母氏名\n見本 一郎,ミホン イチロウ,2022/5/1,見本 太郎,090-0000-0002,見本 花子\n";
    let (_, after) = imported(&[("a.csv", file)], &Snapshot::default());
    assert_eq!(guardians_of(&after, &after.children[0]), ["見本 太郎/父", "見本 花子/母"]);
}

#[test]
fn options_of_a_day_are_of_its_fiscal_year() {
    assert_eq!(Options::of_day(day(2027, 3, 31)).year, options().year);
}
