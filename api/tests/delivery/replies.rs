//! Who has reported something is told that the nursery has taken note.

use hidamari_domain::attendance::{AcceptReport, NewReports, SendReports};
use hidamari_domain::delivery::{ListMessages, MessageKind, MessagesQuery};
use hidamari_domain::id::ReportId;
use hidamari_domain::policy::StaffRole;
use serde_json::json;
use uuid::Uuid;

use crate::common::Caller;
use crate::post::Post;
use crate::{a_while, until};

/// さくら is fetched at four today, her guardian says.
async fn reported(post: &Post, by: &Caller) -> ReportId {
    let id = ReportId(Uuid::now_v7());
    let report = json!({ "reports": [
        { "id": id, "child": post.world.sakura, "day": "2026-06-10", "kind": "pick_up", "at": "16:00:00" },
    ] });
    let report: NewReports = serde_json::from_value(report).unwrap();
    by.call::<SendReports>((), &report).await.unwrap();
    id
}

#[actix_web::test]
async fn only_the_sender_is_told_and_the_nursery_sees_what_became_of_it() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = post.with_browser(world.mother, "mother", &[]).await;
    post.with_browser(world.grandmother, "grandmother", &[]).await;
    let report = reported(&post, &mother).await;
    let director = world.office(&post.server, StaffRole::Director).await;
    director.call::<AcceptReport>((world.sakura, report), &Default::default()).await.unwrap();
    director.call::<AcceptReport>((world.sakura, report), &Default::default()).await.unwrap();
    until("a push", || !post.shown().is_empty()).await;
    a_while().await;
    assert_eq!(post.shown(), [("mother".to_owned(), "園からの返事".to_owned(), "園が連絡を確認しました。".to_owned())]);

    let sent = director.json::<ListMessages>(world.tsukushi).await;
    insta::assert_json_snapshot!(sent, { "[].id" => "[id]", "[].at" => "[now]", "[].ways[].at" => "[now]" }, @r#"
    [
      {
        "at": "[now]",
        "child": "青木 さくら",
        "id": "[id]",
        "kind": "accepted",
        "to": "青木 春",
        "ways": [
          {
            "at": "[now]",
            "channel": "push",
            "fate": "accepted"
          }
        ]
      }
    ]
    "#);
    let before = director.read::<ListMessages>(world.tsukushi, &Default::default()).await.unwrap();
    assert_eq!(before[0].kind, MessageKind::Accepted);
    let older = MessagesQuery { before: Some(before[0].id) };
    assert_eq!(director.read::<ListMessages>(world.tsukushi, &older).await.unwrap(), []);
}

#[actix_web::test]
async fn messages_of_one_moment_are_read_page_by_page_and_none_is_passed_over() {
    let post = Post::open().await;
    let world = post.world.clone();
    let mut sent = post
        .server
        .seed(move |seeds| (0..120).map(|_| seeds.message(world.mother, world.sakura)).collect::<Vec<_>>())
        .await;
    let director = post.world.office(&post.server, StaffRole::Director).await;
    let (mut read, mut before) = (Vec::new(), None);
    for expected in [50, 50, 20, 0] {
        let page = director.read::<ListMessages>(post.world.tsukushi, &MessagesQuery { before }).await.unwrap();
        assert_eq!(page.len(), expected);
        before = page.last().map(|message| message.id);
        read.extend(page.into_iter().map(|message| message.id));
    }
    sent.reverse();
    assert_eq!(read, sent);
}

#[actix_web::test]
async fn what_the_push_service_did_not_take_yet_is_shown_as_tried() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = post.with_browser(world.mother, "mother", &[503]).await;
    let report = reported(&post, &mother).await;
    let director = world.office(&post.server, StaffRole::Director).await;
    director.call::<AcceptReport>((world.sakura, report), &Default::default()).await.unwrap();
    until("a try", || !post.service.asked().is_empty()).await;
    // What became of it is written down a moment after the service has answered.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let sent = director.json::<ListMessages>(world.tsukushi).await;
    insta::assert_json_snapshot!(sent[0]["ways"], { "[].at" => "[now]" }, @r#"
    [
      {
        "again": true,
        "at": "[now]",
        "channel": "push",
        "fate": "queued"
      }
    ]
    "#);
}
