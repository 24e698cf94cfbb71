use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the app where `index.html` painted the shell.
pub fn mount_face<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    let place = document().get_element_by_id("face").and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(place) = place {
        place.set_text_content(None);
        leptos::mount::mount_to(place, app).forget();
    }
}
