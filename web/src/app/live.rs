//! Live changes: one stream for all tabs of a face.
//!
//! The tab that holds the face's Web Lock reads the stream and passes each event on by BroadcastChannel. A tab that
//! goes out of sight lets go of the lock, so that the one looked at is never left waiting for one put to sleep.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::rc::Rc;

use hidamari_client::{decode, live_path};
use hidamari_domain::contract::Nothing;
use hidamari_domain::identity::ReadMe;
use hidamari_domain::live::Change;
use hidamari_domain::problem::Code;
use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use super::{client, session};

/// How often to fetch anew while there is no stream.
const POLL: Duration = Duration::from_secs(30);
const RESET: &str = r#"{"type":"reset"}"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    pub(crate) fn request_lock(name: &str, granted: &JsValue) -> Result<Promise, JsValue>;
}

type Handler = Rc<dyn Fn(&Change)>;

#[derive(Default)]
struct Line {
    handlers: RefCell<Vec<(u32, Handler)>>,
    last_handler: Cell<u32>,
    channel: RefCell<Option<BroadcastChannel>>,
    /// Waiting for the lock, or holding it.
    seeking: Cell<bool>,
    stream: RefCell<Option<EventSource>>,
    let_go: RefCell<Option<Function>>,
    /// The stream has broken off and is not back yet.
    broken: Cell<bool>,
}

thread_local! {
    static LINE: Line = Line::default();
}

/// Calls `handler` with each change, as long as the current owner lives. On [`Change::Reset`] fetch anew.
pub fn on_change(handler: impl Fn(&Change) + 'static) {
    let number = LINE.with(|line| {
        let number = line.last_handler.get() + 1;
        line.last_handler.set(number);
        line.handlers.borrow_mut().push((number, Rc::new(handler)));
        number
    });
    on_cleanup(move || {
        // While the whole page goes away, nobody is left to be told.
        let _ = LINE.try_with(|line| line.handlers.borrow_mut().retain(|(each, _)| *each != number));
    });
    begin();
    seek();
}

fn name() -> String {
    ["hidamari-live-", session().face().key()].concat()
}

/// Listens to the other tabs, and to being looked at; once.
fn begin() {
    if LINE.with(|line| line.channel.borrow().is_some()) {
        return;
    }
    let Ok(channel) = BroadcastChannel::new(&name()) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event));
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    LINE.with(|line| line.channel.replace(Some(channel)));
    // All three live as long as the page itself.
    let _ = window_event_listener_untyped("visibilitychange", |_| if is_hidden() { release() } else { seek() });
    let _ = set_interval_with_handle(poll, POLL);
}

fn is_hidden() -> bool {
    document().hidden()
}

fn seek() {
    if is_hidden() || LINE.with(|line| line.seeking.replace(true)) {
        return;
    }
    let granted = Closure::once_into_js(|| -> JsValue {
        if is_hidden() {
            LINE.with(|line| line.seeking.set(false));
            return JsValue::UNDEFINED;
        }
        open();
        Promise::new(&mut |resolve, _| LINE.with(|line| drop(line.let_go.replace(Some(resolve))))).into()
    });
    // Without locks (a page without TLS) every tab reads a stream of its own.
    if request_lock(&name(), &granted).is_err() {
        open();
    }
}

fn release() {
    LINE.with(|line| {
        let Some(stream) = line.stream.take() else { return };
        stream.close();
        line.broken.set(false);
        line.seeking.set(false);
        if let Some(let_go) = line.let_go.take() {
            // Resolving a promise cannot fail.
            let _ = let_go.call0(&JsValue::NULL);
        }
    });
}

fn open() {
    let Ok(stream) = EventSource::new(&live_path(session().face())) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| turn(&event)).into_js_value();
    for kind in ["open", "error", "message"] {
        // Only an object that is no function is refused.
        let _ = stream.add_event_listener_with_callback(kind, heard.unchecked_ref());
    }
    if let Some(older) = LINE.with(|line| line.stream.replace(Some(stream))) {
        older.close();
    }
}

fn turn(event: &MessageEvent) {
    match event.type_().as_str() {
        // What is new at the first opening the server tells itself.
        "open" if LINE.with(|line| line.broken.replace(false)) => tell(RESET),
        "open" => {}
        "message" => {
            if let Some(text) = event.data().as_string() {
                tell(&text);
            }
        }
        _ => broken(),
    }
}

/// A stream breaks off when the network does, but also when what this person may see has changed: look at once.
fn broken() {
    if !LINE.with(|line| line.broken.replace(true)) {
        tell(RESET);
    }
    if state() == Some(EventSource::CLOSED) {
        again();
    }
}

fn state() -> Option<u16> {
    LINE.with(|line| line.stream.borrow().as_ref().map(EventSource::ready_state))
}

/// The browser has given up: the session may have grown old. It is renewed, then the stream opened anew.
fn again() {
    if LINE.with(|line| line.handlers.borrow().is_empty()) {
        return release();
    }
    spawn_local(async {
        match client().read::<ReadMe>((), &Nothing {}).await {
            Ok(_) if state() == Some(EventSource::CLOSED) => open(),
            Err(error) if error.code() == Some(Code::SignedOut) => {
                release();
                session().leave();
            }
            _ => {}
        }
    });
}

fn poll() {
    match state() {
        None | Some(EventSource::OPEN) => {}
        Some(EventSource::CLOSED) => {
            tell(RESET);
            again();
        }
        Some(_) => tell(RESET),
    }
}

/// To this tab and all others.
fn tell(text: &str) {
    LINE.with(|line| {
        if let Some(channel) = &*line.channel.borrow() {
            // Only a closed channel refuses; ours is never closed.
            let _ = channel.post_message(&text.into());
        }
    });
    spread(text);
}

fn hear(event: &MessageEvent) {
    if let Some(text) = event.data().as_string() {
        spread(&text);
    }
}

fn spread(text: &str) {
    // What a newer server says and this page does not know is a reason to fetch anew.
    let change = decode(text.as_bytes()).unwrap_or(Change::Reset);
    let handlers: Vec<Handler> =
        LINE.with(|line| line.handlers.borrow().iter().map(|(_, handler)| Rc::clone(handler)).collect());
    for handler in handlers {
        handler(&change);
    }
}
