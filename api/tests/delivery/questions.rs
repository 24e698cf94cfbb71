//! At the cut-off the guardians of whoever neither came nor was reported are asked.

use chrono::TimeDelta;
use hidamari_domain::attendance::{
    NewReport, NewReports, ReadBoard, ReadCallList, ReadOwnChildren, ReportKind, SendReports, Status,
};
use hidamari_domain::delivery::OpenMessage;
use hidamari_domain::id::ReportId;
use hidamari_domain::policy::StaffRole;
use serde_json::json;
use uuid::Uuid;

use crate::common::moment;
use crate::post::Post;
use crate::{a_while, until};

async fn ask(post: &Post) {
    hidamari::attendance::ask(&post.server.app).await.unwrap();
}

#[actix_web::test]
async fn guardians_are_asked_once_by_every_way_and_nothing_personal_is_on_the_lock_screen() {
    let post = Post::open().await;
    let world = &post.world;
    for (account, browser) in [(world.mother, "mother"), (world.father, "father"), (world.grandmother, "grandmother")] {
        post.with_browser(account, browser, &[]).await;
    }
    post.server.set_clock(moment("2026-06-10T00:29:00Z"));
    ask(&post).await;
    a_while().await;
    assert_eq!(post.service.asked(), [], "there is time yet");

    post.server.set_clock(moment("2026-06-10T00:31:00Z"));
    ask(&post).await;
    ask(&post).await;
    until("a push and a mail", || post.shown().len() == 1 && post.mails().len() == 1).await;
    a_while().await;
    let [(browser, title, body)] = &post.shown()[..] else { panic!("{:?}", post.shown()) };
    assert_eq!((browser.as_str(), title.as_str()), ("mother", "登園の確認をお願いします"));
    assert!(!body.contains("さくら") && !body.contains("つくし"), "{body}");
    assert_eq!(post.service.shown()[0].urgency, "high");
    assert_eq!(post.mails(), [("mother@example.jp".to_owned(), "【ひだまり】登園の確認をお願いします".to_owned())]);

    // The director sees whom the question has reached, and who has opened it.
    let director = world.office(&post.server, StaffRole::Director).await;
    let mother = world.family_of(&post.server, world.mother).await;
    let open = post.service.shown()[0].message["open"].as_str().unwrap().to_owned();
    let message = open.strip_prefix("/family/?message=").unwrap().parse().unwrap();
    post.server.set_clock(moment("2026-06-10T00:33:00Z"));
    mother.call::<OpenMessage>(message, &Default::default()).await.unwrap();
    let list = director.json::<ReadCallList>(world.tsukushi).await;
    let children = list["children"].as_array().unwrap();
    let sakura = children.iter().find(|child| child["child"] == world.sakura.to_string()).unwrap();
    insta::assert_json_snapshot!(sakura["asked"], { "[].at" => "[9:31]", "[].opened_at" => "[9:33]" }, @r#"
    [
      {
        "accepted": true,
        "at": "[9:31]",
        "opened_at": "[9:33]",
        "to": "青木 春"
      }
    ]
    "#);
    let grandmother = world.family_of(&post.server, world.grandmother).await;
    let refused = grandmother.call::<OpenMessage>(message, &Default::default()).await.unwrap_err();
    assert_eq!(refused.status, 404, "a message is its own person's");
}

#[actix_web::test]
async fn who_came_or_was_reported_before_it_is_sent_is_not_asked_about() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = post.with_browser(world.mother, "mother", &[503]).await;
    post.server.set_clock(moment("2026-06-10T00:31:00Z"));
    ask(&post).await;
    until("a try that fails", || post.service.asked().len() == 1).await;
    let late = NewReport {
        id: ReportId(Uuid::now_v7()),
        child: world.sakura,
        day: "2026-06-10".parse().unwrap(),
        kind: ReportKind::Late,
        reason: None,
        at: Some("11:00:00".parse().unwrap()),
        person: None,
        temperature: None,
        note: None,
    };
    mother.call::<SendReports>((), &NewReports { reports: vec![late] }).await.unwrap();
    post.server.wait(TimeDelta::minutes(2));
    ask(&post).await;
    a_while().await;
    assert_eq!(post.service.asked().len(), 1, "not asked again");

    // At eleven the child has not come either.
    post.server.set_clock(moment("2026-06-10T02:01:00Z"));
    ask(&post).await;
    ask(&post).await;
    until("another question", || post.shown().len() == 1).await;
    a_while().await;
    assert_eq!(post.service.asked().len(), 2);
}

#[actix_web::test]
async fn the_answer_that_the_child_is_at_the_nursery_is_no_evidence_and_staff_see_it_at_once() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = world.family_of(&post.server, world.mother).await;
    post.server.set_clock(moment("2026-06-10T00:31:00Z"));
    let mother_now = world.family_of(&post.server, world.mother).await;
    let brought = |day: &str| json!({ "reports": [{ "id": Uuid::now_v7(), "child": world.sakura, "day": day, "kind": "brought" }] });
    let body = |day: &str| serde_json::from_value(brought(day)).unwrap();
    mother_now.call::<SendReports>((), &body("2026-06-10")).await.unwrap();
    let own = mother_now.read::<ReadOwnChildren>((), &Default::default()).await.unwrap();
    assert_eq!(own[0].status(moment("2026-06-10T00:32:00Z")), Status::Unconfirmed);
    let director = world.office(&post.server, StaffRole::Director).await;
    let list = director.read::<ReadCallList>(world.tsukushi, &Default::default()).await.unwrap();
    let first = list.children.first().unwrap();
    assert_eq!((first.child, first.brought.is_some()), (world.sakura, true));
    let board = director.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    let tile = board.children.iter().find(|child| child.id == world.sakura).unwrap();
    assert_eq!(tile.reports.iter().map(|report| report.kind).collect::<Vec<_>>(), [ReportKind::Brought]);
    let refused = mother.call::<SendReports>((), &body("2026-06-11")).await.unwrap_err();
    assert_eq!(refused.fields[0].field, "reports[0].day");
}
