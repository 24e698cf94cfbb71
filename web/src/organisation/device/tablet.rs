use core::time::Duration;

use hidamari_client::{CallError, Sent, address, decode, new_operation, prepare, reading};
use hidamari_domain::contract::{Endpoint, Nothing};
use hidamari_domain::id::{DeviceId, OperationId};
use hidamari_domain::identity::Face;
use hidamari_domain::organisation::{
    DevicePerson, DevicePin, DeviceSetup, EnrolDevice, LockDevice, NewDevice, ReadDeviceSetup, UnlockDevice,
};
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use hidamari_domain::value::{Name, OneTimeCode, Pin};
use js_sys::Promise;
use js_sys::futures::JsFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::proof::{Proof, ask, is_signed_out, prove};
use super::{keep, key};
use crate::app::{Said, Signed, dates, open_session, said, session};
use crate::ui::live::effect;
use crate::words::organisation::device as w;

/// Between two tries to reach the server while it cannot be reached.
const PATIENCE: Duration = Duration::from_secs(5);
/// After so long without an answer, what was last known is better than nothing.
const SLOW: Duration = Duration::from_secs(3);

/// How far this browser is from being a classroom tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabletState {
    /// Not known yet.
    Starting,
    /// Not enrolled, or no longer.
    New {
        /// The office has ended its access.
        revoked: bool,
    },
    /// The server cannot be reached, and nothing is known from before.
    Unreachable,
    /// At work.
    Ready,
}

type Done = Box<dyn FnOnce(Result<Vec<u8>, CallError>)>;

/// This tablet.
#[derive(Clone, Copy)]
pub struct Tablet {
    state: RwSignal<TabletState>,
    setup: RwSignal<Option<DeviceSetup>>,
    person: RwSignal<Option<DevicePerson>>,
    /// Whether the staff switch is open.
    pub switching: RwSignal<bool>,
    started: RwSignal<u32>,
    renewing: StoredValue<bool>,
    fruitless: StoredValue<u32>,
    made: StoredValue<Option<(DeviceId, key::NewKey)>, LocalStorage>,
}

impl Tablet {
    /// Starts the tablet: its session is opened, and again whenever it ends, as long as its key is good.
    #[must_use]
    pub fn start() -> Self {
        let tablet = Self {
            state: RwSignal::new(TabletState::Starting),
            setup: RwSignal::new(None),
            person: RwSignal::new(None),
            switching: RwSignal::new(false),
            started: RwSignal::new(0),
            renewing: StoredValue::new(false),
            fruitless: StoredValue::new(0),
            made: StoredValue::new_local(None),
        };
        let session = open_session(Face::Classroom);
        effect(move |_| match session.signed() {
            Signed::Asking => {}
            Signed::In(_) => tablet.read_setup(),
            Signed::Out => tablet.come_back(),
            Signed::Unreachable => tablet.wait(),
        });
        set_timeout(move || spawn_local(async move { _ = tablet.remembers().await }), SLOW);
        tablet
    }

    /// Whether it is at work, for what happens outside the page.
    #[must_use]
    pub fn is_at_work(self) -> bool {
        self.state.get_untracked() == TabletState::Ready
    }

    /// How far it is.
    #[must_use]
    pub fn state(self) -> TabletState {
        self.state.get()
    }

    /// What it knows of its facility.
    #[must_use]
    pub const fn setup(self) -> RwSignal<Option<DeviceSetup>> {
        self.setup
    }

    /// Whose hands it is in.
    #[must_use]
    pub const fn person(self) -> RwSignal<Option<DevicePerson>> {
        self.person
    }

    /// Counts the sessions opened; what follows live changes begins anew with each.
    #[must_use]
    pub fn started(self) -> u32 {
        self.started.get()
    }

    /// Calls an endpoint; a session that has ended is opened anew on the way.
    pub fn call<E>(
        self,
        operation: OperationId,
        path: &E::Path,
        body: &E::Body,
        done: impl FnOnce(Result<E::Reply, CallError>) + 'static,
    ) where
        E: Endpoint,
        E::Query: Default,
    {
        let sent = prepare::<E>(operation, path, &E::Query::default(), body);
        self.deliver(sent, Box::new(move |answer| done(answer.and_then(|bytes| decode(&bytes)))));
    }

    /// Reads from an endpoint, and keeps the answer for when the server cannot be reached.
    pub fn read<E>(self, path: &E::Path, done: impl FnOnce(Result<E::Reply, CallError>) + 'static)
    where
        E: Endpoint<Query = Nothing>,
    {
        let sent = address::<E>(path, &Nothing {}).map(|address| (reading(address.clone()), address));
        match sent {
            Err(error) => done(Err(error)),
            Ok((sent, address)) => self.deliver(
                Ok(sent),
                Box::new(move |answer| {
                    let read = answer.and_then(|bytes| Ok((decode(&bytes)?, bytes)));
                    done(read.map(|(reply, bytes)| {
                        keep_answer(address, bytes);
                        reply
                    }));
                }),
            ),
        }
    }

    /// What was last read from an endpoint, and when.
    pub async fn recall<E>(self, path: &E::Path) -> Option<(Moment, E::Reply)>
    where
        E: Endpoint<Query = Nothing>,
    {
        let kept = session().shelf().kept(&address::<E>(path, &Nothing {}).ok()?).await?;
        Some((kept.at, decode(&kept.bytes).ok()?))
    }

    fn deliver(self, sent: Result<Sent, CallError>, done: Done) {
        spawn_local(async move {
            let answer = ask(sent.clone()).await;
            let is_over = matches!(&answer, Err(error) if is_signed_out(error));
            done(if is_over && self.renew().await { ask(sent).await } else { answer });
        });
    }

    /// Enrols this browser. Sent again under the same id and key when the answer was lost.
    pub fn enrol(self, code: OneTimeCode, name: Name, done: impl FnOnce(Said) + 'static) {
        let done: Box<dyn FnOnce(Said)> = Box::new(done);
        spawn_local(async move {
            if let Err(said) = self.try_to_enrol(code, name).await {
                return done(said);
            }
            self.turn(TabletState::Starting);
            self.come_back();
        });
    }

    async fn try_to_enrol(self, code: OneTimeCode, name: Name) -> Result<(), Said> {
        let unable = |sentence: &str| Said { sentence: sentence.to_owned(), ..Said::default() };
        let (id, key) = match self.made.get_value() {
            Some(made) => made,
            None => (DeviceId(Uuid::now_v7()), key::make().await.map_err(|_| unable(w::no_keys()))?),
        };
        self.made.set_value(Some((id, key.clone())));
        let body = NewDevice { id, code, name, public_key: key.public };
        ask(prepare::<EnrolDevice>(new_operation(), &(), &Nothing {}, &body)).await.map_err(said)?;
        self.made.set_value(None);
        keep::keep(id, &key.private).await.map_err(|_| unable(w::not_kept()))
    }

    /// Someone takes the tablet by their number; `failed` says why not.
    pub fn unlock(self, person: &DevicePerson, pin: Pin, failed: impl FnOnce(Said) + 'static) {
        let body = DevicePin { staff: person.id, pin };
        self.call::<UnlockDevice>(new_operation(), &(), &body, move |result| match result {
            Ok(person) => {
                self.person.set(Some(person));
                self.switching.set(false);
            }
            Err(error) => failed(said(error)),
        });
    }

    /// The tablet is nobody's any more: here at once, at the server as soon as it can be reached.
    pub fn lock(self) {
        self.person.set(None);
        self.tell_locked(new_operation());
    }

    fn tell_locked(self, operation: OperationId) {
        self.call::<LockDevice>(operation, &(), &Nothing {}, move |result| {
            if matches!(result, Err(CallError::Unreachable)) && self.person.with_untracked(Option::is_none) {
                set_timeout(move || self.tell_locked(operation), PATIENCE);
            }
        });
    }

    fn read_setup(self) {
        self.fruitless.set_value(0);
        self.read::<ReadDeviceSetup>(&(), move |result| match result {
            Ok(setup) => {
                self.agree_on_the_person(&setup);
                // What waits to be sent shall not be what a browser short of room clears away. It may say no.
                let _ = window().navigator().storage().persist();
                self.setup.set(Some(setup));
                self.turn(TabletState::Ready);
                self.started.update(|count| *count += 1);
            }
            Err(error) if is_signed_out(&error) => session().leave(),
            Err(_) => self.wait(),
        });
    }

    /// A page just opened does not know how long nobody has touched it: whoever had the tablet shows themselves again.
    fn agree_on_the_person(self, setup: &DeviceSetup) {
        let here = self.person.with_untracked(|person| person.as_ref().map(|person| person.id));
        if here != setup.person {
            self.person.set(None);
            if setup.person.is_some() {
                self.lock();
            }
        }
    }

    /// What is shown is made anew only when this changes.
    fn turn(self, state: TabletState) {
        if let TabletState::New { .. } = state {
            session().forget();
            self.setup.set(None);
        }
        if self.state.get_untracked() != state {
            self.state.set(state);
        }
    }

    fn come_back(self) {
        spawn_local(async move {
            if self.renew().await {
                self.fruitless.update_value(|count| *count += 1);
                // The key is accepted, but the browser keeps no session.
                if self.fruitless.get_value() > 3 { self.wait() } else { session().ask() }
            } else if !matches!(self.state.get_untracked(), TabletState::New { .. }) {
                self.wait();
            }
        });
    }

    fn wait(self) {
        spawn_local(async move {
            if !self.remembers().await {
                self.turn(TabletState::Unreachable);
            }
        });
        set_timeout(|| session().ask(), PATIENCE);
    }

    /// Opens with what was last known, if the server has not told anything yet; false when nothing is known at all.
    async fn remembers(self) -> bool {
        let kept = self.recall::<ReadDeviceSetup>(&()).await;
        if !matches!(self.state.get_untracked(), TabletState::Starting | TabletState::Unreachable) {
            return true;
        }
        let Some((_, setup)) = kept else { return false };
        self.setup.set(Some(setup));
        self.turn(TabletState::Ready);
        true
    }

    /// Opens a session by the key, once at a time.
    async fn renew(self) -> bool {
        while self.renewing.get_value() {
            pause(100).await;
        }
        self.renewing.set_value(true);
        let proof = prove().await;
        self.renewing.set_value(false);
        match proof {
            Proof::Accepted => return true,
            Proof::NoKey => self.turn(TabletState::New { revoked: false }),
            Proof::Refused => self.turn(TabletState::New { revoked: true }),
            Proof::Unheard => {}
        }
        false
    }
}

/// Keeps an answer; on a device without room nothing is kept.
fn keep_answer(address: String, bytes: Vec<u8>) {
    spawn_local(async move { session().shelf().keep(&address, dates::now(), &bytes).await });
}

/// Waits for some milliseconds.
pub async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |over, _| {
        // Only an object that is no function is refused.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&over, milliseconds);
    });
    // A promise that is never rejected.
    let _ = JsFuture::from(over).await;
}

/// Whether the office or a wrong code stands in the way, rather than the network.
pub(super) const fn is_refusal(code: Code) -> bool {
    matches!(code, Code::NotFound | Code::SignedOut | Code::WrongCredentials | Code::Expired)
}
