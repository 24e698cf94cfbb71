use hidamari_domain::attendance::{
    CallList, CallResult, MarkKind, NewCall, ReadBoard, ReadCallList, ReadChildDay, ReadOverview, RecordCall,
    ReportKind, Status,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::{CallId, ChildId};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::{Code, Problem};
use hidamari_domain::time::Moment;
use hidamari_domain::value::Name;
use uuid::Uuid;

use crate::common::{Caller, Server, World, moment};
use crate::reports::{TODAY, report, send};
use crate::{mark, record};

async fn call(by: &Caller, id: u128, child: ChildId, result: CallResult) -> Result<Nothing, Problem> {
    let called = Name::parse("青木 春").unwrap();
    let id = CallId(Uuid::from_u128((0x14 << 96) + id));
    by.call::<RecordCall>(child, &NewCall { id, called, result }).await
}

async fn list(server: &Server, world: &World) -> CallList {
    let director = world.office(server, StaffRole::Director).await;
    director.read::<ReadCallList>(world.tsukushi, &Default::default()).await.unwrap()
}

fn names(list: &CallList) -> Vec<&str> {
    list.children.iter().map(|each| each.name.as_str()).collect()
}

/// Since when somebody is unconfirmed; how many are, and how many of them wait for a call.
async fn waiting(server: &Server, world: &World) -> (Option<Moment>, u32, u32) {
    let director = world.office(server, StaffRole::Director).await;
    let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
    let facility = &overview.facilities[0];
    let sum = |of: fn(&hidamari_domain::attendance::ClassCounts) -> u32| facility.classes.iter().map(of).sum();
    (facility.unconfirmed_since, sum(|class| class.unconfirmed), sum(|class| class.uncalled))
}

#[actix_web::test]
async fn whom_to_telephone_with_the_numbers_in_order_and_what_came_of_it() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:29:00Z"));
    assert_eq!(names(&list(&server, &world).await), [""; 0], "there is time yet");
    assert_eq!(waiting(&server, &world).await, (None, 0, 0));

    server.set_clock(moment("2026-06-10T00:31:00Z"));
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(1, world.haruto, MarkKind::Arrival, "00:10:00")]).await.unwrap();
    let cutoff = Some(moment("2026-06-10T00:30:00Z"));
    let (since, unconfirmed, uncalled) = waiting(&server, &world).await;
    assert_eq!((since, uncalled), (cutoff, 0), "the families may still answer by themselves");

    server.set_clock(moment("2026-06-10T00:45:00Z"));
    assert_eq!(waiting(&server, &world).await, (cutoff, unconfirmed, unconfirmed));
    let teacher = world.tablet(&server, Some(StaffRole::Teacher)).await;
    call(&teacher, 1, world.sakura, CallResult::NoAnswer).await.unwrap();
    call(&teacher, 2, world.sakura, CallResult::MessageLeft).await.unwrap();
    assert_eq!(waiting(&server, &world).await, (cutoff, unconfirmed, unconfirmed - 1));

    let director = world.office(&server, StaffRole::Director).await;
    let mut raw = director.json::<ReadCallList>(world.tsukushi).await;
    raw["children"].as_array_mut().unwrap().retain(|child| child["child"] == world.sakura.to_string());
    insta::assert_json_snapshot!(raw, { ".children[].calls[].at" => "[now]", ".now" => "[now]" }, @r#"
    {
      "children": [
        {
          "call_from": "2026-06-10T00:45:00Z",
          "calls": [
            {
              "at": "[now]",
              "by": "teacherの人",
              "called": "青木 春",
              "id": "00000014-0000-0000-0000-000000000002",
              "result": "message_left"
            },
            {
              "at": "[now]",
              "by": "teacherの人",
              "called": "青木 春",
              "id": "00000014-0000-0000-0000-000000000001",
              "result": "no_answer"
            }
          ],
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
          "kana": "アオキ サクラ",
          "name": "青木 さくら",
          "since": "2026-06-10T00:30:00Z"
        }
      ],
      "day": "2026-06-10",
      "now": "[now]"
    }
    "#);
    let day = director.read::<ReadChildDay>(world.sakura, &Default::default()).await.unwrap();
    assert_eq!(
        day.calls.iter().map(|call| call.result).collect::<Vec<_>>(),
        [CallResult::MessageLeft, CallResult::NoAnswer]
    );

    let before = list(&server, &world).await.children.len();
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(2, world.sakura, MarkKind::Arrival, "00:44:00")]).await.unwrap();
    let after = list(&server, &world).await;
    assert!(after.children.len() == before - 1 && !names(&after).contains(&"青木 さくら"), "the list shrinks");
    assert_eq!(waiting(&server, &world).await, (cutoff, unconfirmed - 1, unconfirmed - 1));
}

#[actix_web::test]
async fn who_is_reported_late_is_telephoned_about_only_after_that() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:20:00Z"));
    let mother = world.family_of(&server, world.mother).await;
    send(&mother, &[report(1, world.sakura, TODAY, ReportKind::Late)]).await.unwrap();
    server.set_clock(moment("2026-06-10T01:29:00Z"));
    assert!(!names(&list(&server, &world).await).contains(&"青木 さくら"));
    let (_, unconfirmed, uncalled) = waiting(&server, &world).await;
    server.set_clock(moment("2026-06-10T01:46:00Z"));
    let late = list(&server, &world).await.children.into_iter().find(|each| each.child == world.sakura).unwrap();
    assert_eq!((late.since, late.call_from), (moment("2026-06-10T01:30:00Z"), moment("2026-06-10T01:45:00Z")));
    assert_eq!(waiting(&server, &world).await.1, unconfirmed + 1);
    assert_eq!(waiting(&server, &world).await.2, uncalled + 1);
    let director = world.office(&server, StaffRole::Director).await;
    call(&director, 1, world.sakura, CallResult::Reached).await.unwrap();
    assert_eq!(waiting(&server, &world).await.2, uncalled);
    let board = director.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    let status = board.children.iter().find(|tile| tile.id == world.sakura).unwrap().status(board.now);
    assert_eq!(status, Status::Unconfirmed, "a call alone is no evidence");
}

#[actix_web::test]
async fn calls_are_logged_by_persons_and_once() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    assert_eq!(call(&tablet, 1, world.sakura, CallResult::NoAnswer).await.unwrap_err().code, Code::NotFound);
    let teacher = world.tablet(&server, Some(StaffRole::Teacher)).await;
    call(&teacher, 1, world.sakura, CallResult::NoAnswer).await.unwrap();
    assert_eq!(call(&teacher, 1, world.sakura, CallResult::Reached).await.unwrap_err().code, Code::Conflict);
    let ward = world.office(&server, StaffRole::WardAdmin).await;
    let refused = ward.read::<ReadCallList>(world.tsukushi, &Default::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound, "the ward sees counts");
    assert!(waiting(&server, &world).await.1 > 0);
}
