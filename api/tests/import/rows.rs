use crate::command::Hidamari;

/// The year of birth of children who are 3 now, whenever that is.
fn born() -> i32 {
    chrono::Datelike::year(&chrono::Utc::now()) - 4
}

pub fn sheet() -> String {
    let year = born();
    format!(
        "園児番号,氏名,フリガナ,生年月日,クラス,住所,保護者1氏名,保護者1続柄,保護者1携帯,保護者2氏名,保護者2続柄\n\
         A1,見本 一郎,ミホン イチロウ,{year}-05-01,ひまわり組,見本区見本1-2-3,見本 花子,母,090-0000-0001,見本 太郎,父\n\
         A2,見本 二葉,ミホン フタバ,{year}/6/2,ひまわり組,見本区見本1-2-3,見本 花子,母,090-0000-0001,見本 太郎,父\n\
         A3,例示 三月,レイジ ミツキ,{year}年8月11日,つぼみ組,例示市例示町4,例示 四郎,祖父,090-0000-0002,,\n"
    )
}

#[test]
fn the_same_file_again_changes_nothing() {
    let hidamari = Hidamari::new();
    let file = hidamari.file("名簿.csv", sheet().as_bytes());
    let first = hidamari.import(&[&file]);
    assert_eq!((first.status, first.last()), (0, "import: 3 new, 0 changed, 0 unchanged, 0 wrong"), "{first:?}");
    let again = hidamari.import(&[&file]);
    assert_eq!((again.status, again.last()), (0, "import: 0 new, 0 changed, 3 unchanged, 0 wrong"), "{again:?}");
    let moved = hidamari.file("名簿.csv", sheet().replace("つぼみ組", "ひまわり組").as_bytes());
    assert_eq!(hidamari.import(&[&moved]).last(), "import: 0 new, 1 changed, 2 unchanged, 0 wrong");
    assert_eq!(hidamari.import(&[&moved]).last(), "import: 0 new, 0 changed, 3 unchanged, 0 wrong");
}

#[test]
fn a_dry_run_writes_nothing() {
    let hidamari = Hidamari::new();
    let file = hidamari.file("名簿.csv", sheet().as_bytes());
    for _ in 0..2 {
        let looked = hidamari.run(&["import", "--dry-run", "--facility", "01", file.to_str().unwrap()]);
        assert_eq!((looked.status, looked.last()), (0, "import: 3 new, 0 changed, 0 unchanged, 0 wrong"), "{looked:?}");
    }
}

#[test]
fn wrong_rows_are_told_and_nothing_is_written() {
    let hidamari = Hidamari::new();
    let text = sheet().replace("年8月11日", "年8月32日").replace(",ミホン フタバ,", ",二葉,");
    let file = hidamari.file("名簿.csv", text.as_bytes());
    let ended = hidamari.import(&[&file]);
    assert_eq!(ended.status, 1);
    assert_eq!(
        ended.lines,
        [
            "名簿.csv:3: フリガナ: フリガナはカタカナまたはひらがなで入力してください。",
            "名簿.csv:4: 生年月日: 日付として読み取れないか、暦にない日付です。",
            "import: 1 new, 0 changed, 0 unchanged, 2 wrong",
        ]
    );
    let file = hidamari.file("名簿.csv", sheet().as_bytes());
    assert_eq!(hidamari.import(&[&file]).last(), "import: 3 new, 0 changed, 0 unchanged, 0 wrong");
}

#[test]
fn sheets_refer_to_each_other() {
    let hidamari = Hidamari::new();
    let year = born();
    let files = [
        ("クラス.csv", "クラスID,クラス名,年齢クラス\nC1,ひまわり組,3歳児\n".to_owned()),
        ("世帯.csv", "世帯ID,郵便番号,住所,電話番号\nH1,1500002,見本区見本1-2-3,03-0000-0001\n".to_owned()),
        (
            "園児.csv",
            format!("園児ID,氏名,フリガナ,生年月日,クラスID,世帯ID\nE1,見本 一郎,ミホン イチロウ,{year}-05-01,C1,H1\n"),
        ),
        ("保護者.csv", "保護者ID,氏名,メール\nG1,見本 花子,hana@example.com\n".to_owned()),
        ("続柄.csv", "園児ID,保護者ID,続柄\nE1,G1,母\n".to_owned()),
    ];
    let paths: Vec<_> = files.iter().map(|(name, text)| hidamari.file(name, text.as_bytes())).collect();
    let paths: Vec<&std::path::Path> = paths.iter().map(AsRef::as_ref).collect();
    let first = hidamari.import(&paths);
    assert_eq!(first.last(), "import: 5 new, 0 changed, 0 unchanged, 0 wrong", "{first:?}");
    assert_eq!(hidamari.import(&paths).last(), "import: 0 new, 0 changed, 5 unchanged, 0 wrong");
}

#[test]
fn a_code_of_several_municipalities_needs_the_name() {
    let hidamari = Hidamari::new();
    let file = hidamari.file("名簿.csv", sheet().as_bytes());
    hidamari.run(&["municipality", "add", "例示区"]);
    hidamari.add_facility("例示区", "01");
    let ended = hidamari.import(&[&file]);
    assert_eq!((ended.status, ended.lines.len()), (1, 0));
    assert!(ended.errors.contains("例示区、見本区") || ended.errors.contains("見本区、例示区"), "{}", ended.errors);
    let path = file.to_str().unwrap();
    let ended = hidamari.run(&["import", "--facility", "01", "--municipality", "例示区", path]);
    assert_eq!(ended.last(), "import: 3 new, 0 changed, 0 unchanged, 0 wrong", "{ended:?}");
    let ended = hidamari.run(&["import", "--facility", "09", path]);
    assert!(ended.status == 1 && ended.errors.contains("「09」"), "{ended:?}");
    let ended = hidamari.run(&["import", "--facility", "01", "--municipality", "例示区", "nowhere.csv"]);
    assert!(ended.status == 1 && ended.errors.contains("nowhere.csv"), "{ended:?}");
}
