use core::time::Duration;

use hidamari_client::{CallError, address, decode, new_operation, prepare, reading};
use hidamari_domain::contract::Endpoint;
use hidamari_domain::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Said, client, said, session};
use crate::ui::Load;
use crate::ui::live::{effect, when};

/// After so long without an answer, what was last known is better than nothing.
const PATIENCE: Duration = Duration::from_secs(4);

/// After so long without a network it is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// Something fetched, and the way to fetch it anew. What is known stays while it is fetched anew.
pub struct Fetched<T: Send + Sync + 'static> {
    /// What is known.
    pub state: RwSignal<Load<T>>,
    /// Fetches anew.
    pub again: Callback<()>,
    /// Whether an answer is on its way.
    asking: StoredValue<bool>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// What is known was changed on the spot by news. An answer that is on its way may be older, so it is asked for anew.
    pub fn overtaken(self) {
        if self.asking.get_value() {
            self.again.run(());
        }
    }

    /// The heading of a page that is named by the thing, for those who hear it, when the thing cannot be shown.
    pub fn heading(self, words: &'static str) -> AnyView {
        let is_lacking = move || self.state.with(|state| !matches!(state, Load::Loading | Load::Ready(_)));
        when(is_lacking, move || view! { <h1 class="unseen">{words}</h1> }.into_any())
    }
}

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
    let show = move |found: Found| {
        let load = match found {
            Found::Bytes(bytes) => decode(&bytes).map_or_else(|error| Load::Failed(said(error).sentence), Load::Ready),
            Found::Denied => Load::Denied,
            Found::Offline => Load::Offline,
            Found::Failed(sentence) => Load::Failed(sentence),
        };
        let is_ready = matches!(load, Load::Ready(_));
        state.set(load);
        is_ready
    };
    let ask = move || ask().and_then(|(path, query)| address::<E>(&path, &query).ok());
    let asking = StoredValue::new(false);
    let again = Fetching::start(Box::new(ask), Callback::new(show), asking, !E::AUDITED);
    Fetched { state, again, asking }
}

/// What came of asking.
enum Found {
    Bytes(Vec<u8>),
    Denied,
    Offline,
    Failed(String),
}

/// Everything about fetching that is the same for all endpoints, so that a browser loads it once.
#[derive(Clone, Copy)]
struct Fetching {
    /// Puts it on the screen; false when it is not of the contract.
    show: Callback<Found, bool>,
    /// Counts the times that were asked for beyond the first.
    turn: RwSignal<u32>,
    /// The number of the newest question; an older one's answer is of no interest.
    newest: StoredValue<u32>,
    asking: StoredValue<bool>,
    /// The address whose answer is on the screen.
    shown: StoredValue<Option<String>>,
    /// Where the reading itself is audited, nothing is kept to be read unseen.
    keeps: bool,
}

impl Fetching {
    fn start(
        ask: Box<dyn Fn() -> Option<String> + Send + Sync>,
        show: Callback<Found, bool>,
        asking: StoredValue<bool>,
        keeps: bool,
    ) -> Callback<()> {
        let turn = RwSignal::new(0_u32);
        let fetching = Self { show, turn, newest: StoredValue::new(0), asking, shown: StoredValue::new(None), keeps };
        effect(move |_| {
            turn.track();
            if let Some(address) = ask() {
                fetching.ask(address);
            }
        });
        Callback::new(move |()| turn.update(|turn| *turn += 1))
    }

    fn ask(self, address: String) {
        self.newest.update_value(|number| *number += 1);
        let number = self.newest.get_value();
        self.asking.set_value(true);
        let patient = address.clone();
        set_timeout(move || spawn_local(self.recall(number, patient, true)), PATIENCE);
        spawn_local(self.run(number, address));
    }

    async fn run(self, number: u32, address: String) {
        let found = client().answer(&reading(address.clone())).await;
        if !self.is_newest(number) {
            return;
        }
        self.asking.set_value(false);
        match found {
            Ok(bytes) => {
                session().reached();
                if self.put(&address, Found::Bytes(bytes.clone())) && self.keeps {
                    session().keep(&address, &bytes).await;
                }
            }
            Err(error) => self.fail(number, address, error).await,
        }
    }

    fn try_again(self, number: u32) {
        if self.is_newest(number) {
            // A page that has gone is not asked for.
            let _ = self.turn.try_update(|turn| *turn += 1);
        }
    }

    fn is_newest(self, number: u32) -> bool {
        self.newest.try_get_value() == Some(number)
    }

    fn shows(self, address: &str) -> bool {
        self.shown.with_value(|shown| shown.as_deref() == Some(address))
    }

    fn put(self, address: &str, found: Found) -> bool {
        let is_ready = self.show.run(found);
        self.shown.set_value(is_ready.then(|| address.to_owned()));
        is_ready
    }

    async fn fail(self, number: u32, address: String, error: CallError) {
        match error.code() {
            Some(Code::SignedOut) => session().leave(),
            Some(Code::NotFound) => _ = self.put(&address, Found::Denied),
            None => {
                self.recall(number, address, false).await;
                set_timeout(move || self.try_again(number), PAUSE);
            }
            // What is on the screen stays there.
            Some(_) if self.shows(&address) => {}
            Some(_) => _ = self.put(&address, Found::Failed(said(error).sentence)),
        }
    }

    /// Shows what was last known; while still `waiting` for the answer, only if nothing is shown yet.
    async fn recall(self, number: u32, address: String, waiting: bool) {
        if !self.is_newest(number) || (waiting && self.shows(&address)) {
            return;
        }
        let kept = session().recall(&address).await;
        if !self.is_newest(number) || self.shows(&address) {
            return;
        }
        match kept {
            Some(kept) => _ = self.put(&address, Found::Bytes(kept.bytes)),
            None if waiting => {}
            None => _ = self.put(&address, Found::Offline),
        }
    }
}

/// Sends a write; `done` gets the reply, or what to say.
pub fn send<E>(path: E::Path, body: E::Body, done: impl FnOnce(Result<E::Reply, Said>) + 'static)
where
    E: Endpoint,
    E::Query: Default,
{
    let sent = prepare::<E>(new_operation(), &path, &E::Query::default(), &body);
    let done = Box::new(move |answer: Result<Vec<u8>, CallError>| {
        done(answer.and_then(|bytes| decode(&bytes)).map_err(said));
    });
    deliver(sent, done);
}

type Done = Box<dyn FnOnce(Result<Vec<u8>, CallError>)>;

fn deliver(sent: Result<hidamari_client::Sent, CallError>, done: Done) {
    spawn_local(async move {
        let answer = match sent {
            Ok(sent) => client().answer(&sent).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &answer
            && error.code() == Some(Code::SignedOut)
        {
            session().leave();
        }
        done(answer);
    });
}
