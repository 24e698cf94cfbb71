use super::super::{
    columns::{Column, Field, GUARDIANS, Of},
    matching::{self, Kind},
};
use super::tables;

/// The codes that a header is guessed to mean; `-` for a column left out.
fn guessed(name: &str, header: &str) -> (Kind, String) {
    let found = matching::guess(&tables(&[(name, &format!("{header}\n"))])).remove(0);
    let code = |column: &Option<Column>| column.map_or_else(|| "-".to_owned(), Column::code);
    (found.kind, found.columns.iter().map(code).collect::<Vec<_>>().join(" "))
}

#[test]
fn a_wide_sheet_in_japanese() {
    let header = "No.,園児番号,園児氏名,氏名(フリガナ),生年月日,性別,クラス名,入園年月日,退園日,認定区分(1号/2号/3号),保育必要量,〒,住所,自宅電話番号,\
                  保護者①氏名,保護者1フリガナ,保護者１続柄,保護者1携帯電話,保護者1メールアドレス,保護者２メール,保護者2氏名,保護者2勤務先電話番号,食物アレルギー,備考";
    assert_eq!(
        guessed("名簿.csv", header),
        (
            Kind::Children,
            "- child_id child_name child_kana child_birth_date child_sex class_name child_entered_on child_left_on \
             child_certification child_certified_hours household_postal_code household_address household_phone \
             guardian1_name guardian1_kana guardian1_relation guardian1_mobile guardian1_email guardian2_email \
             guardian2_name guardian2_work_phone child_allergy -"
                .to_owned()
        )
    );
}

#[test]
fn a_wide_sheet_in_english() {
    let header = "Child ID,Last Name,First Name,Last Name Kana,First_Name_Kana,DOB,Gender,Class,Guardian1 Name,guardian1_email,Guardian 1 Phone,parent2 name,Relationship";
    assert_eq!(
        guessed("roster.csv", header).1,
        "child_id child_family_name child_given_name child_family_kana child_given_kana child_birth_date child_sex \
         class_name guardian1_name guardian1_email guardian1_phone guardian2_name guardian1_relation"
    );
}

#[test]
fn bare_contacts_belong_to_the_guardian_or_else_to_the_household() {
    let with_guardian = guessed("a.csv", "姓,名,セイ,メイ,生年月日,保護者氏名,続柄,携帯,メール,電話番号").1;
    assert_eq!(
        with_guardian,
        "child_family_name child_given_name child_family_kana child_given_kana child_birth_date guardian1_name \
         guardian1_relation guardian1_mobile guardian1_email household_phone"
    );
    let without = guessed("a.csv", "氏名,フリガナ,生年月日,携帯,メール").1;
    assert_eq!(without, "child_name child_kana child_birth_date household_phone -");
}

#[test]
fn whole_names_and_their_parts() {
    assert_eq!(
        guessed("a.csv", "園児名,園児名フリガナ,生年月日,保護者名").1,
        "child_name child_kana child_birth_date guardian1_name"
    );
    assert_eq!(
        guessed("a.csv", "園児姓,園児名,フリガナ(姓),フリガナ(名),生年月日").1,
        "child_family_name child_given_name child_family_kana child_given_kana child_birth_date"
    );
    assert_eq!(
        guessed("a.csv", "氏名,生年月日,父氏名,母氏名,母携帯").1,
        "child_name child_birth_date guardian1_name guardian2_name guardian2_mobile"
    );
}

#[test]
fn kinds_of_sheets() {
    assert_eq!(guessed("classes.csv", "id,クラス名,年度,年齢").0, Kind::Classes);
    assert_eq!(guessed("a.csv", "クラス名,年齢区分").0, Kind::Classes);
    assert_eq!(guessed("households.csv", "household_id,postal_code,address,phone").0, Kind::Households);
    assert_eq!(guessed("a.csv", "世帯番号,郵便番号,住所,電話番号").0, Kind::Households);
    assert_eq!(guessed("a.csv", "保護者ID,世帯番号,氏名,フリガナ,携帯,メール").0, Kind::Guardians);
    assert_eq!(guessed("guardians.csv", "id,name,email").0, Kind::Guardians);
    assert_eq!(guessed("a.csv", "園児ID,保護者ID,続柄,連絡順位").0, Kind::Ties);
    assert_eq!(guessed("続柄.csv", "氏名,生年月日,保護者メール,続柄").0, Kind::Ties);
    assert_eq!(guessed("a.csv", "氏名,生年月日,保護者メール,続柄").0, Kind::Children);
    assert_eq!(guessed("クラス別園児名簿.csv", "クラス,氏名,フリガナ,生年月日").0, Kind::Children);
}

#[test]
fn every_label_is_understood_again() {
    for column in Column::all() {
        let (_, code) =
            guessed("園児.csv", &format!("園児ID,生年月日,保護者1氏名,保護者2氏名,保護者3氏名,{}", column.label()));
        let expected = column.code();
        assert!(code.split(' ').any(|code| code == expected), "{} is {code}", column.label());
        assert_eq!(expected.parse::<Column>(), Ok(column));
    }
    assert_eq!(Column::new(Of::Guardian(GUARDIANS + 1), Field::Name), None);
    assert_eq!(Column::new(Of::Class, Field::Email), None);
    assert!("guardian1_birth_date".parse::<Column>().is_err());
}

#[test]
fn a_match_travels_and_is_remembered_by_its_header() {
    let of = |header: &str| matching::guess(&tables(&[("a.csv", &format!("{header}\n"))])).remove(0);
    let found = of("氏名,生年月日,謎の列");
    let text = serde_json::to_string(&found).unwrap();
    assert!(text.contains(r#""columns":["child_name","child_birth_date",null]"#), "{text}");
    assert_eq!(serde_json::from_str::<matching::Match>(&text).unwrap(), found);
    assert_eq!(found.fingerprint, of("氏　名, 生年月日 ,謎の列").fingerprint);
    assert_ne!(found.fingerprint, of("生年月日,氏名,謎の列").fingerprint);
}
