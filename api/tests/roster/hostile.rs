use std::io::{Cursor, Write};

use hidamari_client::new_operation;
use hidamari_domain::contract::Method;
use hidamari_domain::policy::StaffRole;
use hidamari_domain::roster::{ChildrenQuery, ListChildren, NewImport, PreviewImport};
use hidamari_domain::value::Text;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::common::{Caller, Server, World};
use crate::spreadsheets::{file, import};
use crate::{at_fault, id};

/// What a file that cannot be read is answered with.
async fn refused(by: &Caller, world: &World, new: &NewImport) -> (u16, String, String, String) {
    let why = by.call::<PreviewImport>(world.tsukushi, new).await.unwrap_err();
    let (field, code) = at_fault(&why)[0];
    (why.status, field.to_owned(), code.to_owned(), why.fields[0].title.clone())
}

fn is(status: u16, field: &str, code: &str, title: &str) -> (u16, String, String, String) {
    (status, field.to_owned(), code.to_owned(), title.to_owned())
}

/// A workbook of some kilobytes that inflates to 300 megabytes.
fn bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let spaces = vec![b' '; 1024 * 1024];
    for _ in 0..300 {
        writer.write_all(&spaces).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[actix_web::test]
async fn files_that_cannot_be_read_are_refused_in_words() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let ask = async |name: &str, bytes: &[u8]| refused(&director, &world, &import(1, name, bytes)).await;
    assert_eq!(
        ask("爆弾.xlsx", &bomb()).await,
        is(
            422,
            "files[0]",
            "inflates",
            "爆弾.xlsx: Excelファイルの中身が大きすぎるため、安全のため読み取りを止めました。"
        )
    );
    let broken = "氏名,生年月日\n見本".bytes().chain([0xFF, 0xFE, 0x81]).collect::<Vec<u8>>();
    assert_eq!(
        ask("名簿.csv", &broken).await,
        is(
            422,
            "files[0]",
            "encoding",
            "名簿.csv: 2行目の文字コードを読み取れません。UTF-8またはShift_JISで保存し直してください。"
        )
    );
    assert_eq!(ask("空.csv", b" ").await, is(422, "files[0]", "empty", "空.csv: ファイルが空です。"));
    let old = ask("古い.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0]).await;
    assert_eq!((old.0, old.2.as_str()), (422, "old_workbook"));
    let quote = ask("名簿.csv", "氏名,生年月日\n\"見本,2022-05-01\n".as_bytes()).await;
    assert_eq!((quote.0, quote.2.as_str()), (422, "open_quote"));
    let mut two = import(1, "名簿.csv", "氏名\n".as_bytes());
    two.files.push(file("写真.png", b"\x89PNG\0\0"));
    let photo = refused(&director, &world, &two).await;
    assert_eq!((photo.0, photo.1.as_str(), photo.2.as_str()), (422, "files[1]", "binary"));
    let page = director.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap();
    assert_eq!(page.total, 5);
}

#[actix_web::test]
async fn too_much_is_refused() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let none = NewImport { id: id(1), files: Vec::new(), matches: Vec::new() };
    assert_eq!(refused(&director, &world, &none).await.2, "empty");
    let eleven = NewImport { files: vec![file("a.csv", b"x"); 11], ..none.clone() };
    assert_eq!(refused(&director, &world, &eleven).await.2, "too_many");
    let large = vec![b'a'; 13 * 1024 * 1024];
    let together = NewImport { files: vec![file("a.csv", &large), file("b.csv", &large)], ..none.clone() };
    let why = refused(&director, &world, &together).await;
    assert_eq!((why.1.as_str(), why.2.as_str()), ("files[1]", "too_large"));
    let mut not_base64 = NewImport { files: vec![file("a.csv", b"x")], ..none };
    not_base64.files[0].base64 = "あ".to_owned();
    assert_eq!(refused(&director, &world, &not_base64).await.1, "files[0].base64");
    not_base64.files[0].name = Text::parse("../../etc/passwd").unwrap();
    let path = format!("/api/facilities/{}/imports", world.tsukushi);
    let body = format!(
        r#"{{"id":"{}","files":[{{"name":"a","media_type":"b","base64":"{}"}}]}}"#,
        world.tsukushi,
        "a".repeat(37 * 1024 * 1024)
    );
    let (status, answer) = director.send(Method::Post, &path, Some(new_operation()), Some(body)).await;
    assert_eq!((status, &answer["code"]), (413, &serde_json::json!("too_large")));
}
