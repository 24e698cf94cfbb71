use core::time::Duration;

use gloo_timers::future::TimeoutFuture;
use hidamari_client::{CallError, new_operation};
use hidamari_domain::contract::{Endpoint, Nothing};
use hidamari_domain::id::{DeviceId, OperationId};
use hidamari_domain::identity::Face;
use hidamari_domain::organisation::{
    ChallengeDevice, DevicePerson, DevicePin, DeviceProof, DeviceSetup, EnrolDevice, LockDevice, NewDevice,
    ReadDeviceSetup, StartDevice, UnlockDevice,
};
use hidamari_domain::problem::Code;
use hidamari_domain::value::{Name, OneTimeCode, Pin, Text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::CryptoKey;

use super::{keep, key};
use crate::app::{Said, Signed, client, open_session, said, session};
use crate::words::organisation::device as w;

/// Between two tries to reach the server while nothing can be shown yet.
const PATIENCE: Duration = Duration::from_secs(5);

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
        Effect::new(move || match session.signed() {
            Signed::Asking => {}
            Signed::In(_) => tablet.read_setup(),
            Signed::Out => tablet.come_back(),
            Signed::Unreachable => tablet.wait(),
        });
        tablet
    }

    /// How far it is.
    #[must_use]
    pub fn state(self) -> TabletState {
        self.state.get()
    }

    /// What it knows of its facility.
    #[must_use]
    pub fn setup(self) -> Signal<Option<DeviceSetup>> {
        self.setup.into()
    }

    /// Whose hands it is in.
    #[must_use]
    pub fn person(self) -> Signal<Option<DevicePerson>> {
        self.person.into()
    }

    /// Counts the sessions opened; what follows live changes begins anew with each.
    #[must_use]
    pub fn started(self) -> Signal<u32> {
        self.started.into()
    }

    /// Calls an endpoint; a session that has ended is opened anew on the way.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn call<E>(
        self,
        operation: OperationId,
        path: E::Path,
        query: &E::Query,
        body: &E::Body,
    ) -> Result<E::Reply, CallError>
    where
        E: Endpoint,
    {
        let mut again = true;
        loop {
            let result = client().call_as::<E>(operation, path.clone(), query, body).await;
            let ended = matches!(&result, Err(error) if error.code() == Some(Code::SignedOut));
            if !(again && ended && self.renew().await) {
                return result;
            }
            again = false;
        }
    }

    /// Enrols this browser. Sent again under the same id and key when the answer was lost.
    pub fn enrol(self, code: OneTimeCode, name: Name, done: impl FnOnce(Result<(), Said>) + 'static) {
        spawn_local(async move {
            let unable = |sentence: &str| Said { sentence: sentence.to_owned(), ..Said::default() };
            let made = match self.made.get_value() {
                Some(made) => made,
                None => match key::make().await {
                    Ok(key) => (DeviceId(Uuid::now_v7()), key),
                    Err(_) => return done(Err(unable(w::no_keys()))),
                },
            };
            self.made.set_value(Some(made.clone()));
            let (id, key) = made;
            let body = NewDevice { id, code, name, public_key: key.public };
            if let Err(error) = client().call::<EnrolDevice>((), &body).await {
                return done(Err(said(error)));
            }
            self.made.set_value(None);
            if keep::keep(id, &key.private).await.is_err() {
                return done(Err(unable(w::not_kept())));
            }
            self.state.set(TabletState::Starting);
            done(Ok(()));
            self.come_back();
        });
    }

    /// Someone takes the tablet by their number.
    pub fn unlock(self, person: DevicePerson, pin: Pin, done: impl FnOnce(Result<(), Said>) + 'static) {
        spawn_local(async move {
            let body = DevicePin { staff: person.id, pin };
            let result = self.call::<UnlockDevice>(new_operation(), (), &Nothing {}, &body).await;
            if let Ok(person) = &result {
                self.person.set(Some(person.clone()));
                self.switching.set(false);
            }
            done(result.map(drop).map_err(said));
        });
    }

    /// The tablet is nobody's any more: here at once, at the server as soon as it can be reached.
    pub fn lock(self) {
        self.person.set(None);
        spawn_local(async move {
            let operation = new_operation();
            for _ in 0..20 {
                match self.call::<LockDevice>(operation, (), &Nothing {}, &Nothing {}).await {
                    Err(CallError::Unreachable) if self.person.with_untracked(Option::is_none) => {
                        TimeoutFuture::new(5_000).await;
                    }
                    _ => return,
                }
            }
        });
    }

    fn read_setup(self) {
        self.fruitless.set_value(0);
        spawn_local(async move {
            match client().read::<ReadDeviceSetup>((), &Nothing {}).await {
                Ok(setup) => {
                    self.agree_on_the_person(&setup);
                    self.setup.set(Some(setup));
                    self.state.set(TabletState::Ready);
                    self.started.update(|count| *count += 1);
                }
                Err(error) if error.code() == Some(Code::SignedOut) => session().leave(),
                Err(_) => self.wait(),
            }
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

    fn come_back(self) {
        self.fruitless.update_value(|count| *count += 1);
        if self.fruitless.get_value() > 3 {
            return self.wait();
        }
        spawn_local(async move {
            if self.renew().await {
                session().ask();
            } else if !self.is_new() {
                self.wait();
            }
        });
    }

    fn wait(self) {
        if self.state.get_untracked() != TabletState::Ready {
            self.state.set(TabletState::Unreachable);
        }
        set_timeout(move || session().ask(), PATIENCE);
    }

    fn is_new(self) -> bool {
        matches!(self.state.get_untracked(), TabletState::New { .. })
    }

    /// Opens a session by the key, once at a time.
    async fn renew(self) -> bool {
        while self.renewing.get_value() {
            TimeoutFuture::new(100).await;
        }
        self.renewing.set_value(true);
        let renewed = self.prove().await;
        self.renewing.set_value(false);
        renewed
    }

    async fn prove(self) -> bool {
        let Some((id, key)) = keep::kept().await else {
            self.state.set(TabletState::New { revoked: false });
            return false;
        };
        // A nonce may have grown too old on a slow network: one more try before the tablet counts as refused.
        for last in [false, true] {
            match open(id, &key).await {
                Ok(()) => return true,
                Err(error) if last && is_refusal(&error) => self.state.set(TabletState::New { revoked: true }),
                Err(error) if is_refusal(&error) => {}
                Err(_) => return false,
            }
        }
        false
    }
}

async fn open(id: DeviceId, key: &CryptoKey) -> Result<(), CallError> {
    let nonce = client().call::<ChallengeDevice>(id, &Nothing {}).await?.nonce;
    let signature = key::sign(key, &nonce).await.map_err(|_| CallError::Foreign)?;
    let nonce = Text::parse(&nonce).map_err(|_| CallError::Foreign)?;
    client().call::<StartDevice>(id, &DeviceProof { nonce, signature }).await.map(drop)
}

/// Whether the server knows the tablet no more, rather than being out of reach or busy.
fn is_refusal(error: &CallError) -> bool {
    matches!(error.code(), Some(Code::NotFound | Code::SignedOut | Code::WrongCredentials | Code::Expired))
}
