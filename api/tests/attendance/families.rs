use chrono::TimeDelta;
use hidamari_domain::attendance::{DaysQuery, MarkKind, NewMark, ReadOwnChildDays, ReadOwnChildren};
use hidamari_domain::contract::Method;
use hidamari_domain::policy::{Capability, Rights, TieKind};
use hidamari_domain::problem::Code;

use crate::common::{Caller, Server, TieSeed, World};
use crate::{mark, record};

#[actix_web::test]
async fn a_mother_sees_her_children_wherever_they_are() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, far_child, abroad) = (world.mother, world.far_child, world.elsewhere);
    server
        .seed(move |seeds| {
            let home = seeds.household(abroad);
            let sister = seeds.guardian(home, "木村 夏", "090-0000-0007");
            seeds.tie(&TieSeed {
                child: far_child,
                kind: TieKind::Guardian,
                guardian: Some(sister),
                account: None,
                name: "木村 夏",
                relation: "母",
                order: 1,
                rights: Rights::FULL,
            });
            seeds.tie(&TieSeed {
                child: far_child,
                kind: TieKind::Family,
                guardian: None,
                account: Some(mother),
                name: "おばさん",
                relation: "おば",
                order: 9,
                rights: Rights::FAMILY,
            })
        })
        .await;
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(1, world.sakura, MarkKind::Arrival, "00:00:00")]).await.unwrap();
    let phone = world.family_of(&server, mother).await;
    insta::assert_json_snapshot!(phone.json::<ReadOwnChildren>(()).await, @r#"
    [
      {
        "class_name": "りんご組",
        "cutoff": "2026-06-10T00:30:00Z",
        "day": "2026-06-10",
        "facility": "00000002-0000-0000-0000-000000000003",
        "facility_name": "となり保育園",
        "facility_phone": "03-0000-0001",
        "id": "00000005-0000-0000-0000-000000000006",
        "kana": "キムラ メイ",
        "may_invite_family": false,
        "may_report": false,
        "name": "木村 めい",
        "state": {
          "standing": "expected"
        }
      },
      {
        "class_name": "いちご組",
        "cutoff": "2026-06-10T00:30:00Z",
        "day": "2026-06-10",
        "facility": "00000002-0000-0000-0000-000000000001",
        "facility_name": "つくし保育園",
        "facility_phone": "03-0000-0001",
        "id": "00000005-0000-0000-0000-000000000003",
        "kana": "アオキ サクラ",
        "may_invite_family": true,
        "may_report": true,
        "name": "青木 さくら",
        "state": {
          "arrived_at": "2026-06-10T00:00:00Z",
          "since": "2026-06-10T00:00:00Z",
          "standing": "here"
        }
      }
    ]
    "#);
}

#[actix_web::test]
async fn each_guardian_sees_what_is_theirs() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let grandmother = world.family_of(&server, world.grandmother).await;
    let seen = grandmother.read::<ReadOwnChildren>((), &Default::default()).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert!(!seen[0].may_invite_family);
    let father = world.family_of(&server, world.father).await;
    assert_eq!(father.read::<ReadOwnChildren>((), &Default::default()).await.unwrap_err().code, Code::NotFound);

    let facility = world.tsukushi;
    server.seed(move |seeds| seeds.switch(facility, Capability::FamilyApp, None)).await;
    assert_eq!(grandmother.read::<ReadOwnChildren>((), &Default::default()).await.unwrap(), []);
}

#[actix_web::test]
async fn the_days_of_ones_own_child() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    let yesterday = mark(2, world.sakura, MarkKind::Absence, "00:00:00");
    let yesterday = NewMark { happened_at: yesterday.happened_at - TimeDelta::days(1), ..yesterday };
    record(&tablet, &[arrival, yesterday]).await.unwrap();
    let mother = world.family_of(&server, world.mother).await;
    insta::assert_json_snapshot!(mother.json::<ReadOwnChildDays>(world.sakura).await, @r#"
    [
      {
        "day": "2026-06-10",
        "state": {
          "arrived_at": "2026-06-10T00:00:00Z",
          "since": "2026-06-10T00:00:00Z",
          "standing": "here"
        }
      },
      {
        "day": "2026-06-09",
        "state": {
          "since": "2026-06-09T00:00:00Z",
          "standing": "absent"
        }
      }
    ]
    "#);
    for (until, days) in [("2026-06-09", 1), ("2026-06-08", 0), ("2026-07-10", 2)] {
        let query = DaysQuery { until: until.parse().ok() };
        assert_eq!(mother.read::<ReadOwnChildDays>(world.sakura, &query).await.unwrap().len(), days, "{until}");
    }
    let refused = mother.read::<ReadOwnChildDays>(world.haruto, &DaysQuery::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
}

#[actix_web::test]
async fn a_phone_hears_of_its_own_child_at_once_and_of_no_other() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let mother = world.family_of(&server, world.mother).await;
    let mut stream = follow(&mother).await;
    let (haruto, sakura) =
        (mark(1, world.haruto, MarkKind::Arrival, "00:00:00"), mark(2, world.sakura, MarkKind::Arrival, "00:10:00"));
    let yesterday = NewMark {
        happened_at: sakura.happened_at - TimeDelta::days(1),
        ..mark(3, world.sakura, MarkKind::Arrival, "00:00:00")
    };
    record(&tablet, &[haruto, yesterday]).await.unwrap();
    record(&tablet, &[sakura]).await.unwrap();
    insta::assert_json_snapshot!(next_change(&mut stream).await, @r#"
    {
      "child": "00000005-0000-0000-0000-000000000003",
      "class": "00000003-0000-0000-0000-000000000001",
      "day": "2026-06-10",
      "facility": "00000002-0000-0000-0000-000000000001",
      "last_mark": "0000000a-0000-0000-0000-000000000002",
      "state": {
        "arrived_at": "2026-06-10T00:10:00Z",
        "since": "2026-06-10T00:10:00Z",
        "standing": "here"
      },
      "type": "attendance"
    }
    "#);
}

async fn follow(by: &Caller) -> reqwest::Response {
    let mut stream = by.request(Method::Get, "/api/live").send().await.unwrap();
    assert_eq!(stream.status().as_u16(), 200);
    assert_eq!(next_change(&mut stream).await["type"], "reset");
    stream
}

async fn next_change(stream: &mut reqwest::Response) -> serde_json::Value {
    loop {
        let chunk = stream.chunk().await.unwrap().unwrap();
        let text = String::from_utf8(chunk.to_vec()).unwrap();
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
            return serde_json::from_str(data).unwrap();
        }
    }
}
