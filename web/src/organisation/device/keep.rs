//! Where the tablet's id and key are kept: in IndexedDB, the only place that takes a key without showing it.

use hidamari_domain::id::DeviceId;
use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

const DATABASE: &str = "hidamari-tablet";
const STORE: &str = "tablet";
const ID: &str = "id";
const KEY: &str = "key";

/// What is kept, if this browser was ever enrolled.
pub async fn kept() -> Option<(DeviceId, CryptoKey)> {
    let database = open().await.ok()?;
    let id = read(&database, ID).await?.as_string()?.parse().ok()?;
    let key = read(&database, KEY).await?.unchecked_into();
    Some((id, key))
}

/// Keeps the id and the private key in place of earlier ones.
///
/// # Errors
/// When the browser keeps nothing, as in a private window.
pub async fn keep(id: DeviceId, private: &CryptoKey) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    store.put(&id.to_string().into(), Some(&ID.into()))?.await?;
    store.put(private, Some(&KEY.into()))?.await?;
    transaction.commit()?.await?;
    Ok(())
}

async fn open() -> Result<Database, Error> {
    let mut opening = Factory::new()?.open(DATABASE, Some(1))?;
    opening.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // What was not created is missed at the first reading, and that is an error of its own.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    opening.await
}

async fn read(database: &Database, name: &str) -> Option<JsValue> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly).ok()?;
    let store = transaction.object_store(STORE).ok()?;
    store.get(JsValue::from(name)).ok()?.await.ok().flatten()
}
