//! No answer takes more statements because it is longer.

use hidamari_domain::attendance::{
    MarkKind, NewMark, ReadBoard, ReadCallList, ReadChildDay, ReadNames, ReadOverview, ReadOwnChildDays,
    ReadOwnChildren,
};
use hidamari_domain::id::{ChildId, MarkId};
use hidamari_domain::policy::{Rights, StaffRole, TieKind};
use uuid::Uuid;

use crate::common::{ChildSeed, Seeds, Server, TieSeed, World};
use crate::{mark, record};

/// More of everything: children with siblings in the class, ties of the mother, classes and facilities.
fn more(seeds: &mut Seeds<'_>, world: &World) -> Vec<ChildId> {
    let day = |text: &str| text.parse().unwrap();
    let mut children = Vec::new();
    for _ in 0..20 {
        let household = seeds.household(world.hinata);
        for given in [("いち", "イチ"), ("にこ", "ニコ")] {
            let child = seeds.child(&ChildSeed {
                facility: world.tsukushi,
                class: Some(world.ichigo),
                household,
                family: ("佐藤", "サトウ"),
                given,
                born: day("2025-01-01"),
                caution: None,
                enrolled_on: day("2026-04-01"),
                left_on: None,
            });
            let guardian = seeds.guardian(household, "佐藤 夏", "090-0000-0009");
            seeds.tie(&TieSeed {
                child,
                kind: TieKind::Guardian,
                guardian: Some(guardian),
                account: Some(world.mother),
                name: "佐藤 夏",
                relation: "母",
                order: 1,
                rights: Rights::FULL,
            });
            children.push(child);
        }
    }
    for code in 0..10 {
        let facility = seeds.facility(world.hinata, &format!("1{code}"), &format!("{code}番保育園"));
        for age in 0..4 {
            seeds.class(facility, &format!("{age}歳児組"), age);
        }
    }
    children
}

async fn of_reads(server: &Server, world: &World) -> Vec<(&'static str, u64)> {
    let tablet = world.tablet(server, None).await;
    let admin = world.office(server, StaffRole::WardAdmin).await;
    let director = world.office(server, StaffRole::Director).await;
    let mother = world.family_of(server, world.mother).await;
    vec![
        ("ReadBoard", server.statements(|| tablet.json::<ReadBoard>(world.ichigo)).await),
        ("ReadNames", server.statements(|| director.json::<ReadNames>(world.ichigo)).await),
        ("ReadChildDay", server.statements(|| director.json::<ReadChildDay>(world.sakura)).await),
        ("ReadOwnChildren", server.statements(|| mother.json::<ReadOwnChildren>(())).await),
        ("ReadOwnChildDays", server.statements(|| mother.json::<ReadOwnChildDays>(world.sakura)).await),
        ("ReadCallList", server.statements(|| director.json::<ReadCallList>(world.tsukushi)).await),
        ("ReadOverview", server.statements(|| admin.json::<ReadOverview>(())).await),
    ]
}

#[actix_web::test]
async fn reading_takes_as_many_statements_for_many_as_for_few() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let of_few = of_reads(&server, &world).await;
    let seeding = world.clone();
    let children = server.seed(move |seeds| more(seeds, &seeding)).await;
    let tablet = world.tablet(&server, None).await;
    let arrivals: Vec<NewMark> =
        (0..).zip(&children).map(|(id, child)| mark(id, *child, MarkKind::Arrival, "00:00:00")).collect();
    record(&tablet, &arrivals).await.unwrap();
    let again: Vec<NewMark> = (100..140).map(|id| mark(id, world.sakura, MarkKind::Arrival, "00:00:00")).collect();
    record(&tablet, &again).await.unwrap();
    assert_eq!(of_reads(&server, &world).await, of_few);
    assert!(of_few.iter().all(|(_, count)| *count <= 13), "{of_few:?}");
}

#[actix_web::test]
async fn recording_takes_as_many_statements_for_many_as_for_few() {
    let server = Server::start().await;
    let world = World::seed(&server).await;
    let seeding = world.clone();
    let children = server.seed(move |seeds| more(seeds, &seeding)).await;
    let tablet = world.tablet(&server, None).await;
    let of = async |count: usize| {
        let marks = || {
            children[..count]
                .iter()
                .map(|child| NewMark { id: MarkId(Uuid::now_v7()), ..mark(0, *child, MarkKind::Arrival, "00:00:00") })
        };
        server.statements(|| async { record(&tablet, &marks().collect::<Vec<_>>()).await.unwrap() }).await
    };
    let (ten, thirty) = (of(10).await, of(30).await);
    assert_eq!(thirty, ten);
    assert!(thirty <= 14, "{thirty}");
}
