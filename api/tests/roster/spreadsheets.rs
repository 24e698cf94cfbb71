use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ImportId;
use hidamari_domain::identity::ListFamily;
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{
    ChildrenQuery, CommitImport, ExportQuery, ExportRoster, ExportShape, File, ImportCounts, ListChildren, NewImport,
    PreviewImport, ReadWrongRows,
};
use hidamari_domain::value::Text;

use crate::common::{Caller, Server, World};
use crate::{at_fault, id};

pub fn file(name: &str, bytes: &[u8]) -> File {
    File {
        name: Text::parse(name).unwrap(),
        media_type: Text::parse("text/csv").unwrap(),
        base64: STANDARD.encode(bytes),
    }
}

pub fn import(number: u128, name: &str, bytes: &[u8]) -> NewImport {
    NewImport { id: id(number), files: vec![file(name, bytes)], matches: Vec::new() }
}

pub const fn counts(new: u32, changed: u32, unchanged: u32, wrong: u32) -> ImportCounts {
    ImportCounts { new, changed, unchanged, wrong }
}

async fn total(by: &Caller, world: &World) -> u32 {
    by.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap().total
}

fn json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap()
}

const SHEET: &str = "\
園児番号,氏名,フリガナ,生年月日,性別,クラス,住所,保護者1氏名,保護者1続柄,保護者1携帯,保護者1メール
A1,見本 一郎,ミホン イチロウ,R4.5.1,男,もも組,見本区見本1-2-3,見本 花子,母,090-0000-0001,hana@example.com
A2,見本 二葉,ミホン フタバ,2024年6月2日,女,いちご組,見本区見本1-2-3,見本 花子,母,090-0000-0001,hana@example.com
";

#[actix_web::test]
async fn an_import_is_looked_at_then_written_once() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(1, "名簿.csv", SHEET.as_bytes())).await.unwrap();
    assert_eq!(preview.counts, counts(2, 0, 0, 0));
    assert_eq!(preview.notices, ["新しく登録: 園児 2件、世帯 1件、保護者 1件、園児と保護者の続柄 2件"]);
    assert_eq!((preview.kinds[0].key.as_str(), preview.matches[0].kind.as_str()), ("children", "children"));
    insta::assert_json_snapshot!(json(&preview.samples[0]), @r#"
    {
      "changes": "",
      "kind": "世帯",
      "name": "見本区見本1-2-3",
      "new": true
    }
    "#);
    insta::assert_json_snapshot!(json(&preview.matches[0].columns[5]), @r#"
    {
      "header": "クラス",
      "meaning": "class_name"
    }
    "#);
    assert_eq!(total(&director, &world).await, 5, "looking changes nothing");
    let path = (world.tsukushi, preview.id);
    assert_eq!(director.call::<CommitImport>(path, &Nothing {}).await.unwrap(), counts(2, 0, 0, 0));
    assert_eq!(total(&director, &world).await, 7);
    let why = director.call::<CommitImport>(path, &Nothing {}).await.unwrap_err();
    assert_eq!(why.code, Code::Conflict, "once");
    let again = director.call::<PreviewImport>(world.tsukushi, &import(2, "名簿.csv", SHEET.as_bytes())).await.unwrap();
    assert_eq!((again.counts, again.samples), (counts(0, 0, 2, 0), Vec::new()));
    let committed = director.call::<CommitImport>((world.tsukushi, again.id), &Nothing {}).await.unwrap();
    assert_eq!(committed, counts(0, 0, 2, 0));
}

#[actix_web::test]
async fn nothing_is_written_while_a_row_is_wrong() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let wrong = SHEET.replace("2024年6月2日", "2024年6月31日");
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(1, "名簿.csv", wrong.as_bytes())).await.unwrap();
    assert_eq!(preview.counts, counts(1, 0, 0, 1));
    insta::assert_json_snapshot!(json(&preview.wrong), @r#"
    [
      {
        "column": "生年月日",
        "line": 3,
        "reason": "日付として読み取れないか、暦にない日付です。",
        "sheet": "名簿.csv",
        "value": "2024年6月31日"
      }
    ]
    "#);
    let path = (world.tsukushi, preview.id);
    let why = director.call::<CommitImport>(path, &Nothing {}).await.unwrap_err();
    assert_eq!((why.status, at_fault(&why)), (422, vec![("files", "wrong_rows")]));
    assert!(why.fields[0].title.contains("1行"), "{}", why.fields[0].title);
    assert_eq!(total(&director, &world).await, 5);
    let back = director.call::<ReadWrongRows>(path, &Nothing {}).await.unwrap();
    let text = String::from_utf8(STANDARD.decode(&back.base64).unwrap()).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    let right = text.replace("2024年6月31日", "2024年6月30日");
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(2, "直した行.csv", right.as_bytes())).await.unwrap();
    assert_eq!(preview.counts, counts(1, 0, 0, 0));
}

#[actix_web::test]
async fn what_a_person_told_of_columns_is_remembered() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let sheet = "なまえ,よみ,うまれた日\n見本 一郎,ミホン イチロウ,2022-05-01\n".as_bytes();
    let mut new = import(1, "a.csv", sheet);
    let guessed = director.call::<PreviewImport>(world.tsukushi, &new).await.unwrap();
    assert!(guessed.counts.wrong > 0, "nobody can guess that");
    new.matches = guessed.matches.clone();
    for (column, meaning) in new.matches[0].columns.iter_mut().zip(["child_name", "child_kana", "child_birth_date"]) {
        meaning.clone_into(&mut column.meaning);
    }
    let mut told = NewImport { id: id(2), ..new.clone() };
    let preview = director.call::<PreviewImport>(world.tsukushi, &told).await.unwrap();
    assert_eq!((preview.counts, &preview.matches), (counts(1, 0, 0, 0), &new.matches));
    director.call::<CommitImport>((world.tsukushi, preview.id), &Nothing {}).await.unwrap();
    let again = director.call::<PreviewImport>(world.tsukushi, &import(3, "b.csv", sheet)).await.unwrap();
    assert_eq!((again.counts, &again.matches[0].columns), (counts(0, 0, 1, 0), &new.matches[0].columns));
    told.id = id(4);
    let refused = async |told: &NewImport| {
        let why = director.call::<PreviewImport>(world.tsukushi, told).await.unwrap_err();
        at_fault(&why)[0].0.to_owned()
    };
    told.matches[0].columns[1].meaning = "child_shoe_size".to_owned();
    assert_eq!(refused(&told).await, "matches[0].columns[1].meaning");
    told.matches[0].columns.truncate(2);
    assert_eq!(refused(&told).await, "matches[0].columns");
    told.matches[0].kind = "dogs".to_owned();
    assert_eq!(refused(&told).await, "matches[0].kind");
    told.matches[0].sheet = "c.csv".to_owned();
    assert_eq!(refused(&told).await, "matches[0].sheet");
}

#[actix_web::test]
async fn a_sheet_of_another_kind_is_guessed_anew() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let mut new = import(1, "a.csv", "氏名,フリガナ,電話番号\n見本 花子,ミホン ハナコ,0300000001\n".as_bytes());
    let preview = director.call::<PreviewImport>(world.tsukushi, &new).await.unwrap();
    assert_eq!(preview.matches[0].columns[2].meaning, "household_phone");
    new.id = id(2);
    new.matches = preview.matches;
    new.matches[0].kind = "guardians".to_owned();
    new.matches[0].columns.clear();
    let preview = director.call::<PreviewImport>(world.tsukushi, &new).await.unwrap();
    assert_eq!(preview.matches[0].columns[2].meaning, "guardian1_phone");
}

#[actix_web::test]
async fn an_export_imported_again_changes_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(1, "名簿.csv", SHEET.as_bytes())).await.unwrap();
    director.call::<CommitImport>((world.tsukushi, preview.id), &Nothing {}).await.unwrap();
    for (number, shape) in [(2, ExportShape::Xlsx), (3, ExportShape::Csv)] {
        let exported = director.read::<ExportRoster>(world.tsukushi, &ExportQuery { shape }).await.unwrap();
        assert!(exported.name.as_ref().starts_with("名簿_01_20260610."), "{:?}", exported.name);
        let back = NewImport { id: id(number), files: vec![exported], matches: Vec::new() };
        let preview = director.call::<PreviewImport>(world.tsukushi, &back).await.unwrap();
        assert_eq!((preview.counts.new, preview.counts.changed, preview.wrong), (0, 0, Vec::new()), "{shape:?}");
        assert!(preview.counts.unchanged >= 8, "{:?}", preview.counts);
    }
}

#[actix_web::test]
async fn next_years_classes_wait_beside_this_years() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let next = "氏名,フリガナ,生年月日,クラス,年度\n井上 はると,イノウエ ハルト,2024-12-24,すみれ組,2027\n";
    for (number, expected) in [(1, counts(0, 1, 0, 0)), (2, counts(0, 0, 1, 0))] {
        let new = import(number, "名簿.csv", next.as_bytes());
        let preview = director.call::<PreviewImport>(world.tsukushi, &new).await.unwrap();
        assert_eq!(preview.counts, expected);
        director.call::<CommitImport>((world.tsukushi, preview.id), &Nothing {}).await.unwrap();
    }
    let class_of = async || {
        let query = ChildrenQuery { search: Text::parse("イノウエ").ok(), ..ChildrenQuery::default() };
        let director = world.office(&server, StaffRole::Director).await;
        director.read::<ListChildren>(world.tsukushi, &query).await.unwrap().children[0].class_name.clone()
    };
    assert_eq!(class_of().await, "いちご組");
    server.set_clock(crate::common::moment("2027-04-01T00:00:00Z"));
    hidamari::roster::promote(&server.app).await.unwrap();
    assert_eq!(class_of().await, "すみれ組");
}

#[actix_web::test]
async fn a_joined_guardian_sees_an_imported_sibling_at_once() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let mother = world.family_of(&server, world.mother).await;
    assert_eq!(mother.call::<ListFamily>(world.sora, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    let sheet = format!("園児ID,保護者ID,続柄\n{},00000006-0000-0000-0000-000000000001,母\n", world.sora);
    let new = import(1, "園児保護者.csv", sheet.as_bytes());
    let preview = director.call::<PreviewImport>(world.tsukushi, &new).await.unwrap();
    assert_eq!((preview.counts, preview.wrong), (counts(1, 0, 0, 0), Vec::new()));
    director.call::<CommitImport>((world.tsukushi, preview.id), &Nothing {}).await.unwrap();
    mother.call::<ListFamily>(world.sora, &Nothing {}).await.unwrap();
}

#[actix_web::test]
async fn an_import_is_of_its_facility_and_its_people() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let preview =
        director.call::<PreviewImport>(world.tsukushi, &import(1, "名簿.csv", SHEET.as_bytes())).await.unwrap();
    let elsewhere: (_, ImportId) = (world.sumire, preview.id);
    assert_eq!(admin.call::<CommitImport>(elsewhere, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    assert_eq!(admin.call::<ReadWrongRows>(elsewhere, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    let nurse = world.office(&server, StaffRole::Nurse).await;
    let new = import(2, "名簿.csv", SHEET.as_bytes());
    assert_eq!(nurse.call::<PreviewImport>(world.tsukushi, &new).await.unwrap_err().code, Code::NotFound);
    assert_eq!(director.call::<PreviewImport>(world.sumire, &new).await.unwrap_err().code, Code::NotFound);
    let why = nurse.read::<ExportRoster>(world.tsukushi, &ExportQuery::default()).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound);
}
