use hidamari_domain::attendance::{
    AttendanceRules, DayKind, MarkKind, ReadAttendanceRules, ReadBoard, ReadOverview, ReadOwnChildren,
    SetAttendanceRules,
};
use hidamari_domain::policy::{Capability, StaffRole};
use hidamari_domain::problem::Code;
use serde_json::json;

use crate::common::{Caller, Server, World, moment};
use crate::{at_fault, mark, record};

/// Off, expected and unconfirmed of いちご組.
async fn waiting(by: &Caller) -> [u32; 3] {
    let overview = by.read::<ReadOverview>((), &Default::default()).await.unwrap();
    let class = &overview.facilities[0].classes[0];
    [class.off, class.expected, class.unconfirmed]
}

fn settled(cutoff: &str, off_on: &[DayKind]) -> AttendanceRules {
    AttendanceRules {
        cutoff: cutoff.parse().unwrap(),
        off_on: off_on.iter().copied().collect(),
        ..AttendanceRules::usual()
    }
}

#[actix_web::test]
async fn who_has_not_come_is_expected_until_the_cut_off_and_unconfirmed_from_then_on() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    server.set_clock(moment("2026-06-10T00:29:57Z"));
    record(&director, &[mark(1, world.sakura, MarkKind::Arrival, "00:10:00")]).await.unwrap();
    assert_eq!(waiting(&director).await, [0, 2, 0]);
    server.set_clock(moment("2026-06-10T00:30:01Z"));
    assert_eq!(waiting(&director).await, [0, 0, 2]);

    let later = settled("10:15:00", &[DayKind::Sunday]);
    assert_eq!(director.call::<SetAttendanceRules>(world.tsukushi, &later).await.unwrap(), later);
    assert_eq!(waiting(&director).await, [0, 2, 0]);
    insta::assert_json_snapshot!(director.json::<ReadAttendanceRules>(world.tsukushi).await, @r#"
    {
      "call_after": 15,
      "cutoff": "10:15:00",
      "lock_at": "17:00:00",
      "lock_days": 1,
      "off_on": [
        "sunday"
      ]
    }
    "#);
    let tablet = world.tablet(&server, None).await;
    assert_eq!(tablet.json::<ReadBoard>(world.ichigo).await["children"][0]["cutoff"], json!("2026-06-10T01:15:00Z"));
    let phone = world.family_of(&server, world.mother).await;
    assert_eq!(phone.json::<ReadOwnChildren>(()).await[0]["cutoff"], json!("2026-06-10T01:15:00Z"));
}

#[actix_web::test]
async fn on_days_off_nobody_is_expected() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    for saturday_or_holiday in ["2026-06-13T02:00:00Z", "2026-07-20T02:00:00Z", "2026-12-31T02:00:00Z"] {
        server.set_clock(moment(saturday_or_holiday));
        let director = world.office(&server, StaffRole::Director).await;
        let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
        let [ichigo, _] = &overview.facilities[0].classes[..] else { panic!("two classes") };
        assert_eq!((ichigo.off, ichigo.expected, ichigo.unconfirmed), (ichigo.off, 0, 0), "{saturday_or_holiday}");
        assert!(ichigo.off > 0 && overview.changes_at.is_none());
        let tablet = world.tablet(&server, None).await;
        assert_eq!(tablet.json::<ReadBoard>(world.ichigo).await["children"][0]["cutoff"], json!(null));
    }
    let director = world.office(&server, StaffRole::Director).await;
    director.call::<SetAttendanceRules>(world.tsukushi, &settled("09:00:00", &[])).await.unwrap();
    assert_eq!(waiting(&director).await[0], 0);
}

#[actix_web::test]
async fn a_cut_off_outside_the_opening_hours_is_refused_and_changes_nothing() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let director = world.office(&server, StaffRole::Director).await;
    for cutoff in ["07:14:59", "18:15:00"] {
        let refused = director.call::<SetAttendanceRules>(world.tsukushi, &settled(cutoff, &[])).await.unwrap_err();
        assert_eq!((refused.code, at_fault(&refused)), (Code::Invalid, vec![("cutoff", "order")]), "{cutoff}");
    }
    let found = director.read::<ReadAttendanceRules>(world.tsukushi, &Default::default()).await.unwrap();
    assert_eq!(found, AttendanceRules::usual());
}

#[actix_web::test]
async fn without_the_switch_there_are_no_rules_to_settle() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let (director, facility) = (world.office(&server, StaffRole::Director).await, world.tsukushi);
    server.seed(move |seeds| seeds.switch(facility, Capability::Attendance, None)).await;
    let refused = director.call::<SetAttendanceRules>(facility, &AttendanceRules::usual()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
}
