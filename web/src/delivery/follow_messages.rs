use hidamari_domain::contract::Nothing;
use hidamari_domain::delivery::OpenMessage;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use crate::app::send;
use crate::ui::Route;

/// The message by which the person came here, and those they open while the page is there, count as opened.
pub fn follow_messages(route: Route) -> AnyView {
    if let Some(message) = untrack(|| route.query("message")) {
        open(&message);
        if let Ok(history) = window().history() {
            // Quietly: the person is reading by now. An address that stays is only opened once more.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/family"));
        }
    }
    let worker = window().navigator().service_worker();
    if worker.is_undefined() {
        return ().into_any();
    }
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let address = event.data().as_string().unwrap_or_default();
        if let Some((_, message)) = address.split_once("?message=") {
            open(message);
            route.go("/family");
        }
    });
    // It lives as long as the page.
    let hear = hear.into_js_value();
    let _ = worker.add_event_listener_with_callback("message", hear.unchecked_ref());
    ().into_any()
}

fn open(message: &str) {
    if let Ok(message) = message.parse() {
        // Whoever is not to know of it, or has no network now, sees the page all the same.
        send::<OpenMessage>(message, Nothing {}, |_| {});
    }
}
