//! Families are told that a child came and went.

use chrono::TimeDelta;
use hidamari_domain::attendance::{MarkKind, NewMark, NewMarks, RecordMarks};
use hidamari_domain::delivery::{Channel, Topic};
use hidamari_domain::id::{ChildId, MarkId};
use uuid::Uuid;

use crate::common::{Caller, moment};
use crate::post::{Post, choose};
use crate::{a_while, until};

fn mark(child: ChildId, kind: MarkKind, at: &str) -> NewMark {
    let happened_at = moment(&format!("2026-06-10T{at}:00Z"));
    NewMark { id: MarkId(Uuid::now_v7()), child, kind, happened_at, takes_back: None }
}

async fn record(by: &Caller, marks: &[NewMark]) {
    by.call::<RecordMarks>((), &NewMarks { marks: marks.to_vec() }).await.unwrap();
}

#[actix_web::test]
async fn who_may_see_the_child_is_told_by_the_ways_they_have_chosen_and_nobody_else() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = post.with_browser(world.mother, "mother", &[]).await;
    post.with_browser(world.father, "father", &[]).await;
    post.with_browser(world.grandmother, "grandmother", &[]).await;
    choose(&mother, Topic::Attendance, Channel::Mail, true).await;
    let tablet = world.tablet(&post.server, None).await;
    record(&tablet, &[mark(world.sakura, MarkKind::Arrival, "00:12"), mark(world.haruto, MarkKind::Arrival, "00:12")])
        .await;
    a_while().await;
    assert_eq!(post.shown(), [], "as long as the tap can be taken back nobody is told");

    post.server.wait(TimeDelta::seconds(20));
    until("two pushes and a mail", || post.shown().len() == 2 && post.mails().len() == 1).await;
    let said = |browser: &str| (browser.to_owned(), "登園しました".to_owned(), "さくらさん　9:12".to_owned());
    assert_eq!(post.shown(), [said("grandmother"), said("mother")], "the father's view is restricted");
    assert_eq!(post.mails(), [("mother@example.jp".to_owned(), "【ひだまり】登園しました".to_owned())]);
    let shown = post.service.shown();
    assert!(shown.iter().all(|each| each.urgency == "normal"));
    let open = shown[0].message["open"].as_str().unwrap();
    assert!(open.starts_with("/family/?message="), "{open}");
    assert!(post.relay.arrived()[0].text.contains("http://127.0.0.1/family/?message="));

    record(&tablet, &[mark(world.sakura, MarkKind::Departure, "01:00")]).await;
    post.server.wait(TimeDelta::seconds(20));
    until("two more", || post.shown().len() == 4).await;
    assert!(post.shown().contains(&("mother".to_owned(), "降園しました".to_owned(), "さくらさん　10:00".to_owned())));
}

#[actix_web::test]
async fn what_was_taken_back_is_told_to_nobody() {
    let post = Post::open().await;
    let world = &post.world;
    post.with_browser(world.mother, "mother", &[]).await;
    let tablet = world.tablet(&post.server, None).await;
    let wrong = mark(world.sakura, MarkKind::Arrival, "00:12");
    record(&tablet, &[wrong]).await;
    let back = NewMark { takes_back: Some(wrong.id), ..mark(world.sakura, MarkKind::Correction, "00:13") };
    record(&tablet, &[back]).await;
    post.server.wait(TimeDelta::seconds(20));
    a_while().await;
    assert_eq!(post.service.asked(), []);
}

#[actix_web::test]
async fn what_one_does_not_want_to_be_told_is_not_sent() {
    let post = Post::open().await;
    let world = &post.world;
    let mother = post.with_browser(world.mother, "mother", &[]).await;
    post.with_browser(world.grandmother, "grandmother", &[]).await;
    choose(&mother, Topic::Attendance, Channel::Push, false).await;
    let tablet = world.tablet(&post.server, None).await;
    record(&tablet, &[mark(world.sakura, MarkKind::Arrival, "00:12")]).await;
    post.server.wait(TimeDelta::seconds(20));
    until("the grandmother's", || !post.shown().is_empty()).await;
    a_while().await;
    assert_eq!(post.shown().len(), 1);
    assert_eq!(post.shown()[0].0, "grandmother");
}

#[actix_web::test]
async fn whoever_may_not_know_any_more_is_not_told() {
    let post = Post::open().await;
    let world = post.world.clone();
    post.with_browser(world.mother, "mother", &[500]).await;
    let tablet = world.tablet(&post.server, None).await;
    record(&tablet, &[mark(world.sakura, MarkKind::Arrival, "00:12")]).await;
    post.server.wait(TimeDelta::seconds(20));
    until("a try that fails", || post.service.asked().len() == 1).await;
    // A custody order comes in between.
    post.server.seed(move |seeds| seeds.restrict(world.sakura, world.mother)).await;
    post.server.wait(TimeDelta::minutes(5));
    a_while().await;
    assert_eq!(post.service.asked(), [("mother".to_owned(), 500)], "not tried again");
}
