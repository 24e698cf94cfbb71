use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use hidamari::failure::Failure;
use hidamari_client::new_operation;
use hidamari_domain::attendance::{DayState, MarkKind, NewMarks, ReadBoard, ReadChildDay, RecordMarks, Standing};
use hidamari_domain::contract::Method;
use hidamari_domain::id::{ChildId, MarkId};
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::Code;
use secrecy::ExposeSecret;
use serde_json::Value;
use uuid::Uuid;

use crate::common::{Caller, Server, World, moment};
use crate::{at_fault, mark, record};

async fn state(by: &Caller, world: &World, child: ChildId) -> DayState {
    let board = by.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    board.children.iter().find(|tile| tile.id == child).unwrap().state
}

#[actix_web::test]
async fn a_mark_is_answered_with_the_state_it_makes() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let marks = vec![
        mark(1, world.sakura, MarkKind::Arrival, "00:01:02.345678"),
        mark(2, world.haruto, MarkKind::Absence, "00:05:00"),
        mark(3, world.sakura, MarkKind::Departure, "00:59:00"),
    ];
    let (status, body) = tablet.raw::<RecordMarks>(new_operation(), (), &Default::default(), &NewMarks { marks }).await;
    assert_eq!(status, 200);
    insta::assert_json_snapshot!(body, @r#"
    {
      "children": [
        {
          "child": "00000005-0000-0000-0000-000000000002",
          "state": {
            "since": "2026-06-10T00:05:00Z",
            "standing": "absent"
          }
        },
        {
          "child": "00000005-0000-0000-0000-000000000003",
          "state": {
            "arrived_at": "2026-06-10T00:01:02.345678Z",
            "since": "2026-06-10T00:59:00Z",
            "standing": "left"
          }
        }
      ]
    }
    "#);
}

/// Another program that keeps everyone from marking children, until it is dropped.
fn in_the_way(server: &Server) -> Box<dyn std::any::Any> {
    let url = server.app.config.database.expose_secret();
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut other = SqliteConnection::establish(path).unwrap();
            other.batch_execute("BEGIN IMMEDIATE").unwrap();
            Box::new(other)
        }
        None => {
            let mut other = PgConnection::establish(url).unwrap();
            other.batch_execute("BEGIN; LOCK TABLE child IN EXCLUSIVE MODE").unwrap();
            Box::new(other)
        }
    }
}

#[actix_web::test]
async fn a_mark_that_would_wait_too_long_is_to_be_sent_again() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let body = NewMarks { marks: vec![mark(1, world.sakura, MarkKind::Arrival, "00:01:00")] };
    let operation = new_operation();
    let other = in_the_way(&server);
    let (status, refusal) = tablet.raw::<RecordMarks>(operation, (), &Default::default(), &body).await;
    assert_eq!((status, &refusal["code"]), (503, &serde_json::json!("unavailable")), "{refusal}");
    drop(other);
    let (status, _) = tablet.raw::<RecordMarks>(operation, (), &Default::default(), &body).await;
    assert_eq!(status, 200);
    assert_eq!(state(&tablet, &world, world.sakura).await.standing, Standing::Here);
}

/// The database hangs up (PostgreSQL), or what was written cannot be committed (SQLite).
async fn broken_off(server: &Server) {
    let url = server.app.config.database.expose_secret();
    if url.starts_with("sqlite:") {
        let orphan = "PRAGMA defer_foreign_keys = ON; INSERT INTO child_day (child_id, day, standing) \
                      VALUES ('nobody', '2026-06-10', 'here')";
        let refused = server.app.work(|work| Ok::<(), Failure>(work.conn.batch_execute(orphan)?)).await;
        assert!(matches!(refused, Err(Failure::Refused(problem)) if problem.code == Code::Unavailable));
    } else {
        let mut other = PgConnection::establish(url).unwrap();
        let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        other.batch_execute(all).unwrap();
    }
}

#[actix_web::test]
async fn a_database_that_breaks_off_is_found_again() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let body = NewMarks { marks: vec![mark(1, world.sakura, MarkKind::Arrival, "00:01:00")] };
    let operation = new_operation();
    broken_off(&server).await;
    until_taken(async || tablet.raw::<RecordMarks>(operation, (), &Default::default(), &body).await).await;
    let board = until_taken(async || {
        tablet.raw::<ReadBoard>(new_operation(), world.ichigo, &Default::default(), &Default::default()).await
    })
    .await;
    let here = board["children"].as_array().unwrap().iter().filter(|tile| tile["state"]["standing"] == "here");
    assert_eq!(here.count(), 1, "{board}");
}

/// Each connection learns of it by itself, and whoever has it then is to send again.
async fn until_taken(mut send: impl AsyncFnMut() -> (u16, Value)) -> Value {
    for _ in 0..20 {
        let (status, answer) = send().await;
        if status == 200 {
            return answer;
        }
        assert_eq!((status, &answer["code"]), (503, &serde_json::json!("unavailable")), "{answer}");
    }
    panic!("it stays broken off");
}

#[actix_web::test]
async fn what_is_sent_again_changes_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:01:00");
    let body = NewMarks { marks: vec![arrival] };
    let operation = new_operation();
    let first = tablet.raw::<RecordMarks>(operation, (), &Default::default(), &body).await;
    assert_eq!(tablet.raw::<RecordMarks>(operation, (), &Default::default(), &body).await, first);
    // The outbox of an older page may have lost the operation's id; the mark's own is enough.
    assert_eq!(tablet.raw::<RecordMarks>(new_operation(), (), &Default::default(), &body).await, first);
    assert_eq!(record(&tablet, &[arrival, arrival]).await.unwrap().children.len(), 1);

    let director = world.office(&server, StaffRole::Director).await;
    let day = director.read::<ReadChildDay>(world.sakura, &Default::default()).await.unwrap();
    assert_eq!(day.marks.len(), 1);
}

#[actix_web::test]
async fn an_id_with_other_contents_is_a_conflict() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:01:00");
    record(&tablet, &[arrival]).await.unwrap();
    let yesterday = arrival.happened_at - TimeDelta::days(1);
    for other in [
        hidamari_domain::attendance::NewMark { kind: MarkKind::Departure, ..arrival },
        hidamari_domain::attendance::NewMark { child: world.haruto, ..arrival },
        hidamari_domain::attendance::NewMark { happened_at: moment("2026-06-10T00:02:00Z"), ..arrival },
        hidamari_domain::attendance::NewMark { happened_at: yesterday, ..arrival },
    ] {
        let with_another = [mark(2, world.hinata_child, MarkKind::Arrival, "00:03:00"), other];
        assert_eq!(record(&tablet, &with_another).await.unwrap_err().code, Code::Conflict, "{other:?}");
    }
    // All or none.
    assert_eq!(state(&tablet, &world, world.hinata_child).await, DayState::EXPECTED);
    assert_eq!(state(&tablet, &world, world.sakura).await.since, Some(arrival.happened_at));
}

#[actix_web::test]
async fn marks_too_many_too_few_or_of_another_time_are_refused() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    assert_eq!(at_fault(&record(&tablet, &[]).await.unwrap_err()), [("marks", "empty")]);
    let many: Vec<_> = (0..61).map(|id| mark(id, world.sakura, MarkKind::Arrival, "00:00:00")).collect();
    assert_eq!(at_fault(&record(&tablet, &many).await.unwrap_err()), [("marks", "too_many")]);
    assert_eq!(record(&tablet, &many[..60]).await.unwrap().children.len(), 1);

    let now = server.app.clock.now();
    for (offset, is_good) in [
        (TimeDelta::minutes(4), true),
        (TimeDelta::minutes(6), false),
        (-TimeDelta::days(7) + TimeDelta::minutes(1), true),
        (-TimeDelta::days(7) - TimeDelta::minutes(1), false),
    ] {
        let id = MarkId(Uuid::now_v7());
        let at = hidamari_domain::attendance::NewMark { id, happened_at: now + offset, ..many[0] };
        match record(&tablet, &[at]).await {
            Ok(_) => assert!(is_good, "{offset}"),
            Err(problem) => {
                assert!(!is_good, "{offset}");
                assert_eq!(at_fault(&problem), [("marks[0].happened_at", "order")]);
                assert!(problem.fields[0].title.contains('。'));
            }
        }
    }
}

#[actix_web::test]
async fn a_mark_counts_for_the_facilitys_local_day() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    // 23:59:59 in Tokyo is yesterday, 00:00:00 is today.
    let before = hidamari_domain::attendance::NewMark {
        happened_at: moment("2026-06-09T14:59:59Z"),
        ..mark(1, world.sakura, MarkKind::Arrival, "00:00:00")
    };
    let after = hidamari_domain::attendance::NewMark {
        happened_at: moment("2026-06-09T15:00:00Z"),
        ..mark(2, world.haruto, MarkKind::Arrival, "00:00:00")
    };
    let recorded = record(&tablet, &[before, after]).await.unwrap();
    let standings: Vec<Standing> = recorded.children.iter().map(|child| child.state.standing).collect();
    // By the children's ids: haruto comes before sakura.
    assert_eq!(standings, [Standing::Here, Standing::Expected]);
}

#[actix_web::test]
async fn two_tablets_at_once_lose_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (one, two) = (world.tablet(&server, None).await, world.tablet(&server, None).await);
    let arrivals = (0..12).map(|id| {
        let by = if id % 2 == 0 { &one } else { &two };
        let all = [world.sakura, world.haruto, world.hinata_child];
        // In another order each time, so that locks taken carelessly would wait for one another.
        let mut marks: Vec<_> = (0..)
            .zip(all)
            .map(|(place, child)| {
                mark(100 * (place + 1) + id, child, MarkKind::Arrival, &format!("00:{:02}:00", 30 - id))
            })
            .collect();
        marks.rotate_left(usize::try_from(id).unwrap() % 3);
        async move { record(by, &marks).await.unwrap() }
    });
    futures_util::future::join_all(arrivals).await;
    for child in [world.sakura, world.haruto, world.hinata_child] {
        assert_eq!(state(&one, &world, child).await.since, Some(moment("2026-06-10T00:19:00Z")));
    }
}

#[actix_web::test]
async fn a_mark_for_one_foreign_child_among_others_is_refused_whole() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let teacher = world.office(&server, StaffRole::Teacher).await;
    let own = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    for foreign in [world.riku, world.far_child, ChildId(Uuid::now_v7())] {
        let foreign = mark(2, foreign, MarkKind::Arrival, "00:00:00");
        assert_eq!(record(&tablet, &[own, foreign]).await.unwrap_err().code, Code::NotFound);
    }
    let other_class = mark(3, world.sora, MarkKind::Arrival, "00:00:00");
    assert_eq!(record(&teacher, &[own, other_class]).await.unwrap_err().code, Code::NotFound);
    assert_eq!(state(&tablet, &world, world.sakura).await, DayState::EXPECTED);
    record(&tablet, &[own, other_class]).await.unwrap();
}

#[actix_web::test]
async fn a_write_without_its_id_or_from_elsewhere_is_refused() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let body =
        serde_json::to_string(&NewMarks { marks: vec![mark(1, world.sakura, MarkKind::Arrival, "00:00:00")] }).unwrap();
    let (status, _) = tablet.send(Method::Post, "/api/attendance/marks", None, Some(body)).await;
    assert_eq!(status, 400);
    let foreign = tablet.request(Method::Post, "/api/attendance/marks").header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status().as_u16(), 403);
}
