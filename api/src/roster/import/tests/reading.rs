use encoding_rs::{EUC_JP, SHIFT_JIS};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::{
    decode::decode,
    table::{self, File, Row, Table},
    unreadable::Unreadable,
};

fn read(name: &str, bytes: &[u8]) -> Result<Vec<Table>, Unreadable> {
    table::read(&[File { name, bytes }]).map_err(|(_, why)| why)
}

fn one(text: &str) -> Table {
    read("名簿.csv", text.as_bytes()).unwrap().remove(0)
}

fn cells(rows: &[Row]) -> Vec<(u32, Vec<&str>)> {
    rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn utf8_with_and_without_its_mark() {
    assert_eq!(decode("氏名\n髙﨑".as_bytes()).unwrap(), "氏名\n髙﨑");
    assert_eq!(decode("\u{FEFF}氏名\n髙﨑".as_bytes()).unwrap(), "氏名\n髙﨑");
}

#[test]
fn cp932_with_the_letters_that_only_windows_has() {
    let (bytes, _, lossy) = SHIFT_JIS.encode("氏名,ﾌﾘｶﾞﾅ\n髙﨑 ①子,ﾀｶｻｷ\n");
    assert!(!lossy);
    assert_eq!(decode(&bytes).unwrap(), "氏名,ﾌﾘｶﾞﾅ\n髙﨑 ①子,ﾀｶｻｷ\n");
}

#[test]
fn half_width_kana_alone_are_shift_jis() {
    let (bytes, _, _) = SHIFT_JIS.encode("kana\nﾀﾛｳﾊﾅｺ\n");
    assert_eq!(decode(&bytes).unwrap(), "kana\nﾀﾛｳﾊﾅｺ\n");
}

#[test]
fn euc_jp_and_utf16() {
    let (bytes, _, _) = EUC_JP.encode("氏名,生年月日\n見本 一郎,2022/5/1\n");
    assert_eq!(decode(&bytes).unwrap(), "氏名,生年月日\n見本 一郎,2022/5/1\n");
    let utf16: Vec<u8> = "\u{FEFF}氏名\t名".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&utf16).unwrap(), "氏名\t名");
}

#[test]
fn an_encoding_that_cannot_be_read_tells_the_line() {
    let mut bytes = "氏名\n見本\n例示".as_bytes().to_vec();
    bytes.extend([0xFF, 0xFF]);
    assert_eq!(decode(&bytes), Err(Unreadable::Encoding { line: 3 }));
    assert_eq!(decode(b"a,b\n\0\x01"), Err(Unreadable::Binary));
    assert_eq!(decode(b" \r\n\t"), Err(Unreadable::Empty));
    assert_eq!(decode(b""), Err(Unreadable::Empty));
}

#[test]
fn line_ends_of_all_kinds_in_one_file() {
    let table = one("氏名,住所\r\n一,あ\n二,い\r三,う\r\n");
    assert_eq!(table.header, ["氏名", "住所"]);
    assert_eq!(cells(&table.rows), [(2, vec!["一", "あ"]), (3, vec!["二", "い"]), (4, vec!["三", "う"])]);
}

#[test]
fn quoted_cells_hold_delimiters_quotes_and_line_breaks() {
    let table = one("氏名,住所\n\"見本, 一郎\",\"1番地\r\n\"\"見本荘\"\"\"\n二,い\n");
    let expected = [(2, vec!["見本, 一郎", "1番地\n\"見本荘\""]), (4, vec!["二", "い"])];
    assert_eq!(cells(&table.rows), expected);
}

#[test]
fn a_quote_that_never_closes_is_told() {
    let why = read("名簿.csv", "氏名,住所\n一,\"あ\n二,い\n三,う\n".as_bytes());
    assert_eq!(why, Err(Unreadable::OpenQuote { sheet: "名簿.csv".to_owned(), line: 2 }));
}

#[test]
fn delimiters_are_found_or_told() {
    assert_eq!(one("氏名;住所\n一;あ,い\n").header, ["氏名", "住所"]);
    assert_eq!(one("氏名\t住所\n一\tあ\n").header, ["氏名", "住所"]);
    let told = one("sep=;\r\n氏名;住所\r\n一;あ\r\n");
    assert_eq!((told.header_line, told.rows[0].line), (2, 3));
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let table =
        one("令和8年度 園児名簿,,\n\n作成: 見本区,,\n氏名,フリガナ,生年月日\n見本 一郎,ミホン イチロウ,2022/5/1\n");
    assert_eq!((table.header_line, table.header[2].as_str(), table.rows.len()), (4, "生年月日", 1));
}

#[test]
fn a_header_of_two_rows_is_joined() {
    let table = one("園児,,保護者1,,保護者2,\n氏名,生年月日,氏名,続柄,氏名,続柄\n見本 一郎,2022/5/1,見本 花子,母,,\n");
    assert_eq!(table.header, ["園児氏名", "園児生年月日", "保護者1氏名", "保護者1続柄", "保護者2氏名", "保護者2続柄"]);
}

#[test]
fn a_file_with_a_header_only_has_no_rows() {
    let table = one("氏名,フリガナ,生年月日\n");
    assert_eq!((table.header.len(), table.rows.len()), (3, 0));
}

#[test]
fn a_workbook_gives_its_visible_sheets() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("園児").unwrap();
    sheet.merge_range(0, 0, 0, 3, "令和8年度 名簿", &Format::new()).unwrap();
    for (column, header) in ["氏名", "生年月日", "電話番号", "年齢"].iter().enumerate() {
        sheet.write_string(2, column as u16, *header).unwrap();
    }
    sheet.write_string(3, 0, "見本 一郎").unwrap();
    let date = Format::new().set_num_format("ggge\"年\"m\"月\"d\"日\"");
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::parse_from_str("2022-05-01").unwrap(), &date).unwrap();
    sheet.write_number(3, 2, 9_000_000_001_f64).unwrap();
    sheet.write_formula(3, 3, Formula::new("=1+2").set_result("3")).unwrap();
    book.add_worksheet().set_name("空").unwrap();
    let hidden = book.add_worksheet().set_name("控え").unwrap();
    hidden.write_string(0, 0, "氏名").unwrap();
    hidden.set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();

    let tables = read("名簿.xlsx", &bytes).unwrap();
    assert_eq!(tables.len(), 1);
    assert_eq!((tables[0].name.as_str(), tables[0].header_line), ("名簿.xlsx#園児", 3));
    assert_eq!(cells(&tables[0].rows), [(4, vec!["見本 一郎", "2022-05-01", "9000000001", "3"])]);
}

#[test]
fn files_of_one_name_stay_apart() {
    let file = File { name: "名簿.csv", bytes: "氏名\n一\n".as_bytes() };
    let names: Vec<String> = table::read(&[file, file]).unwrap().into_iter().map(|table| table.name).collect();
    assert_eq!(names, ["名簿.csv", "名簿.csv (2)"]);
}
