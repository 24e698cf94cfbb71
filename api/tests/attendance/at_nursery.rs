use hidamari_domain::attendance::{
    EndReport, EnterReports, MarkKind, NewReport, NewReports, ReadChildDay, ReadReports, ReportKind, Status,
    WithdrawReport,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::{Code, Problem};

use crate::common::{Caller, Server, World, moment};
use crate::reports::{TODAY, report, send, tile};
use crate::{at_fault, mark, record};

async fn enter(by: &Caller, reports: &[NewReport]) -> Result<Nothing, Problem> {
    by.call::<EnterReports>((), &NewReports { reports: reports.to_vec() }).await
}

#[actix_web::test]
async fn what_a_guardian_says_on_the_telephone_is_entered_for_several_days_and_noted_at_once() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-09T23:30:00Z"));
    let tablet = world.tablet(&server, None).await;
    let days: Vec<NewReport> = ["2026-06-09", TODAY, "2026-06-11"]
        .iter()
        .enumerate()
        .map(|(id, day)| report(id as u128, world.sakura, day, ReportKind::Absent))
        .collect();
    assert_eq!(enter(&tablet, &days).await.unwrap_err().code, Code::NotFound, "nobody has typed a PIN");
    let teacher = world.tablet(&server, Some(StaffRole::Teacher)).await;
    enter(&teacher, &days).await.unwrap();

    let (status, announced) = tile(&tablet, &world, world.sakura).await;
    assert_eq!((status, announced.len(), announced[0].accepted), (Status::Absent, 1, true));
    let day = teacher.json::<ReadChildDay>(world.sakura).await;
    insta::assert_json_snapshot!(day["reports"], { "[].sent_at" => "[now]", "[].accepted_at" => "[now]" }, @r#"
    [
      {
        "accepted_at": "[now]",
        "after_cutoff": false,
        "at_nursery": true,
        "by": "teacherの人",
        "child": "00000005-0000-0000-0000-000000000003",
        "day": "2026-06-10",
        "id": "00000013-0000-0000-0000-000000000001",
        "kind": "absent",
        "reason": "illness",
        "sent_at": "[now]"
      }
    ]
    "#);
    let mother = world.family_of(&server, world.mother).await;
    let own = mother.read::<ReadReports>((), &Default::default()).await.unwrap();
    let told: Vec<_> = own.iter().map(|each| (each.day.to_string(), each.at_nursery, each.by.as_str())).collect();
    assert_eq!(told, [(TODAY.to_owned(), true, ""), ("2026-06-11".to_owned(), true, "")]);
    mother.call::<WithdrawReport>((world.sakura, days[1].id), &Nothing {}).await.unwrap();
    assert_eq!(tile(&tablet, &world, world.sakura).await, (Status::Expected, vec![]));
}

#[actix_web::test]
async fn the_nursery_takes_a_report_back_for_a_guardian() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-09T23:30:00Z"));
    let (mother, director) =
        (world.family_of(&server, world.mother).await, world.office(&server, StaffRole::Director).await);
    let absent = report(1, world.sakura, TODAY, ReportKind::Absent);
    send(&mother, std::slice::from_ref(&absent)).await.unwrap();
    let of_another = director.call::<EndReport>((world.haruto, absent.id), &Nothing {}).await.unwrap_err();
    assert_eq!(of_another.code, Code::NotFound);
    director.call::<EndReport>((world.sakura, absent.id), &Nothing {}).await.unwrap();
    let tablet = world.tablet(&server, None).await;
    assert_eq!(tile(&tablet, &world, world.sakura).await, (Status::Expected, vec![]));
    let again = director.call::<EndReport>((world.sakura, absent.id), &Nothing {}).await.unwrap_err();
    assert_eq!(again.code, Code::NotFound);
}

#[actix_web::test]
async fn what_contradicts_the_record_or_is_long_past_is_refused_in_words_for_the_nursery() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    let long_ago = report(1, world.sakura, "2026-06-02", ReportKind::Absent);
    let refused = enter(&director, &[long_ago]).await.unwrap_err();
    assert_eq!(at_fault(&refused), [("reports[0].day", "order")]);
    assert_eq!(refused.fields[0].title, "7日より前の連絡は入れられません。");
    let tablet = world.tablet(&server, None).await;
    record(&tablet, &[mark(1, world.sakura, MarkKind::Arrival, "00:00:00")]).await.unwrap();
    let refused = enter(&director, &[report(2, world.sakura, TODAY, ReportKind::Late)]).await.unwrap_err();
    assert_eq!(at_fault(&refused), [("reports[0].kind", "order")]);
    assert_eq!(refused.fields[0].title, "すでに登園の記録があります。記録を取り消してから入れてください。");
}
