//! Asking the guardians of children who neither came nor were reported (handbook 2.1): once a day, at the cut-off.

use std::time::Duration;

use chrono::TimeDelta;
use hidamari_domain::attendance::unconfirmed_from;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::{CauseId, ChildId, QuestionId};
use uuid::Uuid;

use super::store::{self, NewQuestion};
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

/// Asks about every child who is unconfirmed now and has not been asked about today, in facilities that are open.
///
/// # Errors
/// When the database refuses.
pub async fn ask(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    let (day, time, clock) = (app.clock.day(now), app.clock.time(now), app.clock.clone());
    let (unasked, late) = app
        .db
        .read(move |conn| {
            let unasked = store::unasked(conn, day, time)?;
            let children: Vec<ChildId> = unasked.iter().map(|each| each.child).collect();
            let late = store::due(conn, &children, day, &clock)?;
            Ok::<_, Failure>((unasked, late))
        })
        .await?;
    let is_unconfirmed = |each: &store::Unasked| {
        let cutoff = each.planned.cutoff(&each.rules, day).map(|time| app.clock.moment(day, time));
        unconfirmed_from(cutoff, late.get(&each.child).copied()).is_some_and(|since| since <= now)
    };
    let children = unasked.iter().filter(|each| is_unconfirmed(each)).map(|each| each.child);
    let new: Vec<NewQuestion> = children.map(|child| NewQuestion { id: QuestionId(Uuid::now_v7()), child }).collect();
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
