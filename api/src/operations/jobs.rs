use std::time::Duration;

use chrono::TimeDelta;

use super::store;
use crate::app::App;

/// A tablet that was away longer than this finds its own events by their ids.
const KEPT: TimeDelta = TimeDelta::days(14);

/// Forgets old answers and quiet limits, until the server stops.
pub async fn keep_tidy(app: App) {
    while !app.hub.is_closed() {
        tokio::time::sleep(Duration::from_secs(600)).await;
        app.guesses.tidy();
        let before = app.clock.now() - KEPT;
        if let Err(error) = app.db.write(move |conn| store::forget_before(conn, before)).await {
            tracing::warn!(%error, "old operations were not forgotten");
        }
    }
}
