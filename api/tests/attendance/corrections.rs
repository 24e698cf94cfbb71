use chrono::TimeDelta;
use hidamari_domain::attendance::{DayQuery, DayState, MarkKind, NewMark, ReadBoard, ReadChildDay, Standing};
use hidamari_domain::policy::StaffRole;

use crate::common::{Server, World};
use crate::{at_fault, correction, mark, record};

#[actix_web::test]
async fn a_mark_taken_back_counts_for_nothing_and_stays_on_the_record() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    let departure = mark(2, world.sakura, MarkKind::Departure, "00:40:00");
    record(&tablet, &[arrival, departure]).await.unwrap();
    let board = tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    assert_eq!(board.children[0].last_mark, Some(departure.id));

    let undone = correction(3, &departure);
    let recorded = record(&tablet, &[undone]).await.unwrap();
    assert_eq!(recorded.children[0].state.standing, Standing::Here);
    assert_eq!(record(&tablet, &[undone]).await.unwrap(), recorded);
    let board = tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    assert_eq!(board.children[0].last_mark, Some(arrival.id));

    let director = world.office(&server, StaffRole::Director).await;
    let day = director.read::<ReadChildDay>(world.sakura, &Default::default()).await.unwrap();
    assert_eq!(day.marks.len(), 3);
    assert_eq!(day.state, recorded.children[0].state);
}

#[actix_web::test]
async fn a_mark_and_its_correction_may_come_together() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    let recorded = record(&tablet, &[arrival, correction(2, &arrival)]).await.unwrap();
    assert_eq!(recorded.children[0].state, DayState::EXPECTED);
    let board = tablet.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    assert_eq!((board.children[0].state, board.children[0].last_mark), (DayState::EXPECTED, None));
}

#[actix_web::test]
async fn a_correction_counts_for_the_day_of_what_was_wrong() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    let yesterday = NewMark { happened_at: arrival.happened_at - TimeDelta::days(1), ..arrival };
    record(&director, &[yesterday]).await.unwrap();
    let query = DayQuery { day: "2026-06-09".parse().ok() };
    let before = director.read::<ReadChildDay>(world.sakura, &query).await.unwrap();
    assert_eq!(before.state.standing, Standing::Here);
    record(&director, &[correction(2, &yesterday)]).await.unwrap();
    let after = director.read::<ReadChildDay>(world.sakura, &query).await.unwrap();
    assert_eq!((after.state, after.marks.len()), (DayState::EXPECTED, 2));
}

#[actix_web::test]
async fn a_correction_that_names_no_mark_of_the_child_is_refused() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let tablet = world.tablet(&server, None).await;
    let arrival = mark(1, world.sakura, MarkKind::Arrival, "00:00:00");
    record(&tablet, &[arrival]).await.unwrap();
    let good = correction(2, &arrival);
    for (wrong, code) in [
        (NewMark { takes_back: None, ..good }, "empty"),
        (NewMark { child: world.haruto, ..good }, "unknown"),
        (NewMark { takes_back: Some(mark(9, world.sakura, MarkKind::Arrival, "00:00:00").id), ..good }, "unknown"),
        (NewMark { kind: MarkKind::Departure, ..good }, "shape"),
    ] {
        let refused = record(&tablet, &[arrival, wrong]).await.unwrap_err();
        assert_eq!(at_fault(&refused), [("marks[1].takes_back", code)], "{wrong:?}");
    }
    record(&tablet, &[good]).await.unwrap();
    // What was taken back is marked anew, not by taking back the correction.
    let again = correction(3, &good);
    assert_eq!(at_fault(&record(&tablet, &[again]).await.unwrap_err()), [("marks[0].takes_back", "unknown")]);
}
