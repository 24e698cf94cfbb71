use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::super::{
    decode::UPLOAD_LIMIT,
    matching,
    snapshot::Snapshot,
    table::{self, COLUMNS, File, ROWS, Table},
    unreadable::Unreadable,
};
use super::{counts, faults, import, plan_of};

fn read(name: &str, bytes: &[u8]) -> Result<Vec<Table>, Unreadable> {
    table::read(&[File { name, bytes }]).map_err(|(_, why)| why)
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose `sheets` all show the one sheet part.
fn workbook(sheets: usize, sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let names: String =
        (0..sheets).map(|at| format!(r#"<sheet name="S{at}" sheetId="{}" r:id="s1"/>"#, at + 1)).collect();
    let book = format!(
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    archive(&parts)
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

const CELL: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c><c r="B1" t="inlineStr"><is><t>生年月日</t></is></c></row>"#;

#[test]
fn the_workbooks_of_these_tests_can_be_read() {
    let tables = read("a.xlsx", &workbook(2, &sheet(CELL), &[])).unwrap();
    assert_eq!((tables.len(), tables[1].name.as_str(), tables[1].header.len()), (2, "a.xlsx#S1", 2));
}

#[test]
fn a_bomb_of_a_gigabyte_is_stopped() {
    let spaces = vec![b' '; 1024 * 1024];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..1024 {
        writer.write_all(&spaces).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 * 1024 * 1024, "a small file");
    assert_eq!(read("a.xlsx", &bytes), Err(Unreadable::Inflates));
}

#[test]
fn a_bomb_that_declares_to_be_small_is_stopped() {
    let size: u32 = 200 * 1024 * 1024;
    let mut bytes = archive(&[("xl/worksheets/sheet1.xml", &vec![b' '; size as usize])]);
    let small = 10_u32.to_le_bytes();
    let mut lies = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&small);
            lies += 1;
        }
    }
    assert!(lies > 0, "the declared size was changed");
    let why = read("a.xlsx", &bytes);
    assert!(matches!(why, Err(Unreadable::Inflates | Unreadable::BrokenWorkbook)), "{why:?}");
}

#[test]
fn many_small_parts_are_stopped() {
    let names: Vec<String> = (0..2_100).map(|at| format!("xl/{at}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert_eq!(read("a.xlsx", &archive(&parts)), Err(Unreadable::Inflates));
}

#[test]
fn announced_sizes_are_not_believed() {
    let strings = |count: &str| {
        let text = format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="{count}"><si><t>a</t></si></sst>"#
        );
        workbook(1, &sheet(CELL), &[("xl/sharedStrings.xml", text.as_bytes())])
    };
    assert!(read("a.xlsx", &strings("1")).is_ok());
    for count in ["99999999999", "99999999999999999999999999"] {
        assert_eq!(read("a.xlsx", &strings(count)), Err(Unreadable::Inflates), "{count}");
    }
    let far = sheet(r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#);
    assert!(matches!(read("a.xlsx", &workbook(1, &far, &[])), Err(Unreadable::TooManyColumns { line: 1_048_576, .. })));
}

#[test]
fn styles_that_repeat_a_long_text_are_stopped() {
    let name = "a".repeat(1024 * 1024);
    let formats = r#"<xf numFmtId="0" fontId="0"></xf>"#.repeat(100_000);
    let styles = format!(
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><name val="{name}"/></font></fonts><cellXfs>{formats}</cellXfs></styleSheet>"#
    );
    assert_eq!(
        read("a.xlsx", &workbook(1, &sheet(CELL), &[("xl/styles.xml", styles.as_bytes())])),
        Err(Unreadable::Inflates)
    );
}

#[test]
fn one_part_shown_by_many_sheets_is_bounded() {
    assert_eq!(read("a.xlsx", &workbook(61, &sheet(CELL), &[])), Err(Unreadable::TooManySheets { limit: 60 }));
    let wide: String = (1..=15_000).map(|row| format!(r#"<row r="{row}"><c r="GR{row}"><v>1</v></c></row>"#)).collect();
    assert_eq!(read("a.xlsx", &workbook(60, &sheet(&wide), &[])), Err(Unreadable::TooLarge));
}

#[test]
fn entities_do_not_expand() {
    let lol = format!(
        r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"#,
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;</t></is></c></row>"#
    );
    let read = read("a.xlsx", &workbook(1, &lol, &[]));
    assert!(read.is_err() || read.is_ok_and(|tables| tables[0].header[0].len() < 20));
}

#[test]
fn what_is_no_workbook() {
    assert_eq!(read("a.xlsx", b"PK\x03\x04 broken"), Err(Unreadable::BrokenWorkbook));
    assert_eq!(read("a.xlsx", &archive(&[("readme.txt", b"hello")])), Err(Unreadable::BrokenWorkbook));
    assert_eq!(read("a.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]), Err(Unreadable::OldWorkbook));
    assert_eq!(read("a.csv", b"%PDF-1.7\n\0\0\0"), Err(Unreadable::Binary));
    assert_eq!(read("a.xlsx", &workbook(1, &sheet(""), &[])), Err(Unreadable::Empty));
    assert_eq!(read("a.csv", &vec![b'a'; UPLOAD_LIMIT + 1]), Err(Unreadable::TooLarge));
}

#[test]
fn formulas_are_never_evaluated() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in ["氏名", "フリガナ", "生年月日"].iter().enumerate() {
        sheet.write_string(0, column as u16, *header).unwrap();
    }
    sheet.write_formula(1, 0, Formula::new("=\"見本 \"&\"一郎\"").set_result("見本 一郎")).unwrap();
    sheet.write_formula(1, 1, Formula::new("=WEBSERVICE(\"http://example.com\")").set_result("#VALUE!")).unwrap();
    sheet.write_formula(1, 2, Formula::new("=TODAY()").set_result("45000")).unwrap();
    let tables = read("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(tables[0].rows[0].cells, ["見本 一郎", "#VALUE!", "45000"]);
    let plan = plan_of(&tables, &Snapshot::default());
    assert_eq!(faults(&plan), [(2, "フリガナ", "formula_error")]);
    let as_text =
        import(&[("a.csv", "氏名,フリガナ,生年月日\n=1+1 一郎,ミホン イチロウ,2022/5/1\n")], &Snapshot::default());
    assert_eq!(as_text.touched[1].name, "=1+1 一郎", "in a CSV it is a text like any other");
}

#[test]
fn columns_and_rows_have_bounds() {
    let header = |columns: usize| {
        let more: Vec<String> = (0..columns - 3).map(|at| format!("列{at}")).collect();
        format!("氏名,フリガナ,生年月日,{}\n", more.join(","))
    };
    let row = "見本 一郎,ミホン イチロウ,2022/5/1\n";
    assert_eq!(
        import(&[("a.csv", &format!("{}{row}", header(COLUMNS)))], &Snapshot::default()).counts,
        counts(1, 0, 0, 0)
    );
    let why = read("a.csv", header(COLUMNS + 1).as_bytes());
    assert_eq!(why, Err(Unreadable::TooManyColumns { sheet: "a.csv".to_owned(), line: 1, limit: COLUMNS }));
    assert!(read("a.csv", format!("氏名{}\n", ",".repeat(100_000)).as_bytes()).is_ok(), "empty ones do not count");

    let rows = |count: usize| format!("{}{}", header(4), row.repeat(count));
    assert_eq!(read("a.csv", rows(ROWS).as_bytes()).unwrap()[0].rows.len(), ROWS);
    let why = Unreadable::TooManyRows { sheet: "a.csv".to_owned(), limit: ROWS };
    assert_eq!(read("a.csv", rows(ROWS + 1).as_bytes()), Err(why.clone()));
    assert_eq!(read("a.csv", rows(ROWS + 100).as_bytes()), Err(why));
    let long = format!("氏名,住所\n一,{}\n", "あ".repeat(2_001));
    assert_eq!(
        read("a.csv", long.as_bytes()),
        Err(Unreadable::LongCell { sheet: "a.csv".to_owned(), line: 2, limit: 2_000 })
    );
}

#[test]
fn twenty_thousand_rows_of_one_child_are_refused_in_time() {
    let rows = "見本 一郎,ミホン イチロウ,2022/5/1,見本 花子\n".repeat(ROWS);
    let started = std::time::Instant::now();
    let plan = import(&[("a.csv", &format!("氏名,フリガナ,生年月日,保護者氏名\n{rows}"))], &Snapshot::default());
    assert_eq!(plan.counts, counts(0, 0, 0, ROWS));
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn a_chain_of_twenty_thousand_references_ends_in_time() {
    let mut text = String::from("園児ID,氏名,フリガナ,生年月日,きょうだいの園児ID\n");
    for at in 0..ROWS {
        text.push_str(&format!("K{at},見本 {at}子,ミホン コ,2022/5/1,K{}\n", (at + 1) % ROWS));
    }
    let started = std::time::Instant::now();
    let plan = import(&[("a.csv", &text)], &Snapshot::default());
    assert_eq!((plan.counts.wrong, plan.wrong[0].code), (ROWS, "cycle"));
    assert!(started.elapsed().as_secs() < 10);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(tables) = read("a.csv", &bytes) {
            let _ = super::super::plan::plan(&tables, &matching::guess(&tables), &Snapshot::default(), &super::options(), &mut super::ids(0));
        }
    }

    #[test]
    fn cells_of_any_kind_are_planned_or_refused(cells in proptest::collection::vec("\\PC{0,12}", 16)) {
        let text = format!("園児ID,氏名,フリガナ,生年月日,クラス,年齢クラス,世帯ID,きょうだいの園児ID,保護者1氏名,保護者1メール,保護者1携帯,続柄,連絡順位,郵便番号,性別,退園日\n{}\n",
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(","));
        let _ = import(&[("a.csv", &text)], &Snapshot::default());
    }

    #[test]
    fn a_sheet_of_damaged_markup_is_read_or_refused(at in 0_usize..400, length in 0_usize..20, markup in "[ -~]{0,20}") {
        let row = r#"<row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2"><f>1+1</f><v>45000</v></c></row>"#;
        let whole = sheet(&format!("{CELL}{row}")).replace("氏名", "name").replace("生年月日", "dob");
        let at = at % whole.len();
        let mut damaged = whole.clone();
        damaged.replace_range(at..(at + length).min(whole.len()), &markup);
        let strings = r#"<sst uniqueCount="1"><si><t>a</t></si></sst>"#;
        let _ = read("a.xlsx", &workbook(1, &damaged, &[("xl/sharedStrings.xml", strings.as_bytes())]));
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(at in 0_usize..1_000, byte in any::<u8>()) {
        let mut bytes = workbook(1, &sheet(CELL), &[]);
        let place = at % bytes.len();
        bytes[place] = byte;
        let _ = read("a.xlsx", &bytes);
    }
}
