//! Where acts wait until the server has answered: in the browser's database, in the order of their numbers. All tabs
//! share it; the one that holds its lock sends.

use hidamari_client::{decode, encode};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, IdbTransactionMode, MessageEvent};

use super::act::{Act, Safe};
use crate::app::request_lock;
use crate::offline::{Database, done, found};

const ACTS: Database = Database { name: "hidamari-outbox", store: "acts" };

/// Every act that waits. What another version of this page wrote and this one cannot read stays where it is.
pub async fn all() -> Result<Vec<Act>, JsValue> {
    let store = ACTS.open(IdbTransactionMode::Readonly).await?;
    let places = Array::from(&found(&store.get_all_keys()?).await?);
    let acts = Array::from(&found(&store.get_all()?).await?);
    let act = |(place, act): (JsValue, JsValue)| {
        let act: Act = decode(act.as_string()?.as_bytes()).ok()?;
        Some(Act { safe: Safe::At(place.as_f64()?), ..act })
    };
    Ok(places.iter().zip(acts.iter()).filter_map(act).collect())
}

/// Takes acts away and stores others, all or nothing; answers the number of the last one stored.
pub async fn change(gone: &[f64], acts: &[Act]) -> Result<f64, JsValue> {
    let store = ACTS.open(IdbTransactionMode::Readwrite).await?;
    for place in gone {
        store.delete(&(*place).into())?;
    }
    let mut last = None;
    for act in acts {
        let text = encode(act).map_err(|_| JsValue::UNDEFINED)?.into();
        last = Some(match act.place() {
            Some(place) => store.put_with_key(&text, &place.into())?,
            None => store.put(&text)?,
        });
    }
    done(&store).await?;
    Ok(last.and_then(|last| last.result().ok()?.as_f64()).unwrap_or_default())
}

/// Waits for the lock, and holds it as long as the tab lives; then calls `granted`.
pub fn lead(granted: impl Fn() + 'static) {
    let granted = Closure::<dyn Fn() -> Promise>::new(move || {
        granted();
        Promise::new(&mut |_, _| {})
    });
    let granted = granted.into_js_value();
    if request_lock(ACTS.name, &granted).is_err() {
        // A page without TLS has no locks, and no tablet's key either. Nothing fails in a call of our own.
        let _ = granted.unchecked_ref::<Function>().call0(&JsValue::NULL);
    }
}

/// The line to the other tabs; `heard` is called when one of them has changed something, with what a person is to read.
pub fn line(heard: impl Fn(String) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(ACTS.name).ok()?;
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        heard(event.data().as_string().unwrap_or_default());
    });
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    Some(channel)
}
