use std::time::Duration;

use super::store;
use crate::app::App;
use crate::failure::Failure;

/// Between two seals.
const EVERY: Duration = Duration::from_secs(10);

/// Seals what has settled, at once and then again and again until the server stops: one that is restarted often must
/// not leave the audit open.
pub async fn keep_sealing(app: App) {
    while !app.hub.is_closed() {
        if let Err(error) = seal_all(&app).await {
            tracing::debug!(%error, "another node sealed, or the audit cannot be sealed now");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn seal_all(app: &App) -> Result<(), Failure> {
    while let Some(seal) = app.db.read(store::next_seal).await? {
        let now = app.clock.now();
        app.db.write(move |conn| store::set_seal(conn, &seal, now)).await?;
    }
    Ok(())
}
