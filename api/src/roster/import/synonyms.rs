//! The headers that care products and spreadsheets use, as [`normal::header_keys`](super::normal::header_keys)
//! writes them, with a space between: narrow Latin letters in lower case, kana in katakana, no spaces or punctuation.

use super::{
    columns::{Field, GUARDIANS},
    normal,
};

/// Whom a header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Child,
    Class,
    Household,
    /// A guardian; without a number the first one.
    Guardian(Option<u8>),
}

/// What a header says by itself. Without an owner it depends on the sheet: 氏名 among guardians is a guardian's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) owner: Option<Owner>,
    pub(super) field: Field,
}

/// Headers that mean one thing wherever they stand.
const WHOLE: &[(Option<Owner>, Field, &str)] = &[
    (Some(Owner::Child), Field::BirthDate, "生年月日 誕生日 生年月 birthdate dateofbirth dob birthday birthdt"),
    (Some(Owner::Child), Field::Sex, "性別 男女 sex gender"),
    (
        Some(Owner::Child),
        Field::EnteredOn,
        "入園日 入園年月日 入所日 入所年月日 利用開始日 在籍開始日 enteredon entrydate enrolledon \
         enrollmentdate startdate admissiondate",
    ),
    (
        Some(Owner::Child),
        Field::LeftOn,
        "退園日 退園年月日 退所日 卒園日 利用終了日 在籍終了日 lefton leavingdate enddate withdrawaldate",
    ),
    (
        Some(Owner::Child),
        Field::Certification,
        "認定区分 支給認定区分 教育保育給付認定 給付認定区分 認定 支給認定 号認定 certification \
         certificationtype",
    ),
    (Some(Owner::Child), Field::CertifiedHours, "保育必要量 必要量 保育必要量区分 標準短時間 certifiedhours"),
    (
        Some(Owner::Child),
        Field::Allergy,
        "アレルギー 食物アレルギー アレルギー情報 アレルギーノ有無 アレルギー詳細 allergy allergies \
         foodallergy",
    ),
    (
        Some(Owner::Child),
        Field::SameHouseholdAs,
        "キョウダイノ園児id 兄弟ノ園児id 兄弟姉妹園児id キョウダイ園児id 兄弟園児id 兄弟id キョウダイid \
         同一世帯園児id siblingid siblingof siblingchildid",
    ),
    (
        Some(Owner::Class),
        Field::Name,
        "クラス 組 クラス名 組名 所属クラス 在籍クラス 学級 学級名 class classname classroom group \
         groupname",
    ),
    (Some(Owner::Class), Field::Id, "クラスid クラスコード クラス番号 組コード classid classcode"),
    (Some(Owner::Class), Field::AgeClass, "年齢クラス 年齢区分 クラス年齢 学齢 歳児クラス 対象年齢 ageclass agegroup"),
    (Some(Owner::Class), Field::FiscalYear, "年度 対象年度 在籍年度 fiscalyear schoolyear year"),
    (Some(Owner::Household), Field::PostalCode, "郵便番号 〒 postalcode postcode zip zipcode"),
    (Some(Owner::Household), Field::Address, "住所 現住所 自宅住所 住所1 所在地 address homeaddress streetaddress"),
    (
        Some(Owner::Household),
        Field::Phone,
        "自宅電話 自宅電話番号 自宅tel 自宅 固定電話 固定電話番号 homephone hometel",
    ),
    (
        Some(Owner::Household),
        Field::Id,
        "世帯id 世帯番号 世帯コード 家庭id 家庭番号 家庭コード 家族id 家族番号 家族コード householdid \
         householdno householdnumber familyid familyno familycode",
    ),
    (
        None,
        Field::Relation,
        "続柄 園児トノ続柄 児童トノ続柄 子供トノ続柄 子ドモトノ続柄 関係 間柄 relation relationship",
    ),
    (
        None,
        Field::CallOrder,
        "連絡順位 連絡順 連絡優先順位 緊急連絡順位 連絡先順位 優先順位 優先順 callorder priority \
         contactorder",
    ),
];

/// What stands alone or after a prefix such as 園児 or 保護者1.
const PERSON: &[(Field, &str)] = &[
    (
        Field::FamilyKana,
        "セイ 姓カナ 姓フリガナ カナ姓 姓ヨミ 姓ヨミガナ 苗字カナ フリガナ姓 フリガナセイ 氏名カナ姓 \
         氏名フリガナ姓 氏カナ familynamekana lastnamekana familykana lastkana kanafamilyname \
         kanalastname surnamekana",
    ),
    (
        Field::GivenKana,
        "メイ 名カナ 名フリガナ カナ名 名ヨミ 名ヨミガナ フリガナ名 フリガナメイ 氏名カナ名 \
         氏名フリガナ名 givennamekana firstnamekana givenkana firstkana kanagivenname kanafirstname",
    ),
    (
        Field::Kana,
        "フリガナ カナ ヨミ ヨミガナ 読ミ 読ミ仮名 氏名カナ 氏名フリガナ カナ氏名 フリガナ氏名 氏名ヨミ \
         名前フリガナ 名前カナ 名前ヨミガナ 氏名ヨミガナ kana namekana kananame furigana fullnamekana \
         reading",
    ),
    (
        Field::Name,
        "氏名 名前 ナマエ オ名前 オナマエ シメイ 姓名 氏名漢字 漢字氏名 名前漢字 フルネーム name \
         fullname",
    ),
    (Field::FamilyName, "姓 苗字 名字 氏 姓漢字 漢字姓 氏名姓 名前姓 familyname lastname surname"),
    (Field::GivenName, "名 名漢字 漢字名 氏名名 名前名 下ノ名前 givenname firstname"),
    (Field::Id, "id 管理番号 整理番号"),
    (
        Field::Email,
        "メール メールアドレス メアド eメール eメールアドレス email emailaddress mail mailaddress \
         連絡先メール 連絡先メールアドレス",
    ),
    (Field::Mobile, "携帯 携帯電話 携帯番号 携帯電話番号 携帯tel スマホ mobile mobilephone cell cellphone cellular"),
    (
        Field::WorkPhone,
        "勤務先電話 勤務先電話番号 勤務先tel 勤務先連絡先 勤務先 職場電話 職場電話番号 職場tel workphone \
         worktel officephone",
    ),
    (Field::Phone2, "電話2 電話番号2 tel2 phone2 連絡先2"),
    (Field::Phone3, "電話3 電話番号3 tel3 phone3 連絡先3"),
    (Field::Phone4, "電話4 電話番号4 tel4 phone4 連絡先4"),
    (Field::Phone5, "電話5 電話番号5 tel5 phone5 連絡先5"),
    (
        Field::Phone,
        "電話 電話番号 電話1 電話番号1 tel tel1 phone phone1 phonenumber telephone 連絡先 連絡先1 \
         連絡先電話番号 連絡先電話 連絡先tel 緊急連絡先 緊急連絡先電話番号",
    ),
    (Field::Relation, "続柄 関係 relation relationship"),
    (Field::CallOrder, "連絡順位 連絡順 優先順位 callorder priority order"),
    (Field::Address, "住所 address"),
    (Field::PostalCode, "郵便番号 postalcode zip"),
    (Field::AgeClass, "年齢 歳児 age"),
];

/// A bare 番号 only counts the rows; after a prefix it identifies.
const NUMBERS: &str = "番号 コード no code number";

const PREFIXES: &[(Owner, &str)] = &[
    (
        Owner::Child,
        "園児 児童 子ドモ 子供 コドモ オ子様 オ子サマ オ子サン 幼児 入所児童 利用児童 対象児童 本人 \
         children child student pupil kid",
    ),
    (Owner::Class, "クラス 組 学級 class"),
    (Owner::Household, "世帯 家庭 自宅 household home"),
    (Owner::Guardian(None), "保護者 guardian parent caregiver contact"),
    (Owner::Guardian(Some(1)), "父親 父 father"),
    (Owner::Guardian(Some(2)), "母親 母 mother"),
];

/// What a header's key means.
fn find(key: &str) -> Option<Sense> {
    if key.is_empty() {
        return None;
    }
    let whole = WHOLE.iter().find(|(_, _, words)| has(words, key));
    if let Some((owner, field, _)) = whole {
        return Some(Sense { owner: *owner, field: *field });
    }
    person(key).map(|field| Sense { owner: None, field }).or_else(|| prefixed(key))
}

/// 父 and 母 before a field also tell the relation, when no column does.
pub(super) fn told_relation(key: &str) -> Option<&'static str> {
    match prefixed(key)?.owner {
        Some(Owner::Guardian(_)) if key.starts_with('父') || key.starts_with("father") => Some("父"),
        Some(Owner::Guardian(_)) if key.starts_with('母') || key.starts_with("mother") => Some("母"),
        _ => None,
    }
}

fn has(words: &str, key: &str) -> bool {
    words.split(' ').any(|word| word == key)
}

fn person(key: &str) -> Option<Field> {
    PERSON.iter().find(|(_, words)| has(words, key)).map(|(field, _)| *field)
}

fn prefixed(key: &str) -> Option<Sense> {
    PREFIXES.iter().flat_map(|(owner, words)| words.split(' ').map(move |word| (*owner, word))).find_map(
        |(owner, word)| {
            let rest = key.strip_prefix(word)?;
            let (owner, rest) = match owner {
                Owner::Guardian(None) => numbered(rest)?,
                _ => (owner, rest),
            };
            let rest = rest.strip_prefix('ノ').unwrap_or(rest);
            let field = if rest.is_empty() { bare(owner)? } else { after_prefix(rest)? };
            Some(Sense { owner: Some(owner), field })
        },
    )
}

/// 保護者 and 保護者1 alone are headers of the guardian's name, as 園児 is of the child's.
const fn bare(owner: Owner) -> Option<Field> {
    match owner {
        Owner::Child | Owner::Guardian(_) => Some(Field::Name),
        Owner::Class | Owner::Household => None,
    }
}

fn after_prefix(rest: &str) -> Option<Field> {
    let of_whole = || WHOLE.iter().find(|(_, _, words)| has(words, rest)).map(|(_, field, _)| *field);
    match rest {
        // 園児名 and 保護者名 are whole names.
        "名" => Some(Field::Name),
        "名カナ" | "名フリガナ" | "名ヨミ" | "名ヨミガナ" => Some(Field::Kana),
        _ if has(NUMBERS, rest) => Some(Field::Id),
        _ => person(rest).or_else(of_whole),
    }
}

/// The number after 保護者, at its start or, as in 保護者氏名1, at the end. `None` beyond the numbers there are.
fn numbered(rest: &str) -> Option<(Owner, &str)> {
    let digit = |c: char| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    let first = rest.chars().next().and_then(digit);
    let last = rest.chars().next_back().and_then(digit);
    let (number, rest) = match (first, last) {
        (Some(number), _) => (Some(number), rest.get(1..)?),
        (None, Some(number)) => (Some(number), rest.get(..rest.len() - 1)?),
        (None, None) => (None, rest),
    };
    number.is_none_or(|number| (1..=GUARDIANS).contains(&number)).then_some((Owner::Guardian(number), rest))
}

/// Whether a cell reads like a header.
pub(super) fn is_known(cell: &str) -> bool {
    sense(cell).is_some()
}

/// What a header says, with and without what stands in brackets.
pub(super) fn sense(header: &str) -> Option<Sense> {
    let (whole, without_brackets) = normal::header_keys(header);
    find(&whole).or_else(|| find(&without_brackets))
}
