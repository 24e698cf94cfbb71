//! Asking the guardians of children who neither came nor were reported (handbook 2.1), at the cut-off.

use std::time::Duration;

use chrono::TimeDelta;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::{CauseId, ChildId, QuestionId};
use uuid::Uuid;

use super::store::{self, NewQuestion};
use super::unconfirmed;
use crate::app::App;
use crate::delivery::{self, About, Tell};
use crate::failure::Failure;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(15);

/// Asks at each cut-off, until the server stops.
pub async fn keep_asking(app: App) {
    while !app.hub.is_closed() {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = ask(&app).await {
            tracing::error!(%error, "guardians of unconfirmed children could not be asked");
        }
    }
}

/// Asks about every child who is unconfirmed now, in facilities that are open: once for each time from which that is so.
/// Who was to come late, and has not, is asked about again.
///
/// # Errors
/// When the database refuses.
pub async fn ask(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    let (day, time, clock) = (app.clock.day(now), app.clock.time(now), app.clock.clone());
    let (missing, on_the_way, asked) = app
        .db
        .read(move |conn| {
            let missing = store::missing(conn, day, time)?;
            let children: Vec<ChildId> = missing.iter().map(|each| each.child).collect();
            let on_the_way = store::on_the_way(conn, &children, day, &clock)?;
            Ok::<_, Failure>((missing, on_the_way, store::asked_on(conn, day)?))
        })
        .await?;
    let unconfirmed = |each: &store::Missing| {
        let late = on_the_way.get(&each.child).and_then(|known| known.late);
        let since = unconfirmed::since(&app.clock, &each.rules, each.planned, late, now)?;
        Some((each.child, since)).filter(|each| !asked.contains(each))
    };
    let new = |(child, since)| NewQuestion { id: QuestionId(Uuid::now_v7()), child, since };
    let new: Vec<NewQuestion> = missing.iter().filter_map(unconfirmed).map(new).collect();
    if new.is_empty() {
        return Ok(());
    }
    app.work(move |work| {
        // Another node may have asked a moment ago.
        let asked = store::insert_questions(work.conn, &new, day, work.now)?;
        let about = asked.into_iter().map(|new| About { cause: CauseId(new.id.0), child: new.child }).collect();
        delivery::tell(work, Tell { says: MessageKind::Question, about, to: None }, TimeDelta::zero())
    })
    .await
}
