//! A small database in the browser: one store of things by key.

use js_sys::futures::JsFuture;
use js_sys::{Array, JSON, Promise};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbRequest, IdbTransaction, IdbTransactionMode};

/// What is stored outlives a battery that is pulled out.
const SAFELY: &str = r#"{"durability":"strict"}"#;

#[wasm_bindgen]
extern "C" {
    /// A database as browsers have it by now.
    type Base;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Base,
        store: &str,
        mode: IdbTransactionMode,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// Where it is.
#[derive(Clone, Copy)]
pub struct Database {
    /// The database's name.
    pub name: &'static str,
    /// The store's name.
    pub store: &'static str,
}

impl Database {
    /// Opens it for one transaction. What is put without a key gets the next number, and no number comes twice.
    ///
    /// # Errors
    /// When the browser keeps nothing.
    pub async fn open(self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        let factory = window().indexed_db()?.ok_or(JsValue::UNDEFINED)?;
        let opening = factory.open_with_u32(self.name, 1)?;
        let made = Promise::new(&mut |made, _| opening.set_onupgradeneeded(Some(&made)));
        let opened = settled(&opening);
        // At the first opening the store is made before the database is there; later nothing needs to be made.
        JsFuture::from(Promise::race(&Array::of2(&made, &opened))).await?;
        let database: IdbDatabase = opening.result()?.unchecked_into();
        if !database.object_store_names().contains(self.store) {
            let numbered = IdbObjectStoreParameters::new();
            numbered.set_auto_increment(true);
            database.create_object_store_with_optional_parameters(self.store, &numbered)?;
            JsFuture::from(opened).await?;
        }
        let transaction = database.unchecked_ref::<Base>().transaction(self.store, mode, &JSON::parse(SAFELY)?)?;
        let store = transaction.object_store(self.store);
        // It closes once the transaction has ended.
        database.close();
        store
    }
}

/// What a request found.
///
/// # Errors
/// When the browser cannot read.
pub async fn found(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(settled(request)).await?;
    request.result()
}

/// Waits until what was changed in a store is safe.
///
/// # Errors
/// When the browser has no room for it: then nothing of it has changed.
pub async fn done(store: &IdbObjectStore) -> Result<(), JsValue> {
    let transaction = store.transaction();
    let all = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    JsFuture::from(all).await.map(drop)
}

fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    })
}
