use hidamari_domain::attendance::{
    Hours, NewDay, NewDays, NewWeek, Plan, Planned, ReadBoard, ReadExpected, ReadOverview, ReadOwnChildren, ReadPlan,
    ReportKind, SetDays, SetWeek, Status, Week, WithdrawReport,
};
use hidamari_domain::contract::Nothing;
use hidamari_domain::id::ReportId;
use hidamari_domain::policy::StaffRole;
use hidamari_domain::problem::{Code, Problem};

use uuid::Uuid;

use crate::at_fault;
use crate::common::{Caller, Server, World, moment};
use crate::reports::{TODAY, report, send, tile};

const WEEK: &str = "08:30-17:30 10:15-17:30 10:15-17:30 08:30-12:00 - - -";

fn hours(text: &str) -> Hours {
    text.parse().unwrap()
}

async fn set_week(by: &Caller, world: &World, from: &str, week: &str) -> Result<Plan, Problem> {
    let week: Week = week.parse().unwrap();
    by.call::<SetWeek>(world.sakura, &NewWeek { valid_from: from.parse().unwrap(), week }).await
}

async fn set_day(by: &Caller, world: &World, day: &str, planned: &str) -> Result<Plan, Problem> {
    let new = NewDay { day: day.parse().unwrap(), planned: planned.parse().unwrap() };
    by.call::<SetDays>(world.sakura, &NewDays { days: vec![new] }).await
}

fn on(plan: &Plan, day: &str) -> (Planned, bool) {
    let day = day.parse().unwrap();
    plan.days.iter().find(|each| each.day == day).map(|each| (each.planned, each.is_own)).unwrap()
}

#[actix_web::test]
async fn a_week_holds_from_its_day_on_and_a_day_of_its_own_goes_before_it() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T03:00:00Z"));
    let mother = world.family_of(&server, world.mother).await;
    let before = mother.read::<ReadPlan>(world.sakura, &Default::default()).await.unwrap();
    assert_eq!((before.week, before.open_from.to_string()), (None, "2026-06-11".to_owned()));
    assert_eq!(on(&before, "2026-06-15"), (Planned::Unknown, false));

    let plan = set_week(&mother, &world, "2026-06-15", WEEK).await.unwrap();
    assert_eq!(on(&plan, "2026-06-12"), (Planned::Unknown, false));
    assert_eq!(on(&plan, "2026-06-15"), (Planned::Times(hours("08:30-17:30")), false));
    assert_eq!(on(&plan, "2026-06-19"), (Planned::Off, false));
    let plan = set_day(&mother, &world, "2026-06-15", "09:00-15:00").await.unwrap();
    assert_eq!(on(&plan, "2026-06-15"), (Planned::Times(hours("09:00-15:00")), true));
    let plan = set_day(&mother, &world, "2026-06-15", "unknown").await.unwrap();
    assert_eq!(on(&plan, "2026-06-15"), (Planned::Times(hours("08:30-17:30")), false), "as usual again");

    set_week(&mother, &world, "2026-06-22", "- - - - - - -").await.unwrap();
    let plan = set_week(&mother, &world, "2026-06-18", "07:15-18:15 - - 07:15-18:15 - - -").await.unwrap();
    assert_eq!(on(&plan, "2026-06-16"), (Planned::Times(hours("10:15-17:30")), false), "the earlier version stays");
    assert_eq!(on(&plan, "2026-06-18"), (Planned::Times(hours("07:15-18:15")), false));
    assert_eq!(on(&plan, "2026-06-22"), (Planned::Times(hours("07:15-18:15")), false), "the newest takes the place");

    let mut raw = mother.json::<ReadPlan>(world.sakura).await;
    raw["days"].as_array_mut().unwrap().truncate(6);
    insta::assert_json_snapshot!(raw, @r#"
    {
      "child": "00000005-0000-0000-0000-000000000003",
      "days": [
        {
          "day": "2026-06-10",
          "planned": "unknown"
        },
        {
          "day": "2026-06-11",
          "planned": "unknown"
        },
        {
          "day": "2026-06-12",
          "planned": "unknown"
        },
        {
          "day": "2026-06-13",
          "is_closed": true,
          "planned": "unknown"
        },
        {
          "day": "2026-06-14",
          "is_closed": true,
          "planned": "unknown"
        },
        {
          "day": "2026-06-15",
          "planned": "08:30-17:30"
        }
      ],
      "name": "青木 さくら",
      "open_from": "2026-06-11",
      "opening": "07:15-18:15",
      "week": "07:15-18:15 - - 07:15-18:15 - - -"
    }
    "#);
}

#[actix_web::test]
async fn a_guardian_plans_until_the_lock_time_and_the_nursery_always() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T08:00:00Z"));
    let mother = world.family_of(&server, world.mother).await;
    let locked = set_day(&mother, &world, "2026-06-11", "off").await.unwrap_err();
    assert_eq!(at_fault(&locked), [("days[0].day", "order")]);
    assert_eq!(locked.fields[0].title, "この日の締め切りを過ぎています。園に直接お知らせください。");
    set_day(&mother, &world, "2026-06-12", "off").await.unwrap();
    let director = world.office(&server, StaffRole::Director).await;
    set_day(&director, &world, TODAY, "off").await.unwrap();
    let past = set_day(&director, &world, "2026-06-09", "off").await.unwrap_err();
    assert_eq!(at_fault(&past), [("days[0].day", "order")]);

    for (day, planned, field) in [
        ("2026-06-13", "08:30-17:30", "days[0].day"),
        ("2026-06-12", "05:00-17:30", "days[0].planned"),
        ("2026-08-20", "off", "days[0].day"),
    ] {
        let refused = set_day(&mother, &world, day, planned).await.unwrap_err();
        assert_eq!(at_fault(&refused), [(field, "order")], "{day} {planned}");
    }
    let refused = set_week(&mother, &world, "2026-06-11", WEEK).await.unwrap_err();
    assert_eq!(at_fault(&refused), [("valid_from", "order")]);
    let refused = set_week(&mother, &world, "2026-06-15", "08:30-23:00 - - - - - -").await.unwrap_err();
    assert_eq!(at_fault(&refused), [("week", "order")]);
    for stranger in [world.father, world.grandmother] {
        let stranger = world.family_of(&server, stranger).await;
        assert_eq!(set_day(&stranger, &world, "2026-06-12", "off").await.unwrap_err().code, Code::NotFound);
    }
}

#[actix_web::test]
async fn who_is_not_planned_is_not_missed_and_who_is_planned_later_is_missed_later() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:31:00Z"));
    let director = world.office(&server, StaffRole::Director).await;
    let stands = async || {
        let tablet = world.tablet(&server, None).await;
        tile(&tablet, &world, world.sakura).await.0
    };
    let counts = async || {
        let director = world.office(&server, StaffRole::Director).await;
        let overview = director.read::<ReadOverview>((), &Default::default()).await.unwrap();
        let class = &overview.facilities[0].classes[0];
        (class.off, class.expected, class.unconfirmed)
    };
    assert_eq!((stands().await, counts().await), (Status::Unconfirmed, (0, 0, 3)));
    set_week(&director, &world, TODAY, WEEK).await.unwrap();
    assert_eq!((stands().await, counts().await), (Status::Expected, (0, 1, 2)), "planned for a quarter past ten");
    let board = director.read::<ReadBoard>(world.ichigo, &Default::default()).await.unwrap();
    let on_board = board.children.iter().find(|each| each.id == world.sakura).unwrap();
    assert_eq!(on_board.hours, Some(hours("10:15-17:30")));
    let mother = world.family_of(&server, world.mother).await;
    let own = mother.read::<ReadOwnChildren>((), &Default::default()).await.unwrap();
    assert_eq!(own[0].hours, Some(hours("10:15-17:30")));
    assert_eq!(own[0].cutoff, Some(moment("2026-06-10T01:15:00Z")));

    send(&mother, &[report(1, world.sakura, TODAY, ReportKind::Late)]).await.unwrap();
    server.set_clock(moment("2026-06-10T01:20:00Z"));
    assert_eq!((stands().await, counts().await), (Status::Late, (0, 1, 2)));
    server.set_clock(moment("2026-06-10T01:30:00Z"));
    assert_eq!((stands().await, counts().await), (Status::Unconfirmed, (0, 0, 3)));

    let director = world.office(&server, StaffRole::Director).await;
    set_day(&director, &world, "2026-06-11", "off").await.unwrap();
    server.set_clock(moment("2026-06-11T01:00:00Z"));
    assert_eq!((stands().await, counts().await), (Status::Off, (1, 0, 3)), "somebody is new from today on");
}

#[actix_web::test]
async fn children_and_meals_are_counted_for_a_week_ahead() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T00:00:00Z"));
    let director = world.office(&server, StaffRole::Director).await;
    set_week(&director, &world, TODAY, "- - 08:30-11:00 08:30-18:15 - - -").await.unwrap();
    let mother = world.family_of(&server, world.mother).await;
    send(&mother, &[report(1, world.sakura, "2026-06-11", ReportKind::Absent)]).await.unwrap();
    let cook = world.office(&server, StaffRole::Cook).await;
    let read = async || {
        let expected = cook.read::<ReadExpected>(world.tsukushi, &Default::default()).await.unwrap();
        let meals = |place: usize| {
            let day = &expected.days[place];
            (day.children[0], day.lunches, day.snacks, day.suppers, day.is_closed)
        };
        (expected.days.len(), meals(0), meals(1), meals(3))
    };
    let first = read().await;
    assert_eq!(first, (7, (3, 3, 3, 0, false), (3, 4, 4, 0, false), (0, 0, 0, 0, true)));
    let withdrawn = ReportId(Uuid::from_u128((0x13 << 96) + 1));
    mother.call::<WithdrawReport>((world.sakura, withdrawn), &Nothing {}).await.unwrap();
    assert_eq!(read().await.2, (4, 5, 5, 0, false));
}

#[actix_web::test]
async fn a_cook_whose_child_is_there_plans_as_a_guardian() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    server.set_clock(moment("2026-06-10T08:00:00Z"));
    let (ward, facility, mother) = (world.hinata, world.tsukushi, world.mother);
    server.seed(move |seeds| seeds.staff((ward, Some(facility)), StaffRole::Cook, &[], Some(mother), "青木 春")).await;
    let mother = world.family_of(&server, world.mother).await;
    let locked = set_day(&mother, &world, "2026-06-11", "off").await.unwrap_err();
    assert_eq!(at_fault(&locked), [("days[0].day", "order")]);
    set_day(&mother, &world, "2026-06-12", "off").await.unwrap();
}
