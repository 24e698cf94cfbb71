//! Where the tablet's id and key are kept: in IndexedDB, the only place that takes a key without showing it.

use hidamari_domain::id::DeviceId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, IdbTransactionMode};

use crate::offline::{Database, done, found};

const TABLET: Database = Database { name: "hidamari-tablet", store: "tablet" };
const ID: &str = "id";
const KEY: &str = "key";

/// What is kept, if this browser was ever enrolled.
pub async fn kept() -> Option<(DeviceId, CryptoKey)> {
    let store = TABLET.open(IdbTransactionMode::Readonly).await.ok()?;
    let id = found(&store.get(&ID.into()).ok()?).await.ok()?.as_string()?.parse().ok()?;
    let key = found(&store.get(&KEY.into()).ok()?).await.ok()?.dyn_into().ok()?;
    Some((id, key))
}

/// Keeps the id and the private key in place of earlier ones.
///
/// # Errors
/// When the browser keeps nothing, as in a private window.
pub async fn keep(id: DeviceId, private: &CryptoKey) -> Result<(), JsValue> {
    let store = TABLET.open(IdbTransactionMode::Readwrite).await?;
    store.put_with_key(&id.to_string().into(), &ID.into())?;
    store.put_with_key(private, &KEY.into())?;
    done(&store).await
}
