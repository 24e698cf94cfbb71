//! Where the tablet's id and key are kept: in IndexedDB, the only place that takes a key without showing it.

use hidamari_domain::id::DeviceId;
use js_sys::Promise;
use js_sys::futures::JsFuture;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "hidamari-tablet";
const STORE: &str = "tablet";
const ID: &str = "id";
const KEY: &str = "key";

/// What is kept, if this browser was ever enrolled.
pub async fn kept() -> Option<(DeviceId, CryptoKey)> {
    let store = open(IdbTransactionMode::Readonly).await.ok()?;
    let id = result(&store.get(&ID.into()).ok()?).await.ok()?.as_string()?.parse().ok()?;
    let key = result(&store.get(&KEY.into()).ok()?).await.ok()?.dyn_into().ok()?;
    Some((id, key))
}

/// Keeps the id and the private key in place of earlier ones.
///
/// # Errors
/// When the browser keeps nothing, as in a private window.
pub async fn keep(id: DeviceId, private: &CryptoKey) -> Result<(), JsValue> {
    let store = open(IdbTransactionMode::Readwrite).await?;
    store.put_with_key(&id.to_string().into(), &ID.into())?;
    store.put_with_key(private, &KEY.into())?;
    let transaction = store.transaction();
    let all = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    JsFuture::from(all).await.map(drop)
}

async fn open(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::UNDEFINED)?;
    let opening = factory.open_with_u32(DATABASE, 1)?;
    let made = Promise::new(&mut |made, _| opening.set_onupgradeneeded(Some(&made)));
    let opened = settled(&opening);
    // At the first opening the store is made before the database is there; later nothing needs to be made.
    JsFuture::from(Promise::race(&js_sys::Array::of2(&made, &opened))).await?;
    let database: IdbDatabase = opening.result()?.unchecked_into();
    if !database.object_store_names().contains(STORE) {
        database.create_object_store(STORE)?;
        JsFuture::from(opened).await?;
    }
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}

async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(settled(request)).await?;
    request.result()
}

fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    })
}
