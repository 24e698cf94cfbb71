use hidamari_domain::attendance::{
    AcceptReport, Announced, MarkKind, NewReport, NewReports, ReadBoard, ReadChildDay, ReadOverview, ReadOwnChildren,
    ReadReports, Reason, Report, ReportKind, SendReports, Standing, Status, WithdrawReport,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{ChildId, ReportId};
use hidamari_domain::policy::{Capability, StaffRole};
use hidamari_domain::problem::{Code, Problem};
use hidamari_domain::value::{Name, Text};
use serde_json::json;
use uuid::Uuid;

use crate::common::{Caller, Server, World, moment};
use crate::{at_fault, mark, record};

pub fn report(id: u128, child: ChildId, day: &str, kind: ReportKind) -> NewReport {
    NewReport {
        id: ReportId(Uuid::from_u128((0x13 << 96) + id)),
        child,
        day: day.parse().unwrap(),
        kind,
        reason: (kind == ReportKind::Absent).then_some(Reason::Illness),
        at: (kind != ReportKind::Absent).then(|| "10:30:00".parse().unwrap()),
        person: None,
        temperature: None,
        note: None,
    }
}

pub const TODAY: &str = "2026-06-10";

pub async fn send(by: &Caller, reports: &[NewReport]) -> Result<Vec<Report>, Problem> {
    by.call::<SendReports>((), &NewReports { reports: reports.to_vec() }).await
}

/// How a child of いちご組 stands on the board, and what it announces.
pub async fn tile(by: &Caller, world: &World, child: ChildId) -> (Status, Vec<Announced>) {
    let board = by.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    let tile = board.children.into_iter().find(|tile| tile.id == child).unwrap();
    (tile.status(board.now), tile.reports)
}

#[actix_web::test]
async fn a_reported_absence_stands_everywhere_at_once_and_can_be_taken_back() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-09T22:30:00Z"));
    let (mother, tablet) = (world.family_of(&server, world.mother).await, world.tablet(&server, None).await);
    let absent = NewReport {
        temperature: Some(382),
        note: Some(Text::parse("夜から熱があります").unwrap()),
        ..report(1, world.sakura, TODAY, ReportKind::Absent)
    };
    let tomorrow = report(2, world.sakura, "2026-06-11", ReportKind::Absent);
    assert_eq!(send(&mother, &[absent.clone(), tomorrow]).await.unwrap().len(), 2);

    let (status, announced) = tile(&tablet, &world, world.sakura).await;
    assert_eq!((status, announced.len(), announced[0].accepted), (Status::Absent, 1, false));
    let director = world.office(&server, StaffRole::Director).await;
    let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
    assert_eq!(overview.facilities[0].classes[0].absent, 1);
    insta::assert_json_snapshot!(
        director.json::<ReadChildDay>(world.sakura).await,
        { ".marks[].recorded_at" => "[now]", ".marks[].happened_at" => "[now]", ".state.since" => "[now]",
          ".reports[].sent_at" => "[now]", ".contacts" => "[contacts]" },
        @r#"
    {
      "child": "00000005-0000-0000-0000-000000000003",
      "class_name": "いちご組",
      "contacts": "[contacts]",
      "day": "2026-06-10",
      "kana": "アオキ サクラ",
      "marks": [
        {
          "by": "青木 春",
          "happened_at": "[now]",
          "id": "00000013-0000-0000-0000-000000000001",
          "kind": "absence",
          "recorded_at": "[now]",
          "takes_back": null
        }
      ],
      "name": "青木 さくら",
      "reports": [
        {
          "after_cutoff": false,
          "by": "青木 春",
          "child": "00000005-0000-0000-0000-000000000003",
          "day": "2026-06-10",
          "id": "00000013-0000-0000-0000-000000000001",
          "kind": "absent",
          "note": "夜から熱があります",
          "reason": "illness",
          "sent_at": "[now]",
          "temperature": 382
        }
      ],
      "state": {
        "since": "[now]",
        "standing": "absent"
      }
    }
    "#
    );
    let path = (world.sakura, absent.id);
    mother.call::<WithdrawReport>(path, &Nothing {}).await.unwrap();
    assert_eq!(tile(&tablet, &world, world.sakura).await, (Status::Expected, vec![]));
    assert_eq!(mother.call::<WithdrawReport>(path, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    let own = mother.read::<ReadReports>((), &Default::default()).await.unwrap();
    let left: Vec<_> = own.iter().map(|report| (report.day.to_string(), report.at_nursery)).collect();
    assert_eq!(left, [("2026-06-11".to_owned(), false)]);
    server.set_clock(moment("2026-06-11T00:00:00Z"));
    let tablet = world.tablet(&server, None).await;
    assert_eq!(tile(&tablet, &world, world.sakura).await.0, Status::Absent, "the other day is as it was");
}

#[actix_web::test]
async fn who_is_reported_late_is_not_unconfirmed_before_the_time_that_was_said() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:20:00Z"));
    let mother = world.family_of(&server, world.mother).await;
    send(&mother, &[report(1, world.sakura, TODAY, ReportKind::Late)]).await.unwrap();
    let stands = async || {
        let tablet = world.tablet(&server, None).await;
        tile(&tablet, &world, world.sakura).await.0
    };
    let waiting = async || {
        let director = world.office(&server, StaffRole::Director).await;
        let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
        let class = &overview.facilities[0].classes[0];
        (class.expected, class.unconfirmed, overview.changes_at)
    };
    assert_eq!(waiting().await, (3, 0, Some(moment("2026-06-10T00:30:00Z"))));
    server.set_clock(moment("2026-06-10T01:00:00Z"));
    assert_eq!(stands().await, Status::Late);
    assert_eq!(waiting().await, (1, 2, Some(moment("2026-06-10T01:30:00Z"))));
    server.set_clock(moment("2026-06-10T01:30:01Z"));
    assert_eq!(stands().await, Status::Unconfirmed);
    assert_eq!(waiting().await, (0, 3, Some(moment("2026-06-10T01:45:00Z"))), "then she should be called about");
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(1, world.sakura, MarkKind::Arrival, "01:30:00")]).await.unwrap();
    assert_eq!(waiting().await, (0, 2, None));
}

#[actix_web::test]
async fn a_report_takes_the_place_of_what_it_contradicts() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:00:00Z"));
    let (mother, tablet) = (world.family_of(&server, world.mother).await, world.tablet(&server, None).await);
    for (id, kind, standing) in [
        (1, ReportKind::PickUp, Status::Expected),
        (2, ReportKind::Absent, Status::Absent),
        (3, ReportKind::Absent, Status::Absent),
        (4, ReportKind::Late, Status::Late),
    ] {
        let held = send(&mother, &[report(id, world.sakura, TODAY, kind)]).await.unwrap();
        assert_eq!(held.iter().map(|report| report.kind).collect::<Vec<_>>(), [kind]);
        assert_eq!(tile(&tablet, &world, world.sakura).await.0, standing);
    }
    let both = send(&mother, &[report(5, world.sakura, TODAY, ReportKind::PickUp)]).await.unwrap();
    assert_eq!(both.len(), 2, "late, and fetched otherwise");
}

#[actix_web::test]
async fn the_nursery_takes_note_and_the_family_sees_it() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let mother = world.family_of(&server, world.mother).await;
    let grandfather = NewReport {
        at: None,
        person: Some(Name::parse("青木 弥生").unwrap()),
        ..report(1, world.sakura, TODAY, ReportKind::PickUp)
    };
    send(&mother, std::slice::from_ref(&grandfather)).await.unwrap();
    let path = (world.sakura, grandfather.id);
    let (tablet, with_nurse) = (world.tablet(&server, None).await, world.tablet(&server, Some(StaffRole::Nurse)).await);
    assert_eq!(tablet.call::<AcceptReport>(path, &Nothing {}).await.unwrap_err().code, Code::NotFound);
    assert_eq!(
        with_nurse.call::<AcceptReport>((world.haruto, grandfather.id), &Nothing {}).await.unwrap_err().code,
        Code::NotFound,
    );
    let accepted = async || mother.read::<ReadReports>((), &Default::default()).await.unwrap()[0].accepted_at;
    let director = world.office(&server, StaffRole::Director).await;
    let new = async || {
        let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
        overview.facilities[0].classes[0].new_reports
    };
    assert_eq!((accepted().await, new().await), (None, 1));
    with_nurse.call::<AcceptReport>(path, &Nothing {}).await.unwrap();
    let first = accepted().await;
    assert_eq!(new().await, 0);
    assert!(first.is_some() && tile(&tablet, &world, world.sakura).await.1[0].accepted);
    server.set_clock(moment("2026-06-10T01:03:00Z"));
    with_nurse.call::<AcceptReport>(path, &Nothing {}).await.unwrap();
    assert_eq!(accepted().await, first, "the first time counts");
}

#[actix_web::test]
async fn a_grandmother_sees_that_a_child_comes_late_and_not_why() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:00:00Z"));
    let mother = world.family_of(&server, world.mother).await;
    let late = NewReport {
        note: Some(Text::parse("通院します").unwrap()),
        ..report(1, world.sakura, TODAY, ReportKind::Late)
    };
    let tomorrow = report(2, world.sakura, "2026-06-11", ReportKind::Absent);
    send(&mother, &[late, tomorrow]).await.unwrap();
    let grandmother = world.family_of(&server, world.grandmother).await;
    let own = grandmother.json::<ReadOwnChildren>(()).await;
    assert_eq!(own[0]["late_at"], json!("2026-06-10T01:30:00Z"));
    assert_eq!(own[0]["may_report"], json!(false));
    let refused = grandmother.read::<ReadReports>((), &Default::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    insta::assert_json_snapshot!(mother.json::<ReadReports>(()).await, { "[].sent_at" => "[now]" }, @r#"
    [
      {
        "after_cutoff": false,
        "at": "2026-06-10T01:30:00Z",
        "child": "00000005-0000-0000-0000-000000000003",
        "day": "2026-06-10",
        "id": "00000013-0000-0000-0000-000000000001",
        "kind": "late",
        "note": "通院します",
        "sent_at": "[now]"
      },
      {
        "after_cutoff": false,
        "child": "00000005-0000-0000-0000-000000000003",
        "day": "2026-06-11",
        "id": "00000013-0000-0000-0000-000000000002",
        "kind": "absent",
        "reason": "illness",
        "sent_at": "[now]"
      }
    ]
    "#);
}

#[actix_web::test]
async fn what_cannot_be_is_refused_with_the_field_and_nothing_is_kept() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, tablet) = (world.family_of(&server, world.mother).await, world.tablet(&server, None).await);
    let late = |day| report(1, world.sakura, day, ReportKind::Late);
    let refusals = [
        (
            NewReport { reason: None, ..report(1, world.sakura, TODAY, ReportKind::Absent) },
            "reports[1].reason",
            "empty",
        ),
        (NewReport { at: None, ..late(TODAY) }, "reports[1].at", "empty"),
        (late("2026-06-09"), "reports[1].day", "order"),
        (late("2026-08-12"), "reports[1].day", "order"),
    ];
    for (wrong, field, code) in refusals {
        let good = report(2, world.sakura, TODAY, ReportKind::PickUp);
        let refused = send(&mother, &[good, wrong]).await.unwrap_err();
        assert_eq!(at_fault(&refused), [(field, code)]);
    }
    assert_eq!(tile(&tablet, &world, world.sakura).await.1, []);
    record(&tablet, &[mark(1, world.sakura, MarkKind::Arrival, "00:00:00")]).await.unwrap();
    let refused = send(&mother, &[late(TODAY)]).await.unwrap_err();
    assert_eq!(at_fault(&refused), [("reports[0].kind", "order")]);
    assert_eq!(refused.fields[0].title, "すでに登園しています。園に電話でお知らせください。");

    for stranger in [world.father, world.grandmother] {
        let stranger = world.family_of(&server, stranger).await;
        assert_eq!(send(&stranger, &[late(TODAY)]).await.unwrap_err().code, Code::NotFound);
    }
    let other = report(3, world.haruto, TODAY, ReportKind::Absent);
    assert_eq!(send(&mother, &[other]).await.unwrap_err().code, Code::NotFound);
    assert_eq!(send(&mother, &[]).await.unwrap_err().code, Code::Invalid);
}

#[actix_web::test]
async fn the_same_id_for_something_else_is_a_conflict_and_a_late_report_is_flagged() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let mother = world.family_of(&server, world.mother).await;
    let first = report(1, world.sakura, TODAY, ReportKind::Absent);
    assert!(send(&mother, std::slice::from_ref(&first)).await.unwrap()[0].after_cutoff, "it is past 10 o'clock");
    let other = NewReport { reason: Some(Reason::Private), ..first };
    assert_eq!(send(&mother, &[other]).await.unwrap_err().code, Code::Conflict);
}

#[actix_web::test]
async fn where_nobody_would_read_them_there_are_no_reports() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (mother, facility) = (world.family_of(&server, world.mother).await, world.tsukushi);
    server.seed(move |seeds| seeds.switch(facility, Capability::Attendance, None)).await;
    let refused = send(&mother, &[report(1, world.sakura, TODAY, ReportKind::Absent)]).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    let own = mother.read::<ReadOwnChildren>((), &Default::default()).await.unwrap();
    assert!(!own[0].may_report && own[0].state.standing == Standing::Expected);
}
