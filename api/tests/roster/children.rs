use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, FacilityId};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::Code;
use hidamari_domain::roster::{ChildPage, ChildrenQuery, ListChildren, ReadChild, RemoveGuardian};
use hidamari_domain::value::Text;

use crate::common::{Caller, ChildSeed, Server, World};
use crate::{at_fault, day};

async fn found(by: &Caller, at: FacilityId, typed: &str) -> Vec<String> {
    let query = ChildrenQuery { search: Text::parse(typed).ok(), ..ChildrenQuery::default() };
    let page = by.read::<ListChildren>(at, &query).await.unwrap();
    assert_eq!((page.total as usize, page.more), (page.children.len(), false));
    page.children.into_iter().map(|child| child.name).collect()
}

#[actix_web::test]
async fn children_are_found_by_kana_name_and_class() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let at = world.tsukushi;
    let everyone = ["青木 さくら", "井上 はると", "上田 そら", "上田 つき", "上田 ひなた"];
    assert_eq!(found(&director, at, " ").await, everyone, "who has left is not in the list");
    assert_eq!(found(&director, at, "うえだ").await, everyone[2..]);
    assert_eq!(found(&director, at, "ウエダひ").await, everyone[4..]);
    assert_eq!(found(&director, at, "ｲﾉ").await, everyone[1..2]);
    assert_eq!(found(&director, at, "青 木").await, everyone[..1]);
    assert_eq!(found(&director, at, "モモ").await, everyone[2..3], "the class もも組");
    assert_eq!(found(&director, at, "いちご").await.len(), 4);
    assert_eq!(found(&director, at, "%").await, [""; 0]);
    assert_eq!(found(&director, at, "_").await, [""; 0]);
    let query = ChildrenQuery { class: Some(world.momo), ..ChildrenQuery::default() };
    assert_eq!(director.read::<ListChildren>(at, &query).await.unwrap().total, 1);
}

#[actix_web::test]
async fn a_line_counts_guardians_and_who_has_joined() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let page = director.json::<ListChildren>(world.tsukushi).await;
    insta::assert_json_snapshot!(page["children"][0], @r#"
    {
      "birth_date": "2025-03-03",
      "class_name": "いちご組",
      "guardians": 2,
      "id": "00000005-0000-0000-0000-000000000003",
      "joined": 2,
      "kana": "アオキ サクラ",
      "name": "青木 さくら"
    }
    "#);
    let father = "00000006-0000-0000-0000-000000000002".parse().unwrap();
    director.call::<RemoveGuardian>((world.sakura, father), &Nothing {}).await.unwrap();
    let page = director.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap();
    assert_eq!((page.children[0].guardians, page.children[0].joined), (1, 1));
}

async fn many(server: &Server, world: &World, count: usize) {
    let (at, class, ward) = (world.tsukushi, world.ichigo, world.hinata);
    server
        .seed(move |seeds| {
            let home = seeds.household(ward);
            for number in 0..count {
                let kana = format!("コドモ{}", ["ア", "イ", "ウ"][number % 3].repeat(1 + number % 7));
                seeds.child(&ChildSeed {
                    facility: at,
                    class: Some(class),
                    household: home,
                    family: ("子供", &kana),
                    given: ("花", "ハナ"),
                    born: day("2024-05-05"),
                    caution: None,
                    enrolled_on: day("2026-04-01"),
                    left_on: None,
                });
            }
        })
        .await;
}

#[actix_web::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    many(&server, &world, 250).await;
    let director = world.office(&server, StaffRole::Director).await;
    let (mut pages, mut after) = (Vec::<ChildPage>::new(), None);
    loop {
        let query = ChildrenQuery { after, ..ChildrenQuery::default() };
        let page = director.read::<ListChildren>(world.tsukushi, &query).await.unwrap();
        after = page.children.last().map(|child| child.id);
        let more = page.more;
        pages.push(page);
        if !more {
            break;
        }
    }
    assert_eq!(pages.iter().map(|page| page.children.len()).collect::<Vec<_>>(), [100, 100, 55]);
    assert!(pages.iter().all(|page| page.total == 255));
    let all: Vec<(String, ChildId)> =
        pages.iter().flat_map(|page| &page.children).map(|child| (child.kana.clone(), child.id)).collect();
    let mut sorted = all.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(all, sorted);
    let query = ChildrenQuery { after: Some(world.riku), ..ChildrenQuery::default() };
    let why = director.read::<ListChildren>(world.tsukushi, &query).await.unwrap_err();
    assert_eq!(at_fault(&why), [("after", "unknown")]);
}

#[actix_web::test]
async fn a_longer_list_takes_no_more_statements() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let ask = || async { director.json::<ListChildren>(world.tsukushi).await };
    let few = server.statements(ask).await;
    many(&server, &world, 90).await;
    assert_eq!(server.statements(ask).await, few);
}

#[actix_web::test]
async fn a_record_shows_what_staff_need() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    insta::assert_json_snapshot!(director.json::<ReadChild>(world.sakura).await, @r#"
    {
      "birth_date": "2025-03-03",
      "class": "00000003-0000-0000-0000-000000000001",
      "class_name": "いちご組",
      "enrolled_on": "2026-04-01",
      "facility": "00000002-0000-0000-0000-000000000001",
      "family_kana": "アオキ",
      "family_name": "青木",
      "given_kana": "サクラ",
      "given_name": "さくら",
      "guardians": [
        {
          "calling_order": 1,
          "id": "00000006-0000-0000-0000-000000000001",
          "joined": true,
          "name": "青木 春",
          "phones": [
            "09000000001",
            "0300000002"
          ],
          "relation": "母",
          "rights": {
            "invite_family": true,
            "see_day": true,
            "see_record": true
          }
        },
        {
          "calling_order": 2,
          "id": "00000006-0000-0000-0000-000000000002",
          "joined": true,
          "name": "青木 冬",
          "phones": [
            "09000000003"
          ],
          "relation": "父",
          "rights": {
            "invite_family": false,
            "see_day": false,
            "see_record": false
          }
        }
      ],
      "household": "00000004-0000-0000-0000-000000000001",
      "id": "00000005-0000-0000-0000-000000000003",
      "left_on": null,
      "siblings": []
    }
    "#);
}

#[actix_web::test]
async fn siblings_are_shown_as_far_as_the_reader_reaches() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let siblings = async |role| {
        let reader = world.office(&server, role).await;
        let record = reader.call::<ReadChild>(world.hinata_child, &Nothing {}).await.unwrap();
        record.siblings.into_iter().map(|child| child.name).collect::<Vec<_>>()
    };
    assert_eq!(siblings(StaffRole::Director).await, ["上田 そら", "上田 つき"]);
    assert_eq!(siblings(StaffRole::Teacher).await, ["上田 つき"], "only those of the own class");
}

#[actix_web::test]
async fn strangers_find_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    for role in [StaffRole::WardViewer, StaffRole::Teacher, StaffRole::PartTime, StaffRole::Cook] {
        let caller = world.office(&server, role).await;
        let why = caller.read::<ListChildren>(world.tsukushi, &ChildrenQuery::default()).await.unwrap_err();
        assert_eq!(why.code, Code::NotFound, "{role:?}");
    }
    let director = world.office(&server, StaffRole::Director).await;
    for child in [world.riku, world.far_child] {
        let why = director.call::<ReadChild>(child, &Nothing {}).await.unwrap_err();
        assert_eq!(why.code, Code::NotFound);
    }
    let mother = world.family_of(&server, world.mother).await;
    let why = mother.call::<ReadChild>(world.sakura, &Nothing {}).await.unwrap_err();
    assert_eq!(why.code, Code::NotFound, "guardians never see the staff's record with each other's rights");
}
