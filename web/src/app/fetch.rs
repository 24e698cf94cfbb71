use core::time::Duration;

use hidamari_client::{CallError, address, decode, new_operation};
use hidamari_domain::contract::Endpoint;
use hidamari_domain::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Said, client, said, session};
use crate::ui::Load;

/// After so long without an answer, what was last known is better than nothing.
const PATIENCE: Duration = Duration::from_secs(4);

/// Something fetched, and the way to fetch it anew. What is known stays while it is fetched anew.
pub struct Fetched<T: Send + Sync + 'static> {
    /// What is known.
    pub state: RwSignal<Load<T>>,
    /// Fetches anew.
    pub again: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

/// Reads from an endpoint whenever what `ask` answers changes; `None` asks nothing yet.
///
/// While the server cannot be reached, what was last known is shown, and the page says from when it is.
pub fn fetch<E>(ask: impl Fn() -> Option<(E::Path, E::Query)> + Send + Sync + 'static) -> Fetched<E::Reply>
where
    E: Endpoint,
    E::Path: Send + Sync,
    E::Query: Send + Sync,
    E::Reply: Clone + Send + Sync,
    E::Body: Default,
{
    let state = RwSignal::new(Load::Loading);
    let turn = RwSignal::new(0_u32);
    let again = Callback::new(move |()| turn.update(|turn| *turn += 1));
    let fetching = Fetching { state, newest: StoredValue::new(0_u32), shown: StoredValue::default(), keeps: !E::AUDITED };
    Effect::new(move |_| {
        turn.track();
        let Some(address) = ask().and_then(|(path, query)| address::<E>(&path, &query).ok()) else { return };
        fetching.newest.update_value(|number| *number += 1);
        let number = fetching.newest.get_value();
        let patient = address.clone();
        set_timeout(move || spawn_local(async move { fetching.recall(number, &patient, true).await }), PATIENCE);
        spawn_local(fetching.run(number, address));
    });
    Fetched { state, again }
}

struct Fetching<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    /// The number of the newest question; an older one's answer is of no interest.
    newest: StoredValue<u32>,
    /// The address whose answer is on the screen.
    shown: StoredValue<String>,
    /// Where the reading itself is audited, nothing is kept to be read unseen.
    keeps: bool,
}

impl<T: Send + Sync + 'static> Clone for Fetching<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetching<T> {}

impl<T: serde::de::DeserializeOwned + Send + Sync + 'static> Fetching<T> {
    async fn run(self, number: u32, address: String) {
        let found = client().read_bytes(address.clone()).await;
        if !self.is_newest(number) {
            return;
        }
        match found {
            Ok(bytes) => {
                session().reached();
                if self.show(&address, &bytes) && self.keeps {
                    session().keep(&address, &bytes).await;
                }
            }
            Err(error) => self.fail(number, &address, error).await,
        }
    }

    fn is_newest(self, number: u32) -> bool {
        self.newest.try_get_value() == Some(number)
    }

    /// Whether an answer from this address is on the screen.
    fn shows(self, address: &str) -> bool {
        let is_ready = self.state.with_untracked(|state| matches!(state, Load::Ready(_)));
        is_ready && self.shown.with_value(|shown| shown == address)
    }

    /// Shows an answer; false when it is not of the contract.
    fn show(self, address: &str, bytes: &[u8]) -> bool {
        match decode(bytes) {
            Ok(reply) => {
                self.shown.set_value(address.to_owned());
                self.state.set(Load::Ready(reply));
                true
            }
            Err(error) => {
                self.state.set(Load::Failed(said(error).sentence));
                false
            }
        }
    }

    async fn fail(self, number: u32, address: &str, error: CallError) {
        match error.code() {
            Some(Code::SignedOut) => session().leave(),
            Some(Code::NotFound) => self.state.set(Load::Denied),
            None => self.recall(number, address, false).await,
            // What is on the screen stays there.
            Some(_) if self.shows(address) => {}
            Some(_) => self.state.set(Load::Failed(said(error).sentence)),
        }
    }

    /// Shows what was last known; while still `waiting` for the answer, only if nothing is shown yet.
    async fn recall(self, number: u32, address: &str, waiting: bool) {
        if !self.is_newest(number) || (waiting && self.shows(address)) {
            return;
        }
        let kept = session().recall(address).await;
        if !self.is_newest(number) || self.shows(address) {
            return;
        }
        match kept {
            Some(kept) => _ = self.show(address, &kept.bytes),
            None if waiting => {}
            None => self.state.set(Load::Offline),
        }
    }
}

/// Sends a write; `done` gets the reply, or what to say.
pub fn send<E>(path: E::Path, body: E::Body, done: impl FnOnce(Result<E::Reply, Said>) + 'static)
where
    E: Endpoint,
    E::Query: Default,
{
    let (client, session) = (client(), session());
    let operation = new_operation();
    spawn_local(async move {
        let result = client.call_as::<E>(operation, path, &E::Query::default(), &body).await;
        if let Err(error) = &result
            && error.code() == Some(Code::SignedOut)
        {
            session.leave();
        }
        done(result.map_err(said));
    });
}
