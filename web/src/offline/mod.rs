//! What was last known, kept on the device for when the server cannot be reached; and what waits to be sent.
//!
//! Answers are kept in the browser's cache storage, which holds them by their address as they came; a database for the
//! same would weigh several kilobytes. A family's are named by session, so nobody is ever shown another's; a tablet's go
//! when its enrolment ends. The office's desktops are shared and wired: nothing is kept there.
//! What waits to be sent must not be lost, so it is in a [`Database`].

mod database;
mod small;

pub use database::{Database, done, found};
pub use small::{keep_word, word};

use hidamari_domain::identity::Face;
use hidamari_domain::time::Moment;
use js_sys::Uint8Array;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

/// An answer kept, and when it came.
pub struct Kept {
    /// When it came, by this device's clock.
    pub at: Moment,
    /// The answer.
    pub bytes: Vec<u8>,
}

/// One face's kept answers.
#[derive(Clone, Copy)]
pub struct Shelf(Face);

impl Shelf {
    /// The answers kept for a face.
    #[must_use]
    pub const fn of(face: Face) -> Self {
        Self(face)
    }

    fn name(self) -> String {
        ["hidamari-kept-", self.0.key()].concat()
    }

    async fn open(self) -> Option<Cache> {
        if self.0 == Face::Office {
            return None;
        }
        JsFuture::from(storage()?.open(&self.name())).await.ok()?.dyn_into().ok()
    }

    /// Keeps an answer under a name. On a device without room nothing is kept.
    pub async fn keep(self, name: &str, at: Moment, bytes: &[u8]) {
        let Some(cache) = self.open().await else { return };
        let mut whole = at.timestamp_millis().to_be_bytes().to_vec();
        whole.extend_from_slice(bytes);
        if let Ok(response) = Response::new_with_opt_u8_array(Some(&mut whole)) {
            // Without room the person still has what came just now.
            let _ = JsFuture::from(cache.put_with_str(&path(name), &response)).await;
        }
    }

    /// The answer kept under a name.
    pub async fn kept(self, name: &str) -> Option<Kept> {
        let cache = self.open().await?;
        let response: Response = JsFuture::from(cache.match_with_str(&path(name))).await.ok()?.dyn_into().ok()?;
        let whole = Uint8Array::new(&JsFuture::from(response.array_buffer().ok()?).await.ok()?).to_vec();
        let (at, bytes) = whole.split_first_chunk::<8>()?;
        Some(Kept { at: Moment::from_timestamp_millis(i64::from_be_bytes(*at))?, bytes: bytes.to_vec() })
    }

    /// Forgets everything kept for the face.
    pub fn clear(self) {
        if let Some(storage) = storage() {
            let gone = storage.delete(&self.name());
            spawn_local(async move {
                // Only a browser that is closing refuses, and it asks again when it opens.
                let _ = JsFuture::from(gone).await;
            });
        }
    }
}

/// A page without TLS has no such storage.
fn storage() -> Option<CacheStorage> {
    if window().is_secure_context() { window().caches().ok() } else { None }
}

fn path(name: &str) -> String {
    ["/kept/", name].concat()
}
