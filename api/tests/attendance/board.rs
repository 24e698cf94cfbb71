use hidamari_domain::attendance::{MarkKind, ReadBoard, ReadChildDay, Standing};
use hidamari_domain::identity::Face;
use hidamari_domain::policy::{Capability, StaffRole};
use hidamari_domain::problem::Code;

use crate::common::{Server, World};
use crate::{mark, record};

#[actix_web::test]
async fn a_board_shows_the_enrolled_children_by_kana() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(1, world.haruto, MarkKind::Arrival, "00:12:30.25")]).await.unwrap();
    insta::assert_json_snapshot!(tablet.json::<ReadBoard>(world.ichigo).await, { ".now" => "[now]" }, @r#"
    {
      "children": [
        {
          "cutoff": "2026-06-10T00:30:00Z",
          "household": "00000004-0000-0000-0000-000000000001",
          "id": "00000005-0000-0000-0000-000000000003",
          "kana": "アオキ サクラ",
          "name": "青木 さくら",
          "state": {
            "standing": "expected"
          }
        },
        {
          "caution": "卵・乳",
          "cutoff": "2026-06-10T00:30:00Z",
          "household": "00000004-0000-0000-0000-000000000003",
          "id": "00000005-0000-0000-0000-000000000002",
          "kana": "イノウエ ハルト",
          "last_mark": "0000000a-0000-0000-0000-000000000001",
          "name": "井上 はると",
          "state": {
            "arrived_at": "2026-06-10T00:12:30.250Z",
            "since": "2026-06-10T00:12:30.250Z",
            "standing": "here"
          }
        },
        {
          "cutoff": "2026-06-10T00:30:00Z",
          "household": "00000004-0000-0000-0000-000000000002",
          "id": "00000005-0000-0000-0000-000000000001",
          "kana": "ウエダ ヒナタ",
          "name": "上田 ひなた",
          "siblings": [
            {
              "class_name": "もも組",
              "id": "00000005-0000-0000-0000-000000000004",
              "name": "そら"
            }
          ],
          "state": {
            "standing": "expected"
          }
        }
      ],
      "class": "00000003-0000-0000-0000-000000000001",
      "day": "2026-06-10",
      "name": "いちご組",
      "now": "[now]"
    }
    "#);
}

#[actix_web::test]
async fn a_tablet_shows_every_class_of_its_facility_and_no_other() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    assert_eq!(tablet.read::<ReadBoard>(world.momo, &Default::default()).await.unwrap().children.len(), 1);
    for class in [world.budou, world.far_class] {
        let refused = tablet.read::<ReadBoard>(class, &Default::default()).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
    }
}

#[actix_web::test]
async fn an_answer_that_is_remembered_is_neither_old_nor_for_everyone() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let (sumire, director) = (world.sumire, world.office(&server, StaffRole::Director).await);
    let foreign = server
        .seed(move |seeds| {
            let device = seeds.device(sumire, "ぶどう組のタブレット");
            seeds.device_session(device, None)
        })
        .await;
    let foreign = server.caller(Face::Classroom, foreign);
    for (id, child) in (1..).zip([world.sakura, world.haruto, world.hinata_child]) {
        let before = tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
        assert_eq!(director.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap(), before);
        let refused = foreign.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
        record(&tablet, &[mark(id, child, MarkKind::Arrival, "00:00:00")]).await.unwrap();
        let after = tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
        let here = after.children.iter().filter(|tile| tile.state.standing == Standing::Here).count();
        assert_eq!(here, usize::try_from(id).unwrap());
    }
}

#[actix_web::test]
async fn without_the_switch_there_is_no_board() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let facility = world.tsukushi;
    let from = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    for (day, is_on) in [(None, false), (Some("2026-06-11"), false), (Some("2026-06-10"), true)] {
        let day = from(day);
        server.seed(move |seeds| seeds.switch(facility, Capability::Attendance, day)).await;
        assert_eq!(tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.is_ok(), is_on, "{day:?}");
    }
}

#[actix_web::test]
async fn a_childs_day_shows_who_recorded_and_whom_to_call() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let with_nurse = world.tablet(&server, Some(StaffRole::Nurse)).await;
    let director = world.office(&server, StaffRole::Director).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    record(&tablet, &[arrival]).await.unwrap();
    record(&with_nurse, &[crate::correction(2, &arrival)]).await.unwrap();
    record(&director, &[mark(3, world.sakura, MarkKind::Absence, "00:30:00")]).await.unwrap();

    assert_eq!(tablet.read::<ReadChildDay>(world.sakura, &Default::default()).await.unwrap_err().code, Code::NotFound);
    insta::assert_json_snapshot!(
        with_nurse.json::<ReadChildDay>(world.sakura).await,
        { ".marks[].recorded_at" => "[now]" },
        @r#"
        {
          "child": "00000005-0000-0000-0000-000000000003",
          "class_name": "いちご組",
          "contacts": [
            {
              "name": "青木 春",
              "phones": [
                "090-0000-0001",
                "03-0000-0002"
              ],
              "relation": "母"
            },
            {
              "name": "青木 冬",
              "phones": [
                "090-0000-0003"
              ],
              "relation": "父"
            }
          ],
          "day": "2026-06-10",
          "kana": "アオキ サクラ",
          "marks": [
            {
              "by": "いちご組のタブレット",
              "happened_at": "2026-06-10T00:00:00Z",
              "id": "0000000a-0000-0000-0000-000000000001",
              "kind": "arrival",
              "recorded_at": "[now]",
              "takes_back": null
            },
            {
              "by": "nurseの人",
              "happened_at": "2026-06-10T01:00:00Z",
              "id": "0000000a-0000-0000-0000-000000000002",
              "kind": "correction",
              "recorded_at": "[now]",
              "takes_back": "0000000a-0000-0000-0000-000000000001"
            },
            {
              "by": "directorの人",
              "happened_at": "2026-06-10T00:30:00Z",
              "id": "0000000a-0000-0000-0000-000000000003",
              "kind": "absence",
              "recorded_at": "[now]",
              "takes_back": null
            }
          ],
          "name": "青木 さくら",
          "state": {
            "since": "2026-06-10T00:30:00Z",
            "standing": "absent"
          }
        }
        "#
    );
}
