//! How many statements each endpoint of attendance runs.

use hidamari_domain::attendance::{
    MarkKind, NewMark, NewMarks, ReadBoard, ReadChildDay, ReadNames, ReadOverview, ReadOwnChildDays, ReadOwnChildren,
    RecordMarks,
};
use hidamari_domain::id::MarkId;
use hidamari_domain::policy::StaffRole;
use uuid::Uuid;

use crate::place::{Place, child};

/// Counts and reports.
pub async fn measure(place: &Place) {
    let Place { server, world, class, tablet, .. } = place;
    let director = world.office(server, StaffRole::Director).await;
    let admin = world.office(server, StaffRole::WardAdmin).await;
    let mother = world.family_of(server, world.mother).await;
    let marks = |many: u32| {
        let happened_at = server.app.clock.now();
        let mark = move |number| NewMark {
            id: MarkId(Uuid::now_v7()),
            child: child(number),
            kind: MarkKind::Arrival,
            happened_at,
            takes_back: None,
        };
        NewMarks { marks: (0..many).map(mark).collect() }
    };
    let one = server.statements(|| async { tablet.call::<RecordMarks>((), &marks(1)).await.expect("a mark") }).await;
    let all = server.statements(|| async { tablet.call::<RecordMarks>((), &marks(30)).await.expect("marks") }).await;
    let counts = [
        ("ReadBoard, 30 children", server.statements(|| tablet.json::<ReadBoard>(*class)).await),
        ("RecordMarks, 1 mark", one),
        ("RecordMarks, 30 marks", all),
        ("ReadChildDay", server.statements(|| director.json::<ReadChildDay>(world.sakura)).await),
        ("ReadOwnChildren", server.statements(|| mother.json::<ReadOwnChildren>(())).await),
        ("ReadOwnChildDays", server.statements(|| mother.json::<ReadOwnChildDays>(world.sakura)).await),
        ("ReadOverview", server.statements(|| admin.json::<ReadOverview>(())).await),
        ("ReadNames", server.statements(|| director.json::<ReadNames>(world.ichigo)).await),
    ];
    for (name, count) in counts {
        println!("statements {name}: {count}");
    }
}
