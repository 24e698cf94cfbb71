//! Which page is shown: the browser's address below the face's base, as a signal, and nothing more.
//!
//! A face matches the parts of the path itself: `live(move || match route.parts().as_slice() { ["children", id] => .. })`.
//! Links are plain `<a href>`; those below the base change the page without loading it.

use core::cell::Cell;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MouseEvent};

/// Where the person is.
#[derive(Clone, Copy)]
pub struct Route {
    base: &'static str,
    path: Memo<String>,
    address: RwSignal<String>,
}

impl Route {
    /// Starts following the address below `base` (such as `/family`), for all that comes under this owner.
    #[must_use]
    pub fn provide(base: &'static str) -> Self {
        let address = RwSignal::new(address_now());
        let path = Memo::new(move |_| {
            let address = address.read();
            let path = address.split('?').next().unwrap_or_default();
            path.strip_prefix(base).unwrap_or_default().trim_matches('/').to_owned()
        });
        let route = Self { base, path, address };
        // Both live as long as the page itself.
        let _ = window_event_listener(ev::popstate, move |_| address.set(address_now()));
        let _ = window_event_listener(ev::click, move |event| route.follow(&event));
        provide_context(route);
        route
    }

    /// The route of the face this is in.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// The path below the base without slashes at its ends; `""` is the start page.
    #[must_use]
    pub fn path(self) -> Memo<String> {
        self.path
    }

    /// A value of the query, decoded.
    #[must_use]
    pub fn query(self, name: &str) -> Option<String> {
        let address = self.address.read();
        let query = address.split_once('?')?.1;
        web_sys::UrlSearchParams::new_with_str(query).ok()?.get(name)
    }

    /// Whether an address is the page shown, or (`within`) above it.
    #[must_use]
    pub fn is_at(self, href: &str, within: bool) -> bool {
        let wanted = href.strip_prefix(self.base).unwrap_or(href).trim_matches('/');
        let path = self.path.read();
        let below = || path.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'));
        *path == wanted || (within && !wanted.is_empty() && below())
    }

    /// Goes to an address of this face, and its heading gets the focus.
    pub fn go(self, href: &str) {
        self.change(href, false);
    }

    /// Goes there without leaving this page in the history.
    pub fn replace(self, href: &str) {
        self.change(href, true);
    }

    fn change(self, href: &str, replace: bool) {
        let Ok(history) = window().history() else { return };
        let done = if replace {
            history.replace_state_with_url(&JsValue::NULL, "", Some(href))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(href))
        };
        if done.is_ok() {
            self.address.set(address_now());
            request_animation_frame(greet_page);
        }
    }

    fn follow(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = pressed.and_then(|pressed| pressed.closest("a[href]").ok().flatten()) else { return };
        let elsewhere = link.has_attribute("download") || link.has_attribute("target");
        let href = link.get_attribute("href").unwrap_or_default();
        let ours = href == self.base || href.strip_prefix(self.base).is_some_and(|rest| rest.starts_with(['/', '?']));
        if ours && !elsewhere {
            event.prevent_default();
            self.go(&href);
        }
    }
}

fn address_now() -> String {
    let location = window().location();
    let mut address = location.pathname().unwrap_or_default();
    address.push_str(&location.search().unwrap_or_default());
    address
}

thread_local! {
    /// The page that was gone to had nothing to be greeted at yet.
    static UNGREETED: Cell<bool> = const { Cell::new(false) };
}

/// A page whose code or contents came after it was gone to is greeted then, unless the person has moved on.
pub fn greet_late_page() {
    let active = document().active_element().map(|element| element.tag_name());
    if match active.as_deref() {
        Some("MAIN") => true,
        Some("BODY") | None => UNGREETED.get(),
        Some(_) => false,
    } {
        greet_page();
    }
}

/// A new page begins at its top, and at its heading for those who hear it.
fn greet_page() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let found = ["main h1", "main"].into_iter().find_map(|wanted| document().query_selector(wanted).ok().flatten());
    UNGREETED.set(found.is_none());
    if let Some(heading) = found.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        // Only an element out of the page refuses the focus.
        let _ = heading.focus();
    }
}
