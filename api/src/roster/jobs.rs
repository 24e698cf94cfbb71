use std::time::Duration;

use hidamari_domain::policy::Target;
use hidamari_domain::time::FiscalYear;

use super::store;
use crate::access;
use crate::app::App;
use crate::failure::Failure;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(600);

/// When a fiscal year begins, moves the children up into the classes that were told before, until the server stops.
pub async fn keep_promoting(app: App) {
    while !app.hub.is_closed() {
        if let Err(error) = promote(&app).await {
            tracing::warn!(%error, "children could not be moved up into the classes of this fiscal year");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Moves children up into their classes of the fiscal year that has begun.
///
/// # Errors
/// When the database refuses.
pub async fn promote(app: &App) -> Result<(), Failure> {
    let today = app.clock.day(app.clock.now());
    let year = FiscalYear::of(today);
    if app.db.read(move |conn| store::promotions(conn, year)).await?.is_empty() {
        return Ok(());
    }
    app.work(move |work| {
        let all = store::promotions(work.conn, year)?;
        store::promote(work.conn, &all, year)?;
        let mut facilities: Vec<_> = all.iter().map(|each| each.facility).collect();
        facilities.sort_unstable();
        facilities.dedup();
        let targets: Vec<Target> = facilities.into_iter().map(Target::Facility).collect();
        let places = access::places(work.conn, &targets, today)?;
        work.roster_changed(&places);
        Ok(())
    })
    .await
}
