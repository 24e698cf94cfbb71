use std::path::{Path, PathBuf};

use crate::command::Hidamari;
use crate::rows::sheet;

#[test]
fn spreadsheets_of_a_japanese_office_are_read() {
    let hidamari = Hidamari::new();
    let text = sheet().replace('\n', "\r\n");
    let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!lossy);
    let cp932 = hidamari.file("名簿.csv", &bytes);
    assert_eq!(hidamari.import(&[&cp932]).last(), "import: 3 new, 0 changed, 0 unchanged, 0 wrong");
    let marked = hidamari.file("utf8.csv", format!("\u{FEFF}{text}").as_bytes());
    assert_eq!(hidamari.import(&[&marked]).last(), "import: 0 new, 0 changed, 3 unchanged, 0 wrong");
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (row, line) in (0..).zip(sheet().lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            page.write_string(row, column, cell).unwrap();
        }
    }
    let xlsx = hidamari.file("名簿.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(hidamari.import(&[&xlsx]).last(), "import: 0 new, 0 changed, 3 unchanged, 0 wrong");
}

#[test]
fn an_export_imported_again_changes_nothing() {
    let hidamari = Hidamari::new();
    let file = hidamari.file("a.csv", sheet().as_bytes());
    assert_eq!(hidamari.import(&[&file]).status, 0);
    let folder = hidamari.export("out");
    let unchanged = |names: &[&str], rows: usize| {
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        let ended = hidamari.import(&paths);
        assert_eq!(ended.last(), format!("import: 0 new, 0 changed, {rows} unchanged, 0 wrong"), "{ended:?}");
    };
    // 2 classes, 2 households, 3 children, 3 guardians, 5 ties.
    unchanged(&["名簿.xlsx"], 15);
    unchanged(&["名簿.csv"], 3);
    unchanged(&["クラス.csv", "世帯.csv", "園児.csv", "保護者.csv", "園児と保護者の続柄.csv"], 15);

    let other = Hidamari::new();
    let ended = other.import(&[&folder.join("名簿.xlsx")]);
    assert_eq!(ended.last(), "import: 15 new, 0 changed, 0 unchanged, 0 wrong", "{ended:?}");
    for name in ["園児.csv", "クラス.csv"] {
        let copy = std::fs::read_to_string(other.export("out").join(name)).unwrap();
        assert_eq!(copy, std::fs::read_to_string(folder.join(name)).unwrap(), "{name}");
    }
}

#[test]
fn a_file_that_is_no_spreadsheet_is_refused() {
    let hidamari = Hidamari::new();
    let photo = hidamari.file("写真.png", b"\x89PNG\0\0");
    let ended = hidamari.import(&[&photo]);
    assert_eq!((ended.status, ended.lines.len()), (1, 0));
    assert!(ended.errors.contains("写真.png"), "{}", ended.errors);
}
