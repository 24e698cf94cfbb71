use chrono::{Datelike, NaiveDate};
use hidamari_domain::roster::{Certification, CertifiedHours, Sex};
use proptest::prelude::*;

use super::super::{
    dates, normal,
    values::{Ages, CallingOrder, Choice, Phones, Value},
};
use super::day;

#[test]
fn dates_in_all_forms() {
    let first = Some(day(2024, 4, 1));
    for text in [
        "2024-04-01",
        "2024/4/1",
        "2024.4.1",
        "2024年4月1日",
        "20240401",
        "２０２４／４／１",
        "R6.4.1",
        "r6/4/1",
        "Ｒ６．４．１",
        "R06.04.01",
        "令和6年4月1日",
        "令和 6年 4月 1日",
        "㋿6年4月1日",
        "H36.4.1",
        "平成36年4月1日",
        "45383",
        "45383.5",
        "2024-04-01 00:00:00",
        "2024-04-01T09:30:00",
        "2024/4/1(月)",
        "2024年4月1日生",
        " 2024/04/01 ",
    ] {
        assert_eq!(dates::parse(text), first, "{text}");
    }
    assert_eq!(dates::parse("令和元年5月1日"), Some(day(2019, 5, 1)));
    assert_eq!(dates::parse("H30/12/31"), Some(day(2018, 12, 31)));
    assert_eq!(dates::parse("S63.1.7"), Some(day(1988, 1, 7)));
    assert_eq!(dates::parse("2024-02-29"), Some(day(2024, 2, 29)));
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "2023-02-29",
        "2024-04-31",
        "2024/13/1",
        "R0.4.1",
        "R6.4",
        "24/4/1",
        "4/1/2024",
        "20240431",
        "123",
        "令和6年",
        "2024-04-01-02",
        "なし",
        "R6.4.1以降",
        "9999999999999999999999",
        "1500-01-01",
        "９",
    ] {
        assert_eq!(dates::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_day_reads_back_from_every_form(days in 710_000_i32..780_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let (year, month, of_month) = (day.year(), day.month(), day.day());
        for text in [
            day.format("%Y-%m-%d").to_string(),
            day.format("%Y%m%d").to_string(),
            format!("{year}/{month}/{of_month}"),
            format!("{year}.{month}.{of_month}"),
            format!("{year}年{month}月{of_month}日"),
            format!("S{}.{month}.{of_month}", year - 1925),
        ].into_iter().filter(|text| !text.starts_with('S') || (1..=99).contains(&(year - 1925))) {
            prop_assert_eq!(dates::parse(&text), Some(day), "{}", text);
        }
        let serial = day.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        if (10_000..=99_999).contains(&serial) {
            prop_assert_eq!(dates::parse(&serial.to_string()), Some(day));
        }
    }

    #[test]
    fn reading_a_date_never_fails_badly(text in "\\PC{0,20}") {
        let _ = dates::parse(&text);
    }

    #[test]
    fn normal_text_is_normal(text in "\\PC{0,40}") {
        let once = normal::text(&text);
        if !once.starts_with('\'') {
            prop_assert_eq!(normal::text(&once), once.clone());
        }
        prop_assert_eq!(once.trim(), once.as_str());
        let _ = (normal::name_key(&once), normal::address_key(&once), normal::header_keys(&once), normal::sort_key(&once));
    }

    #[test]
    fn any_spelling_of_a_mobile_number_is_one(number in "0[789]0[0-9]{8}", dash in "[-‐−ー－ ]?") {
        let (a, b, c) = (&number[..3], &number[3..7], &number[7..]);
        let spelled = [
            number.clone(),
            format!("{a}{dash}{b}{dash}{c}"),
            format!("+81{dash}{}{dash}{b}{dash}{c}", &a[1..]),
            number[1..].to_owned(),
            number.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect(),
        ];
        for text in spelled {
            prop_assert_eq!(normal::phone(&text).map(String::from), Ok(number.clone()), "{}", text);
        }
    }
}

#[test]
fn texts() {
    assert_eq!(normal::text("　見本　　一郎　"), "見本 一郎");
    assert_eq!(normal::text("ﾐﾎﾝ ｲﾁﾛｳ ｶﾞﾊﾟｰ"), "ミホン イチロウ ガパー");
    assert_eq!(normal::text("１２３ＡＢＣ"), "123ABC");
    assert_eq!(
        normal::text("福\u{FA1B} 神\u{FA19}髙﨑"),
        "福\u{FA1B} 神\u{FA19}髙﨑",
        "written as the owner writes it"
    );
    assert_eq!(normal::text("一行目\r\n二行目\u{7}"), "一行目 二行目");
    assert_eq!(normal::text("'=1+1"), "=1+1");
    assert_eq!(normal::text("'90"), "'90");
}

#[test]
fn readings() {
    assert_eq!(normal::kana("みほん　いちろう").map(String::from).unwrap(), "ミホン イチロウ");
    assert_eq!(normal::kana("ｻﾄｰ ﾘｮｳ").map(String::from).unwrap(), "サトー リョウ");
    assert_eq!(normal::kana("サト−").map(String::from).unwrap(), "サトー");
    assert!(normal::kana("見本").is_err());
    let mut names = ["ガトウ", "カトウ", "カドウ", "アンドウ", "カト", "カッサ", "カツサ"];
    names.sort_by_key(|name| normal::sort_key(name));
    assert_eq!(names, ["アンドウ", "カッサ", "カツサ", "カト", "カトウ", "カドウ", "ガトウ"]);
}

#[test]
fn names_compare_by_their_usual_form() {
    assert_eq!(normal::name_key("髙﨑　一郎"), normal::name_key("高崎一郎"));
    assert_eq!(normal::name_key("福\u{FA1B}"), normal::name_key("福福"));
    assert_ne!(normal::name_key("見本 一郎"), normal::name_key("見本 二郎"));
    assert_eq!(normal::class_key("ひまわり 組"), normal::class_key("ひまわり"));
    assert_eq!(normal::address_key("見本区見本１丁目２番地３号"), normal::address_key("見本区見本1-2-3"));
    assert_ne!(normal::address_key("見本区見本1-2-3"), normal::address_key("見本区見本12-3"));
}

#[test]
fn telephone_numbers_and_postal_codes() {
    let phone = |text| normal::phone(text).map(String::from).ok();
    assert_eq!(phone("03-0000-0001").as_deref(), Some("0300000001"));
    assert_eq!(phone("(03) 0000-0001").as_deref(), Some("0300000001"));
    assert_eq!(phone("300000001").as_deref(), Some("0300000001"));
    assert_eq!(phone("+81 (0)90-0000-0001").as_deref(), Some("09000000001"));
    assert_eq!(phone("090-0000-0001 / 03-0000-0001"), None);
    assert_eq!(phone("090-0000-001x"), None);
    assert_eq!(normal::postal_code("〒150－0002").as_deref(), Some("150-0002"));
    assert_eq!(normal::postal_code("600001").as_deref(), Some("060-0001"));
    assert_eq!(normal::postal_code("1500"), None);
}

#[test]
fn mail_addresses() {
    assert_eq!(normal::email("ｈａｎａ@Example.COM").map(String::from).unwrap(), "hana@example.com");
    assert!(normal::email("hana@").is_err());
}

#[test]
fn choices() {
    assert_eq!(Sex::parse("女児"), Some(Sex::Female));
    assert_eq!(Sex::parse("M"), Some(Sex::Male));
    assert_eq!(Certification::parse("2号認定"), Some(Certification::Second));
    assert_eq!(CertifiedHours::parse("保育短時間"), Some(CertifiedHours::Short));
    assert_eq!(Ages::parse("3歳児クラス"), Ages::new(3, 3));
    assert_eq!(Ages::parse("3~5歳児"), Ages::new(3, 5));
    assert_eq!(Ages::parse("5-3"), None);
    assert_eq!(Ages::parse("異年齢"), Some(Ages::ALL));
    for ages in [Ages::new(0, 0), Ages::new(1, 2), Some(Ages::ALL)].into_iter().flatten() {
        assert_eq!(Ages::parse(&normal::text(&ages.shown())), Some(ages));
    }
    assert_eq!(CallingOrder::parse("第2位"), Some(CallingOrder(2)));
    assert_eq!(CallingOrder::parse("10"), None);
}

#[test]
fn telephone_numbers_are_added_and_never_lost() {
    let phones = |numbers: &[&str]| Phones::new(numbers.iter().map(|number| normal::phone(number).unwrap()));
    let (a, b, c) = ("0900000001", "0900000002", "0900000003");
    assert_eq!(phones(&[a, b]).told(&phones(&[b])), phones(&[a, b]), "known already");
    assert_eq!(phones(&[a, b]).told(&phones(&[c])), phones(&[c, a, b]), "the told one is called first");
    assert_eq!(phones(&[a, b]).told(&phones(&[b, a])), phones(&[b, a]), "another order");
}
