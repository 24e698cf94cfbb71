use hidamari_domain::attendance::{MarkKind, NewMark, ReadNames, ReadOverview};
use hidamari_domain::audit::{AuditQuery, ListAudit};
use hidamari_domain::id::ChildId;
use hidamari_domain::policy::{Capability, StaffRole};
use hidamari_domain::problem::Code;

use crate::common::{Server, World};
use crate::{mark, record};

#[actix_web::test]
async fn a_director_sees_the_counts_of_the_facility() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    record(
        &tablet,
        &[
            mark(1, world.sakura, MarkKind::Arrival, "00:00:00"),
            mark(2, world.haruto, MarkKind::Absence, "00:00:00"),
            mark(3, world.sora, MarkKind::Arrival, "00:00:00"),
            mark(4, world.sora, MarkKind::Departure, "00:30:00"),
        ],
    )
    .await
    .unwrap();
    let director = world.office(&server, StaffRole::Director).await;
    insta::assert_json_snapshot!(director.json::<ReadOverview>(()).await, { ".now" => "[now]" }, @r#"
    {
      "day": "2026-06-10",
      "facilities": [
        {
          "classes": [
            {
              "absent": 1,
              "expected": 0,
              "here": 1,
              "id": "00000003-0000-0000-0000-000000000001",
              "left": 0,
              "name": "いちご組",
              "new_reports": 0,
              "off": 0,
              "uncalled": 1,
              "unconfirmed": 1
            },
            {
              "absent": 0,
              "expected": 0,
              "here": 0,
              "id": "00000003-0000-0000-0000-000000000002",
              "left": 1,
              "name": "もも組",
              "new_reports": 0,
              "off": 0,
              "uncalled": 0,
              "unconfirmed": 0
            }
          ],
          "id": "00000002-0000-0000-0000-000000000001",
          "may_read_names": true,
          "name": "つくし保育園",
          "unconfirmed_since": "2026-06-10T00:30:00Z"
        }
      ],
      "now": "[now]"
    }
    "#);
}

#[actix_web::test]
async fn the_ward_sees_every_facility_that_has_begun() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    for (role, may_read_names) in [(StaffRole::WardAdmin, true), (StaffRole::WardViewer, false)] {
        let ward = world.office(&server, role).await;
        let overview = ward.read::<ReadOverview>((), &Default::default()).await.unwrap();
        let seen: Vec<_> = overview.facilities.iter().map(|one| (one.name.as_str(), one.may_read_names)).collect();
        assert_eq!(seen, [("すみれ保育園", may_read_names), ("つくし保育園", may_read_names)]);
    }
    let facility = world.sumire;
    server.seed(move |seeds| seeds.switch(facility, Capability::Attendance, None)).await;
    let viewer = world.office(&server, StaffRole::WardViewer).await;
    assert_eq!(viewer.read::<ReadOverview>((), &Default::default()).await.unwrap().facilities.len(), 1);
    let teacher = world.office(&server, StaffRole::Teacher).await;
    assert_eq!(teacher.read::<ReadOverview>((), &Default::default()).await.unwrap_err().code, Code::NotFound);
}

#[actix_web::test]
async fn reading_the_names_behind_the_counts_is_on_the_record() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let admin = world.office(&server, StaffRole::WardAdmin).await;
    let names = admin.read::<ReadNames>(world.ichigo, &Default::default()).await.unwrap();
    assert_eq!(names.children.len(), 3);
    server.wait(chrono::TimeDelta::seconds(2));
    let audit = admin.read::<ListAudit>(world.tsukushi, &Default::default()).await.unwrap();
    assert_eq!((audit[0].did.as_str(), audit[0].by.as_str()), ("ReadNames", "ward_adminの人"));
    let viewer = world.office(&server, StaffRole::WardViewer).await;
    assert_eq!(viewer.read::<ReadNames>(world.ichigo, &Default::default()).await.unwrap_err().code, Code::NotFound);
}

#[actix_web::test]
async fn the_lines_of_one_act_are_read_page_by_page_and_none_is_passed_over() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let children = [world.sakura, world.haruto, world.hinata_child, world.sora];
    for act in 0..60 {
        let of = |(place, child): (u128, &ChildId)| mark(act * 10 + place, *child, MarkKind::Arrival, "00:10:00");
        let marks: Vec<NewMark> = (0..).zip(&children).map(of).collect();
        record(&director, &marks).await.unwrap();
    }
    let (mut ids, mut before) = (Vec::new(), None);
    for expected in [100, 100, 40, 0] {
        let page = director.read::<ListAudit>(world.tsukushi, &AuditQuery { before }).await.unwrap();
        assert_eq!(page.len(), expected);
        before = page.last().map(|line| line.id);
        ids.extend(page.into_iter().map(|line| line.id));
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 240);
}
