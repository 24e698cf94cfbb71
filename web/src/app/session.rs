use std::sync::OnceLock;

use hidamari_client::{CallError, Client, decode, reading};
use hidamari_domain::contract::Endpoint;
use hidamari_domain::identity::{Face, Me, ReadMe};
use hidamari_domain::problem::Code;
use hidamari_domain::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use super::dates;
use crate::offline::{Kept, Shelf};

const ME: &str = "me";

/// Who is signed in on this face, as far as is known.
#[derive(Clone, Copy)]
pub struct Session {
    face: Face,
    client: StoredValue<Client>,
    me: RwSignal<Signed>,
    since: RwSignal<Option<Moment>>,
}

/// Whether someone is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Signed {
    /// Not known yet.
    #[default]
    Asking,
    /// Nobody.
    Out,
    /// The server cannot be reached, and nothing is kept on the device.
    Unreachable,
    /// Someone.
    In(Box<Me>),
}

static HERE: OnceLock<Session> = OnceLock::new();

/// Opens the session of a face, once at its start, and asks the server who is signed in.
pub fn open_session(face: Face) -> Session {
    let session = *HERE.get_or_init(|| Session::of(face));
    session.ask();
    session
}

/// The session of the face; event handlers may ask for it too.
pub fn session() -> Session {
    *HERE.get_or_init(|| Session::of(Face::Family))
}

/// The client of the face.
pub fn client() -> Client {
    session().client.get_value()
}

fn page() -> Option<HtmlDocument> {
    document().dyn_into().ok()
}

impl Session {
    fn of(face: Face) -> Self {
        Self {
            face,
            client: StoredValue::new(Client::new(face)),
            me: RwSignal::new(Signed::Asking),
            since: RwSignal::new(None),
        }
    }

    /// Which face it is.
    pub const fn face(self) -> Face {
        self.face
    }

    /// Who is signed in.
    pub fn signed(self) -> Signed {
        self.me.get()
    }

    /// Who is signed in, if anyone.
    pub fn me(self) -> Option<Me> {
        match self.me.get() {
            Signed::In(me) => Some(*me),
            _ => None,
        }
    }

    /// Someone has signed in.
    pub fn enter(self, me: Me) {
        self.me.set(Signed::In(Box::new(me)));
    }

    /// Nobody is signed in any more; what was kept of them on this device goes.
    pub fn leave(self) {
        if let Some(page) = page() {
            // Only a page without cookies refuses, and that page has none to take away.
            let _ = page.set_cookie(&[self.face.marker(), "=; path=/; max-age=0; secure; samesite=strict"].concat());
        }
        // A tablet opens its next session by its key; what it keeps goes when its enrolment ends.
        if self.face != Face::Classroom {
            self.forget();
        }
        self.since.set(None);
        self.me.set(Signed::Out);
    }

    /// Forgets all that is kept on this device for when the server cannot be reached.
    pub fn forget(self) {
        self.shelf().clear();
    }

    /// Asks the server, if there may be a session.
    pub fn ask(self) {
        let cookies = page().and_then(|page| page.cookie().ok()).unwrap_or_default();
        if !cookies.contains(self.face.marker()) {
            return self.leave();
        }
        spawn_local(async move {
            let found = self.client.get_value().answer(&reading(ReadMe::PATH.to_owned())).await;
            match found.and_then(|bytes| Ok((decode(&bytes)?, bytes))) {
                Ok((me, bytes)) => {
                    self.enter(me);
                    self.shelf().keep(ME, dates::now(), &bytes).await;
                }
                Err(CallError::Problem(problem)) if problem.code == Code::SignedOut => self.leave(),
                Err(_) => match self.shelf().kept(ME).await.and_then(|kept| decode(&kept.bytes).ok()) {
                    Some(me) => self.enter(me),
                    None => self.me.set(Signed::Unreachable),
                },
            }
        });
    }

    /// From when the page is, while the server cannot be reached.
    pub fn since(self) -> Option<Moment> {
        self.since.get()
    }

    /// The server has answered.
    pub(super) fn reached(self) {
        if self.since.with_untracked(Option::is_some) {
            self.since.set(None);
        }
    }

    /// What was last known of an address of the person signed in. From now on the page says from when it is.
    pub(super) async fn recall(self, address: &str) -> Option<Kept> {
        let kept = self.shelf().kept(&self.name_of(address)?).await?;
        self.since.update(|since| *since = Some(since.map_or(kept.at, |other| other.min(kept.at))));
        Some(kept)
    }

    /// Keeps what the person signed in was shown.
    pub(super) async fn keep(self, address: &str, bytes: &[u8]) {
        if let Some(name) = self.name_of(address) {
            self.shelf().keep(&name, dates::now(), bytes).await;
        }
    }

    pub(crate) fn shelf(self) -> Shelf {
        Shelf::of(self.face)
    }

    fn name_of(self, address: &str) -> Option<String> {
        match &*self.me.read_untracked() {
            Signed::In(me) => Some([&me.session.to_string(), address].concat()),
            _ => None,
        }
    }
}
