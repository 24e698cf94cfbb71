use super::super::{
    export::{self, OutSheet},
    matching::{self, Kind},
    plan::{Options, plan},
    snapshot::Snapshot,
    table::{self, File},
};
use super::{counts, day, ids, imported, options};

fn roster() -> Snapshot {
    let (_, mut roster) = imported(&[("名簿.csv", super::WIDE)], &Snapshot::default());
    let more = "園児ID,姓,名,セイ,メイ,生年月日,性別,クラス,退園日,認定区分,保育必要量,アレルギー,世帯ID,保護者1氏名,保護者1フリガナ,保護者1電話番号,保護者1電話番号2,保護者1連絡順位\n\
        '=1,例示,四葉,レイジ,ヨツバ,2018-05-01,女,,2025-03-31,2号,短時間,卵、えび,H9,例示 九,レイジ ク,0300000009,09000000009,4\n";
    (_, roster) = imported(&[("a.csv", more)], &roster);
    let next_year = "氏名,生年月日,クラス,年度\n見本 一郎,R4.5.1,すみれ組,2027\n";
    (_, roster) = imported(&[("a.csv", next_year)], &roster);
    roster.ties[1].ended = true;
    roster
}

fn changes_nothing(files: &[File<'_>], snapshot: &Snapshot, rows: usize) {
    let tables = table::read(files).unwrap();
    let plan = plan(&tables, &matching::guess(&tables), snapshot, &options(), &mut ids(0xFFFF_FFFF));
    assert_eq!(plan.wrong, []);
    assert_eq!(plan.touched, []);
    assert_eq!((plan.counts, plan.writes().unwrap().is_empty()), (counts(0, 0, rows, 0), true));
}

fn row_count(sheets: &[OutSheet]) -> usize {
    sheets.iter().map(|sheet| sheet.rows.len()).sum()
}

#[test]
fn the_sheets_as_csv_change_nothing() {
    let roster = roster();
    let sheets = export::sheets(&roster, options().year);
    let texts: Vec<(String, Vec<u8>)> =
        sheets.iter().map(|sheet| (format!("{}.csv", sheet.name), sheet.csv().unwrap())).collect();
    let files: Vec<File<'_>> = texts.iter().map(|(name, bytes)| File { name, bytes }).collect();
    changes_nothing(&files, &roster, row_count(&sheets));
    for (name, bytes) in &texts {
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]), "{name} opens rightly in spreadsheets");
    }
}

#[test]
fn the_workbook_changes_nothing() {
    let roster = roster();
    let sheets = export::sheets(&roster, options().year);
    let bytes = export::workbook(&sheets).unwrap();
    changes_nothing(&[File { name: "名簿.xlsx", bytes: &bytes }], &roster, row_count(&sheets));
}

#[test]
fn the_wide_sheet_changes_nothing() {
    let roster = roster();
    let wide = export::wide(&roster, options().year);
    assert_eq!(wide.rows.len(), 4);
    changes_nothing(&[File { name: "園児.csv", bytes: &wide.csv().unwrap() }], &roster, 4);
    let next_year = export::wide(&roster, Options::of_day(day(2027, 4, 1)).year);
    changes_nothing(&[File { name: "園児.csv", bytes: &next_year.csv().unwrap() }], &roster, 4);
}

#[test]
fn an_export_makes_the_same_roster_anew() {
    let roster = roster();
    let bytes = export::workbook(&export::sheets(&roster, options().year)).unwrap();
    let tables = table::read(&[File { name: "名簿.xlsx", bytes: &bytes }]).unwrap();
    let plan = plan(&tables, &matching::guess(&tables), &Snapshot::default(), &options(), &mut ids(0));
    let anew = super::applied(&Snapshot::default(), plan.writes().unwrap());
    assert_eq!(anew.children.len(), roster.children.len());
    assert_eq!(anew.ties.len(), roster.ties.iter().filter(|tie| !tie.ended).count());
}

#[test]
fn the_sheets_are_what_they_are_called() {
    let sheets = export::sheets(&roster(), options().year);
    let texts: Vec<(String, Vec<u8>)> =
        sheets.iter().map(|sheet| (format!("{}.csv", sheet.name), sheet.csv().unwrap())).collect();
    let files: Vec<File<'_>> = texts.iter().map(|(name, bytes)| File { name, bytes }).collect();
    let kinds: Vec<Kind> = matching::guess(&table::read(&files).unwrap()).iter().map(|of| of.kind).collect();
    assert_eq!(kinds, [Kind::Classes, Kind::Households, Kind::Children, Kind::Guardians, Kind::Ties]);
}

#[test]
fn nothing_in_a_csv_is_taken_for_a_formula() {
    let wide = export::wide(&roster(), options().year);
    let text = String::from_utf8(wide.csv().unwrap()).unwrap();
    assert!(text.contains("\r\n'=1,例示,"), "{text}");
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']);
    assert!(!text.lines().flat_map(|line| line.split(',')).any(is_formula));
}

#[test]
fn an_empty_roster_exports_headers() {
    let sheets = export::sheets(&Snapshot::default(), options().year);
    assert_eq!(row_count(&sheets), 0);
    assert!(sheets.iter().all(|sheet| !sheet.header.is_empty()));
}
